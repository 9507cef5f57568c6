import type { Script } from '../../vocabulary/script';
import { readBackups } from './backup-directory';
import { opening, shell } from './shell';

/**
 * Puts a snapshot of {@link redisBackup} into the data folder before Redis starts: an init container of its
 * StatefulSet, which may stay there, since it does nothing unless a restore is asked for, and each restore
 * once.
 *
 * | variable | meaning |
 * |---|---|
 * | `REDIS_DATA_DIR` | the data folder of Redis (`dir` in redis.conf), an absolute path |
 * | `REDIS_APPENDONLY` | `yes` or `no`, as `appendonly` in redis.conf |
 * | `BACKUP_DIR` | folder of the mounted backup volume, an absolute path |
 * | `RESTORE_FILE` | name of a file in that folder, or `latest`; empty or not set: no restore |
 * | `RESTORE_REQUEST` | names this restore, default the value of `RESTORE_FILE`; give a new name to restore the same file, or `latest`, once more |
 * | `RESTORE_OVERWRITE` | `true` lets the restore replace data that is there; default `false` |
 *
 * Redis with `appendonly yes` ignores dump.rdb, so the snapshot then becomes the base of a new append-only
 * log, in the layout of Redis 7 and later (and Valkey) with its default file names; otherwise it becomes
 * dump.rdb. Data that is replaced is not deleted but moved to `before-restore-<UTC time>` in the data folder.
 * A restore that is done is remembered in `.restored` there. Killed at any point, the next run completes it.
 *
 * Status: 0 restored, restored before, or not asked; 1 refused or failed, the data is as it was; 2 the
 * environment is wrong.
 */
export const redisRestore = {
  env: ['REDIS_DATA_DIR', 'REDIS_APPENDONLY', 'BACKUP_DIR'],
  optionalEnv: ['RESTORE_FILE', 'RESTORE_REQUEST', 'RESTORE_OVERWRITE'],
  text: shell`
${opening}
: "\${REDIS_DATA_DIR:?is not set: the data folder of Redis}"
: "\${REDIS_APPENDONLY:?is not set: yes or no, as in redis.conf}"
if [ -z "\${RESTORE_FILE:-}" ]; then
  say "no restore is asked for"
  exit 0
fi
case $REDIS_DATA_DIR in
  /*) ;;
  *) refuse "REDIS_DATA_DIR is '$REDIS_DATA_DIR', expected an absolute path" ;;
esac
cd "$REDIS_DATA_DIR" || fail "REDIS_DATA_DIR '$REDIS_DATA_DIR' is no folder to work in"
RESTORE_REQUEST=\${RESTORE_REQUEST:-$RESTORE_FILE}
if [ -f .restored ] && [ "$(cat .restored)" = "$RESTORE_REQUEST" ]; then
  say "restore '$RESTORE_REQUEST' was done before"
  exit 0
fi
${readBackups}
choose redis rdb

rm -rf .restore
mkdir .restore
case $REDIS_APPENDONLY in
  no)
    target=dump.rdb
    cp "$chosen" .restore/dump.rdb
    in_place() { cmp -s .restore/dump.rdb dump.rdb; }
    ;;
  yes)
    target=appendonlydir
    base=appendonlydir/appendonly.aof.1.base.rdb
    manifest=appendonlydir/appendonly.aof.manifest
    mkdir .restore/appendonlydir
    cp "$chosen" ".restore/$base"
    echo 'file appendonly.aof.1.base.rdb seq 1 type b' >".restore/$manifest"
    in_place() { cmp -s ".restore/$base" "$base" && cmp -s ".restore/$manifest" "$manifest"; }
    ;;
  *) refuse "REDIS_APPENDONLY is '$REDIS_APPENDONLY', expected yes or no" ;;
esac

# A run that was killed after the data took its place, and before that was noted, has nothing left to replace.
if ! in_place; then
  aside=before-restore-$(date -u +%Y%m%dT%H%M%SZ)
  for data in dump.rdb appendonlydir; do
    [ -e "$data" ] || continue
    if [ "\${RESTORE_OVERWRITE:-false}" != true ]; then
      rm -rf .restore
      fail "$REDIS_DATA_DIR holds data ($data): set RESTORE_OVERWRITE=true to replace it by $chosen"
    fi
    mkdir -p "$aside"
    mv "$data" "$aside/$data"
    say "moved $data to $REDIS_DATA_DIR/$aside: delete it when it is no longer needed"
  done
  mv ".restore/$target" "$target"
fi
printf '%s\n' "$RESTORE_REQUEST" >.restore/done
mv .restore/done .restored
rm -rf .restore
say "restored $chosen"
`,
} as const satisfies Script;
