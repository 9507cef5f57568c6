import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { header } from './module-files.mjs';

const generatedFolders = ['imports', 'lib/schema/generated'];

/** The generated files under the root that are missing, differ, or are no longer generated. */
export function outdated(root, files) {
  const differing = [...files]
    .filter(([path, content]) => read(join(root, path)) !== content)
    .map(([path]) => path);
  return [...differing, ...stale(root, files)];
}

/**
 * Writes the files and removes those no longer generated. All are on the disk before the first takes its
 * place.
 */
export function writeFiles(root, files) {
  const staging = mkdtempSync(join(root, '.import-'));
  try {
    for (const [path, content] of files) {
      mkdirSync(dirname(join(staging, path)), { recursive: true });
      writeFileSync(join(staging, path), content);
    }
    for (const path of files.keys()) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      renameSync(join(staging, path), join(root, path));
    }
    for (const path of stale(root, files)) rmSync(join(root, path));
  } finally {
    rmSync(staging, { recursive: true });
  }
}

function stale(root, files) {
  return generatedFolders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
    .filter((path) => !files.has(path) && /\.[jt]s$/.test(path) && read(join(root, path)).startsWith(header));
}

const read = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);
