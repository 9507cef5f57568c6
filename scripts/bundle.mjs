import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.dirname(import.meta.dirname);
const project = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));

/** The package's public entry points, as examples import them, lead to their sources and not to build/. */
const publicEntryPoints = Object.entries(project.exports)
  .filter(([, target]) => target.default?.startsWith('./build/'))
  .map(([subPath, { default: target }]) => {
    const source = path.join(root, target.replace('./build/', '').replace(/\.js$/, '.ts'));
    return `--alias:${path.posix.join(project.name, subPath)}=${source}`;
  })
  .sort((a, b) => b.length - a.length);

/** Tools stay packages; what a program is made of loads several times faster as a part of it. */
const tools = Object.keys(project.devDependencies)
  .filter((name) => !(name in project.peerDependencies))
  .map((name) => `--external:${name}`);

/** The binary itself: esbuild's JavaScript API, or its command where install scripts do not run, costs far more. */
const esbuild = () => {
  const { resolve } = createRequire(import.meta.url);
  try {
    return resolve(`@esbuild/${process.platform}-${process.arch}/bin/esbuild`);
  } catch {
    return resolve('esbuild/bin/esbuild');
  }
};

/** Runs esbuild, which tells on standard error what is wrong; undefined if something is. */
const runEsbuild = (entry, ...options) => {
  const settings = [
    '--bundle',
    '--platform=node',
    '--target=node20',
    '--log-level=warning',
    '--log-override:require-resolve-not-external=silent',
  ];
  const { status, stdout, error } = spawnSync(
    esbuild(),
    [entry, ...settings, ...publicEntryPoints, ...tools, ...options],
    { cwd: root, encoding: 'utf8', maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  if (error !== undefined) throw error;
  return status === 0 ? stdout : undefined;
};

/** Packages that look for files beside themselves, as cdk8s does, find their own folder and not the entry's. */
const withOwnFolders = (code) =>
  code.replaceAll(/^ {2}"(node_modules\/[^"]+)"\(.*\) \{$(?:\n {4}"use strict";)?/gm, (head, file) => {
    const own = { __filename: path.join(root, file), __dirname: path.join(root, path.dirname(file)) };
    return `${head} const { __filename, __dirname } = ${JSON.stringify(own)};`;
  });

/**
 * A TypeScript entry and all that it imports, but for tools, as the text of one CommonJS module.
 *
 * @returns the text, when it was begun, and the files that it was made of, seen from the project's folder; undefined if
 *   the entry cannot be bundled, which standard error has been told
 */
export function makeBundle(entry) {
  const madeAt = Date.now();
  const folder = mkdtempSync(path.join(tmpdir(), 'event-mesh-bundle-'));
  try {
    const [outfile, metafile] = ['bundle.js', 'meta.json'].map((name) => path.join(folder, name));
    if (runEsbuild(entry, `--outfile=${outfile}`, `--metafile=${metafile}`) === undefined) return undefined;
    const { inputs } = JSON.parse(readFileSync(metafile, 'utf8'));
    // A command's first line is for the shell.
    const code = readFileSync(outfile, 'utf8').replace(/^#!/, '//');
    return { madeAt, files: Object.keys(inputs), code: withOwnFolders(code) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The source map of an entry's bundle. It costs more to make than most programs to run. */
export function makeSourceMap(entry) {
  const mapped = runEsbuild(entry, '--sourcemap=inline', '--sources-content=false');
  return JSON.parse(Buffer.from(mapped.split('base64,').at(-1), 'base64').toString());
}
