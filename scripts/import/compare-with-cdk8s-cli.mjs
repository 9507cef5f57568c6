import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { sources } from './sources.mjs';

// Prints the table of imports/README.md: node scripts/import/compare-with-cdk8s-cli.mjs FOLDER (as `npm run
// import -- --from`).
const crds = resolve(process.argv[2] ?? '.');
const root = resolve(import.meta.dirname, '../..');
const peer = mkdtempSync(join(tmpdir(), 'cdk8s-import-'));

try {
  symlinkSync(join(root, 'node_modules'), join(peer, 'node_modules'));
  const rows = sources.map(({ name, module }) => {
    const ours = size(['d.ts', 'js'].map((extension) => join(root, 'imports', `${module}.${extension}`)));
    return { name, ours, theirs: size(importWithCdk8s(name)) };
  });
  rows.push({ name: '**all**', ours: total(rows, 'ours'), theirs: total(rows, 'theirs') });
  console.log('| source | lines | cdk8s-cli | | kB | cdk8s-cli | |\n|---|--:|--:|--:|--:|--:|--:|');
  for (const { name, ours, theirs } of rows) {
    const cells = [ours.lines, theirs.lines, percent(ours.lines, theirs.lines)];
    cells.push(kilobytes(ours.bytes), kilobytes(theirs.bytes), percent(ours.bytes, theirs.bytes));
    console.log(`| ${name} | ${cells.join(' | ')} |`);
  }

  const ours = typeCheckSeconds(sources.map(({ module }) => join(root, 'imports', `${module}.d.ts`)));
  const theirs = typeCheckSeconds(sources.flatMap(({ name }) => files(name)));
  const nothing = typeCheckSeconds([join(root, 'node_modules/cdk8s/lib/index.d.ts')]);
  console.log(`\nType check: ${ours} s, cdk8s-cli ${theirs} s, cdk8s itself ${nothing} s.`);
} finally {
  rmSync(peer, { recursive: true });
}

function importWithCdk8s(name) {
  mkdirSync(join(peer, name));
  copyFileSync(join(crds, `${name}.yaml`), join(peer, `${name}.yaml`));
  const args = ['import', `${name}.yaml`, '--output', name, '--language', 'typescript', '--no-save'];
  execFileSync(process.execPath, [join(root, 'node_modules/cdk8s-cli/bin/cdk8s'), ...args], {
    cwd: peer,
    stdio: 'ignore',
  });
  return files(name);
}

function files(name) {
  return readdirSync(join(peer, name)).map((file) => join(peer, name, file));
}

function size(paths) {
  const texts = paths.map((path) => readFileSync(path, 'utf8'));
  return total(
    texts.map((text) => ({ text: { lines: text.split('\n').length - 1, bytes: Buffer.byteLength(text) } })),
    'text',
  );
}

function total(rows, column) {
  const sum = (unit) => rows.reduce((so, row) => so + row[column][unit], 0);
  return { lines: sum('lines'), bytes: sum('bytes') };
}

/** The best of three strict checks without skipLibCheck. */
function typeCheckSeconds(paths) {
  const compilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: false,
    types: [],
    lib: ['es2023'],
    target: 'es2023',
    module: 'node20',
  };
  writeFileSync(join(peer, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: paths }));
  const times = [1, 2, 3].map(() => {
    const start = performance.now();
    execFileSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', peer], {
      stdio: 'inherit',
    });
    return performance.now() - start;
  });
  return (Math.min(...times) / 1000).toFixed(1);
}

function percent(part, whole) {
  return `${Math.round((100 * part) / whole)} %`;
}

function kilobytes(bytes) {
  return Math.round(bytes / 1000);
}
