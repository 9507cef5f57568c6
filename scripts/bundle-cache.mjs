import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';

const root = path.dirname(import.meta.dirname);
const folder = path.join(root, 'node_modules', '.cache', 'fresh');

/** What decides on a bundle besides the files that it is made of: settings, the versions of packages, this code. */
const SETTINGS = [
  'package.json',
  'tsconfig.json',
  'node_modules/.package-lock.json',
  'scripts/bundle.mjs',
  'scripts/bundle-cache.mjs',
];

/** The clock of a file system ticks slower than files can change: what is as young as this may change unseen. */
const YOUNG_MILLISECONDS = 100;

/**
 * The bundle of an entry and what V8 compiled of it, if no file that it was made of has changed since, and none was
 * added beside them that could take another's place.
 *
 * @returns undefined where there is none
 */
export function readBundle(entry) {
  try {
    const { state, ...bundle } = deserialize(readFileSync(cacheFile(entry)));
    return stateOf(bundle.files).text === state ? bundle : undefined;
  } catch {
    return undefined; // never written, written by another version, or a file is gone
  }
}

/** Keeps a bundle for the next run. A folder that cannot be written to costs that run time, and no more. */
export function writeBundle(entry, { files, code, compiled, madeAt }) {
  try {
    const { text: state, youngest } = stateOf(files);
    if (youngest > madeAt - YOUNG_MILLISECONDS) return;
    mkdirSync(folder, { recursive: true });
    const file = cacheFile(entry);
    const own = `${file}%20${process.pid}`;
    writeFileSync(own, serialize({ files, state, code, compiled, madeAt }));
    renameSync(own, file);
    removeOrphans();
  } catch {
    // The next run bundles anew.
  }
}

/** Named after the entry, so that it can be told when the entry is gone. */
const cacheFile = (entry) => path.join(folder, encodeURIComponent(path.relative(root, entry)));

const ofPackage = (file) => /(?:^|\/)node_modules\/(?!\.)/.test(file);

/** What the file system says of all files, and of what lies beside sources; throws if one is gone. */
function stateOf(files) {
  let youngest = 0;
  const lines = [...files, ...SETTINGS].map((file) => {
    const { size, mtimeMs, ctimeMs } = statSync(path.resolve(root, file));
    youngest = Math.max(youngest, mtimeMs, ctimeMs);
    return `${file} ${size} ${mtimeMs} ${ctimeMs}`;
  });
  const folders = new Set(files.filter((file) => !ofPackage(file)).map(path.dirname));
  for (const name of folders) {
    const names = readdirSync(path.resolve(root, name)).filter((one) => !one.startsWith('.'));
    lines.push(`${name}: ${names.sort().join(' ')}`);
  }
  return { text: lines.join('\n'), youngest };
}

function removeOrphans() {
  for (const name of readdirSync(folder)) {
    if (!existsSync(path.resolve(root, decodeURIComponent(name)))) rmSync(path.join(folder, name));
  }
}
