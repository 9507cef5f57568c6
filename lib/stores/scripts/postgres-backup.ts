import type { Script } from '../../vocabulary/script';
import { writeBackups } from './backup-directory';
import {
  databasePrefix,
  postgresConnectionEnv,
  postgresConnectionOptionalEnv,
  requirePostgresConnection,
} from './postgres-connection';
import { opening, shell } from './shell';

/**
 * Dumps one PostgreSQL database into a folder, checks the dump, and deletes old ones. For a CronJob in the
 * server's image (`pg_dump` must not be older than the server).
 *
 * | variable | meaning |
 * |---|---|
 * | `PGHOST`, `PGPORT`, `PGUSER`, `PGPASSWORD`, `PGDATABASE` | the database; the role must be able to read all of it |
 * | `PGSSLMODE`, `PGSSLROOTCERT` | how TLS is used and verified, default: used where the server offers it, not verified |
 * | `BACKUP_DIR` | folder of the mounted backup volume, an absolute path |
 * | `RETAIN` | how many dumps of this database to keep, default 7 |
 * | `RETAIN_DAYS` | delete dumps older than so many days, default: age does not matter |
 *
 * Writes `<database>-<UTC time>.dump` (pg_dump's custom format) and `<file>.sha256`, both readable for the
 * user alone. A dump without any table is refused: of a database that was lost and made anew, it would push
 * the good dumps out. Roles and their passwords are not part of a dump.
 *
 * Status: 0 written and pruned; 1 failed, nothing was deleted; 2 the environment is wrong.
 */
export const postgresBackup = {
  env: [...postgresConnectionEnv, 'BACKUP_DIR'],
  optionalEnv: [...postgresConnectionOptionalEnv, 'RETAIN', 'RETAIN_DAYS'],
  text: shell`
${opening}
${requirePostgresConnection}
export PGAPPNAME=event-mesh-backup
${writeBackups}
${databasePrefix}
begin "$prefix" dump
say "dumping database '$PGDATABASE' on $PGHOST"
pg_dump --no-password --format=custom --lock-wait-timeout=60s --file="$partial" ||
  fail "pg_dump failed: no backup was written, and none was deleted"
[ -s "$partial" ] || fail "the dump is empty: no backup was written, and none was deleted"
contents=$(pg_restore --list "$partial") || fail "the dump is not readable: no backup was written, and none was deleted"
case $contents in
  *'; 1259 '*' TABLE '*) ;;
  *) fail "database '$PGDATABASE' has no table: no backup was written, and none was deleted" ;;
esac
finish
prune "$prefix" dump
`,
} as const satisfies Script;
