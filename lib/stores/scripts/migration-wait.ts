import type { Script } from '../../vocabulary/script';
import {
  postgresConnectionEnv,
  postgresConnectionOptionalEnv,
  requirePostgresConnection,
} from './postgres-connection';
import { opening, shell } from './shell';
import { waitLoop } from './wait-loop';

/**
 * Waits until {@link migrationRecord} has recorded a migration: the init container of the workloads that need
 * the migrated database.
 *
 * | variable | meaning |
 * |---|---|
 * | `PGHOST`, `PGPORT`, `PGUSER`, `PGPASSWORD`, `PGDATABASE` | the database; any role may read the record |
 * | `PGSSLMODE`, `PGSSLROOTCERT` | how TLS is used and verified, default: used where the server offers it, not verified |
 * | `MIGRATION_NAME` | the name that the migration Job records |
 * | `WAIT_SECONDS` | when to give up, default 300; one attempt of at most 5 seconds may run beyond it |
 *
 * Each attempt tells on standard error what is missing. Reads only.
 *
 * Status: 0 recorded; 2 the environment is wrong; 3 the database could not be asked (no server, no such
 * database, wrong password); 4 the database answers, and has no such record.
 */
export const migrationWait = {
  env: [...postgresConnectionEnv, 'MIGRATION_NAME'],
  optionalEnv: [...postgresConnectionOptionalEnv, 'WAIT_SECONDS'],
  text: shell`
${opening}
${requirePostgresConnection}
export PGAPPNAME=event-mesh-migration-wait
: "\${MIGRATION_NAME:?is not set: the name of the migration to wait for}"
${waitLoop}
query() {
  psql -X -w -q -A -t -v ON_ERROR_STOP=1 -v name="$1" -f - 2>&1 <<'SQL'
SELECT to_regclass('event_mesh.migrations') IS NOT NULL AS present \gset
\if :present
SELECT 'recorded' FROM event_mesh.migrations WHERE name = :'name';
\endif
SQL
}
attempt() {
  status=3
  reason=$(query "$MIGRATION_NAME") || return 1
  [ "$reason" != recorded ] || return 0
  status=4
  reason='the database answers, the record is missing'
  return 1
}
if ! until_deadline "migration '$MIGRATION_NAME'"; then
  say "gave up after $WAIT_SECONDS s: $reason"
  [ "$status" -ne 4 ] || say "look at the migration Job: it has not succeeded, or records another name"
  exit "$status"
fi
say "migration '$MIGRATION_NAME' is recorded"
`,
} as const satisfies Script;
