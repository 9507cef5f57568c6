import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { refuseOutside } from './refuse-outside';

/**
 * Makes a folder hold exactly these files: written beside it first, then renamed into its place, so that a reader finds
 * the old ones or the new ones. Nothing is written where they are the same.
 *
 * @param kept entries of the folder that are nobody's here and stay
 * @throws ConfigError `file-outside` when a file's path leads out of the folder
 */
export function publishFolder(
  folder: string,
  files: ReadonlyMap<string, string>,
  kept: readonly string[] = [],
): void {
  refuseOutside(folder, [...files.keys()]);
  if (isSame(folder, files, kept)) return;
  const staged = `${folder}.new-${process.pid}`;
  const old = `${folder}.old-${process.pid}`;
  try {
    for (const [file, text] of files) {
      const target = path.join(staged, file);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, text);
    }
    for (const entry of kept) {
      const source = path.join(folder, entry);
      if (existsSync(source)) cpSync(source, path.join(staged, entry), { recursive: true });
    }
    replace(folder, staged, old);
  } finally {
    rmSync(staged, { recursive: true, force: true });
  }
}

function replace(folder: string, staged: string, old: string): void {
  if (!existsSync(folder)) {
    renameSync(staged, folder);
    return;
  }
  renameSync(folder, old);
  try {
    renameSync(staged, folder);
  } catch (error) {
    renameSync(old, folder);
    throw error;
  }
  rmSync(old, { recursive: true });
}

function isSame(folder: string, files: ReadonlyMap<string, string>, kept: readonly string[]): boolean {
  if (!existsSync(folder)) return false;
  const found = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .filter((file) => !kept.includes(file.split('/')[0] ?? ''));
  return (
    found.length === files.size &&
    found.every((file) => files.get(file) === readFileSync(path.join(folder, file), 'utf8'))
  );
}
