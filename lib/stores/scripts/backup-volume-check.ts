import type { Script } from '../../vocabulary/script';
import { checkBackups } from './backup-directory';
import { opening, shell } from './shell';

/**
 * Checks that backups can be written to the mounted volume, before the night in which the first one is due.
 *
 * | variable | meaning |
 * |---|---|
 * | `BACKUP_DIR` | folder of the mounted backup volume, an absolute path |
 *
 * Leaves the folder as it was. Status: 0 backups can be written; 1 they cannot; 2 the environment is wrong.
 */
export const backupVolumeCheck = {
  env: ['BACKUP_DIR'],
  optionalEnv: [],
  text: shell`
${opening}
${checkBackups}
partial=$(mktemp "$BACKUP_DIR/.partial.XXXXXX") || fail "nothing can be written to BACKUP_DIR '$BACKUP_DIR'"
rm -f "$partial"
say "backups can be written to $BACKUP_DIR"
`,
} as const satisfies Script;
