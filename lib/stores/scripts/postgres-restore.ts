import type { Script } from '../../vocabulary/script';
import { readBackups } from './backup-directory';
import {
  databasePrefix,
  postgresConnectionEnv,
  postgresConnectionOptionalEnv,
  requirePostgresConnection,
} from './postgres-connection';
import { opening, shell } from './shell';

/**
 * Puts a dump of {@link postgresBackup} back into an existing database, in one transaction: all of it, or the
 * database stays as it was.
 *
 * | variable | meaning |
 * |---|---|
 * | `PGHOST`, `PGPORT`, `PGUSER`, `PGPASSWORD`, `PGDATABASE` | the database; the role must own what it replaces |
 * | `PGSSLMODE`, `PGSSLROOTCERT` | how TLS is used and verified, default: used where the server offers it, not verified |
 * | `BACKUP_DIR` | folder of the mounted backup volume, an absolute path |
 * | `RESTORE_FILE` | name of a file in that folder, default `latest`: the newest of this database |
 *
 * The file's SHA-256 is verified first. What the dump holds is dropped and made anew; what it does not hold
 * stays, and when that depends on something in the dump (a table added since), the restore fails and says so.
 * Everything restored belongs to `PGUSER`; roles that the dump grants rights to must exist. Scale the
 * workloads to zero before: the restore waits for locks that their transactions hold.
 *
 * The records of {@link migrationRecord} are restored as well. After an older dump came back, the migration
 * Job has to run again, or workloads that wait for its record wait in vain: delete the Job and apply it anew.
 *
 * Status: 0 restored; 1 failed, nothing was changed; 2 the environment is wrong.
 */
export const postgresRestore = {
  env: [...postgresConnectionEnv, 'BACKUP_DIR'],
  optionalEnv: [...postgresConnectionOptionalEnv, 'RESTORE_FILE'],
  text: shell`
${opening}
${requirePostgresConnection}
export PGAPPNAME=event-mesh-restore
RESTORE_FILE=\${RESTORE_FILE:-latest}
${readBackups}
${databasePrefix}
choose "$prefix" dump
others=$(psql -X -w -q -A -t -c "SELECT count(*) FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid()") || fail "cannot reach the database: nothing was changed"
say "restoring $chosen into database '$PGDATABASE' on $PGHOST: what the dump holds is dropped and made anew"
[ "$others" -eq 0 ] || say "$others other sessions use the database: the restore waits for the locks that they hold"
# Any connection string does for --dbname; the database itself comes from PGDATABASE.
pg_restore --no-password --clean --if-exists --single-transaction --exit-on-error --no-owner \
  --dbname="application_name=$PGAPPNAME" "$chosen" ||
  fail "pg_restore failed: nothing was changed. When other objects depend on the dump's, drop them or restore into an empty database"
psql -X -w -q -c 'SET client_min_messages = error' -c ANALYZE || say "ANALYZE failed: queries may be slow at first"
say "restored. When the dump is older than the last migration, run the migration Job again"
`,
} as const satisfies Script;
