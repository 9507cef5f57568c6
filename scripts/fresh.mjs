// node scripts/fresh.mjs FILE.ts [ARGUMENT…] runs a TypeScript entry of this project from its sources, so that
// nothing stale ever runs. esbuild bundles the entry with its packages, and this process compiles the bundle from
// memory, under the entry's own path. As long as no file that it was made of changes, further runs take the bundle, and
// the code that V8 made of it, from node_modules/.cache. Types are not checked here; that is `npm run types`.
import { existsSync } from 'node:fs';
import Module, { createRequire, SourceMap } from 'node:module';
import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { constants, Script } from 'node:vm';
import { makeBundle, makeSourceMap } from './bundle.mjs';
import { readBundle, writeBundle } from './bundle-cache.mjs';

// V8 optimises code a moment later than it would by itself: of a program that ends within a second, half of all processor
// time went into code that was optimised for nothing.
setFlagsFromString('--interrupt-budget=1000000');
// Of a large program V8 keeps up to four times what lives, for it collects when it has grown by that. At half it takes
// a third less memory, and no more time.
setFlagsFromString('--heap-growing-percent=50');

const [file, ...args] = process.argv.slice(2);
const entry = path.resolve(file ?? '');
if (file === undefined || !existsSync(entry)) {
  console.error(
    file === undefined ? 'usage: node scripts/fresh.mjs FILE.ts [ARGUMENT…]' : `no such file: ${entry}`,
  );
  process.exit(2);
}

const kept = readBundle(entry);
const bundle = kept ?? makeBundle(entry) ?? process.exit(1);
// The parameters of a CommonJS module stand on the first line, so that the bundle's lines keep their numbers.
const script = new Script(Module.wrap(bundle.code), {
  filename: entry,
  cachedData: bundle.compiled,
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
});
// At the end V8 has compiled whatever a run needs, which is far more than it compiles at first. Another version of it, or
// other flags, do not take that.
if (kept === undefined || script.cachedDataRejected) {
  process.on('exit', () => writeBundle(entry, { ...bundle, compiled: script.createCachedData() }));
}

const root = path.dirname(import.meta.dirname);
let sourceMap;
/** A stack trace with the lines of the sources instead of the bundle's. */
const withSourcePositions = (stack) =>
  stack.replaceAll(/([^\s(]+):(\d+):(\d+)/g, (place, where, line, column) => {
    if (where !== entry) return place;
    sourceMap ??= new SourceMap(makeSourceMap(entry));
    const { originalSource, originalLine, originalColumn } = sourceMap.findEntry(line - 1, column - 1);
    if (originalSource === undefined) return place;
    return `${path.resolve(root, originalSource)}:${originalLine + 1}:${originalColumn + 1}`;
  });
Error.prepareStackTrace = (error, frames) =>
  withSourcePositions([String(error), ...frames.map((frame) => `    at ${frame}`)].join('\n'));

process.argv = [process.argv[0], entry, ...args];
const main = { exports: {} };
const run = script.runInThisContext();
run.call(main.exports, main.exports, createRequire(entry), main, entry, path.dirname(entry));
