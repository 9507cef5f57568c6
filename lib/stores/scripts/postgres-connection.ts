import { shell } from './shell';

/**
 * What every script that connects to PostgreSQL needs. The client programs read these variables themselves
 * (libpq), so neither the password nor a strangely named database stands on a command line.
 *
 * @see https://www.postgresql.org/docs/current/libpq-envars.html
 */
export const postgresConnectionEnv = ['PGHOST', 'PGUSER', 'PGDATABASE'] as const;

/** Read by libpq when set: port 5432, no password and TLS where the server offers it are its defaults. */
export const postgresConnectionOptionalEnv = ['PGPORT', 'PGPASSWORD', 'PGSSLMODE', 'PGSSLROOTCERT'] as const;

/** A server that does not answer is given up after 5 seconds, not after the kernel's minutes. */
export const requirePostgresConnection = shell`
: "\${PGHOST:?is not set: the host name of the PostgreSQL server}"
: "\${PGUSER:?is not set: the PostgreSQL role}"
: "\${PGDATABASE:?is not set: the database}"
export PGCONNECT_TIMEOUT=5
`;

/**
 * Sets `$prefix`, the file name's part for the database: its name where that is fit for a file name, else a
 * readable form of it with a checksum, so that two databases never share one.
 */
export const databasePrefix = shell`
case $PGDATABASE in
  *[!A-Za-z0-9_.-]*)
    prefix=$(printf %s "$PGDATABASE" | tr -c 'A-Za-z0-9_.-' _)
    prefix=$prefix-$(printf %s "$PGDATABASE" | sha256sum | cut -c1-8)
    ;;
  *) prefix=$PGDATABASE ;;
esac
`;
