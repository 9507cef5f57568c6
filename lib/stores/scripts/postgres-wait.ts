import type { Script } from '../../vocabulary/script';
import {
  postgresConnectionEnv,
  postgresConnectionOptionalEnv,
  requirePostgresConnection,
} from './postgres-connection';
import { opening, shell } from './shell';
import { waitLoop } from './wait-loop';

/**
 * Waits until a query succeeds in the database: for the init container of a workload that cannot start
 * without it. It logs in, so a wrong password or a missing database is told at once, on standard error; it
 * still waits, since an operator may be about to create them.
 *
 * | variable | meaning |
 * |---|---|
 * | `PGHOST`, `PGPORT`, `PGUSER`, `PGPASSWORD`, `PGDATABASE` | the database |
 * | `PGSSLMODE`, `PGSSLROOTCERT` | how TLS is used and verified, default: used where the server offers it, not verified |
 * | `WAIT_SECONDS` | when to give up, default 300; one attempt of at most 5 seconds may run beyond it |
 *
 * Status: 0 the database answers; 1 it did not in time; 2 the environment is wrong.
 */
export const postgresWait = {
  env: [...postgresConnectionEnv],
  optionalEnv: [...postgresConnectionOptionalEnv, 'WAIT_SECONDS'],
  text: shell`
${opening}
${requirePostgresConnection}
export PGAPPNAME=event-mesh-wait
${waitLoop}
attempt() { reason=$(psql -X -w -q -c 'SELECT 1' 2>&1 >/dev/null); }
until_deadline "database '$PGDATABASE' on $PGHOST" || fail "gave up after $WAIT_SECONDS s: $reason"
say "database '$PGDATABASE' on $PGHOST answers"
`,
} as const satisfies Script;
