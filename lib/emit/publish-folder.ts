import { cpSync, existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ConfigError } from '../vocabulary/config-error';
import { StagedFolder } from '../vocabulary/staged-folder';
import { isSystemError } from '../vocabulary/system-error';
import { refuseOutside } from './refuse-outside';

/**
 * Makes a folder hold exactly these files: written beside it first, then renamed into its place, so that a reader finds
 * the old ones or the new ones, and a run that is killed leaves no mixture. Nothing is written where they are the same.
 *
 * @param kept entries of the folder that are nobody's here and stay
 * @throws ConfigError `file-outside` when a file's path leads out of the folder
 * @throws ConfigError `output` when the folder may not be replaced, or cannot be written; it is then as it was
 */
export function publishFolder(
  folder: string,
  files: ReadonlyMap<string, string>,
  kept: readonly string[] = [],
): void {
  refuseOutside(folder, [...files.keys()]);
  StagedFolder.recover(folder);
  if (isSame(folder, files, kept)) return;
  const staged = StagedFolder.prepare(folder);
  try {
    staged.write(files);
    for (const entry of kept) {
      const source = path.join(folder, entry);
      if (!existsSync(source)) continue;
      // A link stays the link that it is.
      cpSync(source, path.join(staged.folder, entry), { recursive: true, verbatimSymlinks: true });
    }
    staged.publish();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new ConfigError('output', undefined, `cannot write ${folder}: ${error.message}; it is as it was`);
  } finally {
    staged.discard();
  }
}

function isSame(folder: string, files: ReadonlyMap<string, string>, kept: readonly string[]): boolean {
  if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return false;
  const found = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => ({
      entry,
      file: path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'),
    }))
    .filter(({ file }) => !kept.includes(file.split('/')[0] ?? ''));
  return (
    found.length === files.size &&
    found.every(
      ({ entry, file }) =>
        entry.isFile() && files.get(file) === readFileSync(path.join(folder, file), 'utf8'),
    )
  );
}
