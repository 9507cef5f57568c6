import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The files that belong to a chart, by their paths in it: all of the folder but what `.helmignore` names, as
 * `helm package` has it.
 */
export function chartFiles(folder) {
  const ignored = ignoredNames(path.join(folder, '.helmignore'));
  const files = new Map();
  const read = (inside) => {
    for (const entry of readdirSync(path.join(folder, inside), { withFileTypes: true })) {
      const file = path.posix.join(inside, entry.name);
      if (
        ignored.some(
          ({ name, foldersOnly }) => name.test(entry.name) && (entry.isDirectory() || !foldersOnly),
        )
      )
        continue;
      if (entry.isDirectory()) read(file);
      else if (entry.isFile()) files.set(file, readFileSync(path.join(folder, file)));
      else throw new Error(`${path.join(folder, file)} is no ordinary file; a chart holds no links`);
    }
  };
  read('');
  return files;
}

/** The patterns of a `.helmignore`: names, which may hold `*`, and with a slash at the end names of folders. */
function ignoredNames(file) {
  if (!existsSync(file)) return [];
  const patterns = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
  return patterns.map((pattern) => {
    const [, name, slash] = /^([^/!?[\\]+)(\/?)$/.exec(pattern) ?? [];
    if (name === undefined)
      throw new Error(
        `${file}: '${pattern}' is no plain name; write names of files and folders, with '*' at most`,
      );
    const expression = name.replaceAll('.', '\\.').replaceAll('*', '.*');
    return { name: new RegExp(`^${expression}$`), foldersOnly: slash === '/' };
  });
}
