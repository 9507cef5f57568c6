// node scripts/fresh.mjs FILE.ts [ARGUMENT…] runs a TypeScript entry of this project from its sources, so that
// nothing stale ever runs. esbuild bundles the entry (milliseconds) and this process compiles the bundle from
// memory, under the entry's own path: no cache to go stale, no file for two runs to fight over, one Node start.
// Packages stay outside the bundle. Types are not checked here; that is `npm run types`.
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import Module, { createRequire, SourceMap } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';

// V8 optimises code a moment later than it would by itself: of a program that ends within a second, half of all processor
// time went into code that was optimised for nothing.
setFlagsFromString('--interrupt-budget=1000000');

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** The package's public entry points, as examples import them, lead to their sources and not to build/. */
const publicEntryPoints = () => {
  const { name, exports } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  return Object.entries(exports)
    .filter(([, target]) => target.default?.startsWith('./build/'))
    .map(([subPath, { default: target }]) => {
      const source = path.join(root, target.replace('./build/', '').replace(/\.js$/, '.ts'));
      return `--alias:${path.posix.join(name, subPath)}=${source}`;
    })
    .sort((a, b) => b.length - a.length);
};

const require = createRequire(import.meta.url);

/** The binary itself: esbuild's JavaScript API, or its command where install scripts do not run, costs far more. */
const esbuild = () => {
  const { resolve } = require;
  try {
    return resolve(`@esbuild/${process.platform}-${process.arch}/bin/esbuild`);
  } catch {
    return resolve('esbuild/bin/esbuild');
  }
};

const bundling = (entry, ...options) => [
  esbuild(),
  [
    entry,
    '--bundle',
    '--platform=node',
    '--target=node20',
    '--packages=external',
    '--log-level=warning',
    ...publicEntryPoints(),
    ...options,
  ],
  { cwd: root, encoding: 'utf8', maxBuffer: 1 << 30 },
];

let sourceMap;
/** A source map costs more to make than the program to run: it is made once somebody reads a stack trace. */
const readSourceMap = () => {
  const mapped = execFileSync(...bundling(entry, '--sourcemap=inline', '--sources-content=false'));
  return new SourceMap(JSON.parse(Buffer.from(mapped.split('base64,').at(-1), 'base64').toString()));
};

/** A stack trace with the lines of the sources instead of the bundle's. */
const withSourcePositions = (stack) =>
  stack.replaceAll(/([^\s(]+):(\d+):(\d+)/g, (place, where, line, column) => {
    if (where !== entry) return place;
    sourceMap ??= readSourceMap();
    const { originalSource, originalLine, originalColumn } = sourceMap.findEntry(line - 1, column - 1);
    if (originalSource === undefined) return place;
    return `${path.resolve(root, originalSource)}:${originalLine + 1}:${originalColumn + 1}`;
  });

const [file, ...args] = process.argv.slice(2);
const entry = path.resolve(file ?? '');
if (file === undefined || !existsSync(entry)) {
  console.error(
    file === undefined ? 'usage: node scripts/fresh.mjs FILE.ts [ARGUMENT…]' : `no such file: ${entry}`,
  );
  process.exit(2);
}

const bundled = promisify(execFile)(...bundling(entry));
// Every entry loads them, and loading takes about as long as bundling does beside it.
for (const name of ['cdk8s-plus-28', 'js-yaml']) require(name);
const { stdout: code, stderr: warnings } = await bundled.catch((error) => {
  if (typeof error.code !== 'number') throw error;
  process.stderr.write(error.stderr); // what is wrong, and where
  process.exit(1);
});
process.stderr.write(warnings);

process.argv = [process.argv[0], entry, ...args];
Error.prepareStackTrace = (error, frames) =>
  withSourcePositions([String(error), ...frames.map((frame) => `    at ${frame}`)].join('\n'));
// Module's underscored members are undocumented, but transpiling loaders have stood on them for ten years.
const main = new Module(entry);
main.filename = entry;
main.paths = Module._nodeModulePaths(path.dirname(entry));
main._compile(code, entry);
