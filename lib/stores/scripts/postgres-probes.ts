import type { ProbeCommand } from '../../vocabulary/script';

/*
 * By TCP, not by the socket: while the official image initialises the database, a temporary server listens on
 * the socket alone. The role and the database keep "role does not exist" out of the server's log; they are the
 * values of POSTGRES_USER and POSTGRES_DB, which is all that an embedded server needs to be initialised, with
 * POSTGRES_PASSWORD and a PGDATA below the mount point (a volume's lost+found forbids the mount point itself).
 */
const env = ['PGUSER', 'PGDATABASE'] as const;
const optionalEnv = ['PGPORT'] as const;

/**
 * Ready while the server accepts connections. It answers within 3 seconds: give the probe a `timeoutSeconds`
 * above that.
 */
export const postgresReadiness = {
  env,
  optionalEnv,
  command: ['pg_isready', '--host=127.0.0.1', '--timeout=3'],
} as const satisfies ProbeCommand;

/**
 * Alive while the server answers, be it that it rejects connections: a server that recovers from a crash does,
 * for minutes, and killing it would start the recovery anew. For the startup and the liveness probe, with a
 * `timeoutSeconds` above 3.
 */
export const postgresLiveness = {
  env,
  optionalEnv,
  command: ['sh', '-c', 'pg_isready --host=127.0.0.1 --timeout=3 || [ $? -eq 1 ]'],
} as const satisfies ProbeCommand;
