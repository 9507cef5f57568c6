import type { Script } from '../../vocabulary/script';
import {
  postgresConnectionEnv,
  postgresConnectionOptionalEnv,
  requirePostgresConnection,
} from './postgres-connection';
import { opening, shell } from './shell';

/**
 * Records in the database that a migration has succeeded: the container of a Job whose init container runs the
 * migration itself. {@link migrationWait} waits for the record. With `restartPolicy: OnFailure` a failure to
 * record is retried without running the migration again.
 *
 * | variable | meaning |
 * |---|---|
 * | `PGHOST`, `PGPORT`, `PGUSER`, `PGPASSWORD`, `PGDATABASE` | the migrated database |
 * | `PGSSLMODE`, `PGSSLROOTCERT` | how TLS is used and verified, default: used where the server offers it, not verified |
 * | `MIGRATION_NAME` | what to record: a name that changes with the migration, such as that of the Job |
 *
 * Writes one row to `event_mesh.migrations (name text primary key, completed_at timestamptz)`; a name that is
 * there keeps its time. Schema and table are made when missing, readable for every role, which needs the right
 * CREATE on the database: its owner has it. A role without it needs the table made for it, with USAGE on
 * `event_mesh` and INSERT and SELECT on the table. Any number of Jobs may record at once.
 *
 * Status: 0 recorded; 1 failed, nothing was recorded; 2 the environment is wrong.
 */
export const migrationRecord = {
  env: [...postgresConnectionEnv, 'MIGRATION_NAME'],
  optionalEnv: [...postgresConnectionOptionalEnv],
  text: shell`
${opening}
${requirePostgresConnection}
export PGAPPNAME=event-mesh-migration-record
: "\${MIGRATION_NAME:?is not set: the name of the migration to record}"
# The lock makes others wait who would create the schema at the same time.
psql -X -w -q -o /dev/null -v ON_ERROR_STOP=1 -v name="$MIGRATION_NAME" --single-transaction -f - <<'SQL' ||
SELECT pg_advisory_xact_lock(hashtextextended('event_mesh.migrations', 0));
SELECT to_regnamespace('event_mesh') IS NULL AS no_schema \gset
\if :no_schema
CREATE SCHEMA event_mesh;
GRANT USAGE ON SCHEMA event_mesh TO PUBLIC;
\endif
SELECT to_regclass('event_mesh.migrations') IS NULL AS no_table \gset
\if :no_table
CREATE TABLE event_mesh.migrations (name text PRIMARY KEY, completed_at timestamptz NOT NULL DEFAULT now());
GRANT SELECT ON event_mesh.migrations TO PUBLIC;
\endif
INSERT INTO event_mesh.migrations (name) VALUES (:'name') ON CONFLICT (name) DO NOTHING;
SQL
  fail "migration '$MIGRATION_NAME' was not recorded; when a right is missing, record as the owner of database '$PGDATABASE'"
say "recorded migration '$MIGRATION_NAME' in database '$PGDATABASE'"
`,
} as const satisfies Script;
