import type { Script } from '../../vocabulary/script';
import { writeBackups } from './backup-directory';
import { redisConnectionEnv, redisConnectionOptionalEnv, requireRedisConnection } from './redis-connection';
import { opening, shell } from './shell';

/**
 * Fetches a snapshot of all data of a Redis over the network into a folder, checks it, and deletes old ones.
 * For a CronJob in the server's image.
 *
 * | variable | meaning |
 * |---|---|
 * | `REDIS_HOST`, `REDIS_PORT`, `REDISCLI_AUTH` | the server, its port (default 6379), its password if any |
 * | `BACKUP_DIR` | folder of the mounted backup volume, an absolute path |
 * | `RETAIN` | how many snapshots to keep, default 7 |
 * | `RETAIN_DAYS` | delete snapshots older than so many days, default: age does not matter |
 *
 * Writes `redis-<UTC time>.rdb` and `<file>.sha256`, both readable for the user alone: give each Redis a
 * folder of its own. A snapshot that redis-check-rdb finds damaged is refused; one without keys is not, since
 * a drained queue is a good state.
 *
 * Status: 0 written and pruned; 1 failed, nothing was deleted; 2 the environment is wrong.
 */
export const redisBackup = {
  env: [...redisConnectionEnv, 'BACKUP_DIR'],
  optionalEnv: [...redisConnectionOptionalEnv, 'RETAIN', 'RETAIN_DAYS'],
  text: shell`
${opening}
${requireRedisConnection}
${writeBackups}
begin redis rdb
say "fetching a snapshot of Redis on $REDIS_HOST"
redis-cli -h "$REDIS_HOST" -p "$REDIS_PORT" --rdb "$partial" >&2 ||
  fail "redis-cli failed: no backup was written, and none was deleted"
verdict=$(redis-check-rdb "$partial" 2>&1) ||
  fail "the snapshot is damaged: no backup was written, and none was deleted: $verdict"
finish
prune redis rdb
`,
} as const satisfies Script;
