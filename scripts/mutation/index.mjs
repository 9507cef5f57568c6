// npm run test:mutation [-- WORD…]: breaks what a chart is made of, one way after the other, each in a copy of the
// project, and runs the tests there; with words, only the ways whose names hold one of them. Exit code 1 when the tests
// let one pass. The chart is written anew before each run, as a commit would have it. The golden tests take no part,
// since they would notice any change.
import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mutants } from './mutants.mjs';

const root = path.dirname(path.dirname(import.meta.dirname));
const NOT_COPIED = ['.git', 'node_modules', 'dist', 'build'];

/** Quick ones first: what fails there needs no more. */
const TESTS = ['(values|emit)', 'event-system', 'helm-features', 'parity'].map(
  (folder) => `__tests__/${folder}/`,
);

const words = process.argv.slice(2);
const chosen = mutants.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)));
if (chosen.length === 0) {
  console.error(`no mutant is called like ${words.join(', ')}`);
  process.exit(2);
}

const copy = mkdtempSync(path.join(tmpdir(), 'event-mesh-mutation-'));
process.once('exit', () => rmSync(copy, { recursive: true, force: true, maxRetries: 3 }));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
cpSync(root, copy, {
  recursive: true,
  filter: (file) => !NOT_COPIED.includes(path.relative(root, file)) && !/\/\.dist\./.test(file),
});
symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'));
// A text that is no longer there must not look like a mutant that was found.
const broken = chosen.map((mutant) => [mutant, brokenText(mutant)]);

const unbroken = await firstFailure();
if (unbroken !== undefined) {
  console.error(`the tests fail before anything is broken:\n${unbroken}`);
  process.exit(1);
}
let survivors = 0;
for (const [{ name, file }, text] of broken) {
  const original = readFileSync(path.join(copy, file));
  writeFileSync(path.join(copy, file), text);
  const start = performance.now();
  const failure = await firstFailure();
  writeFileSync(path.join(copy, file), original);
  if (failure === undefined) survivors += 1;
  const seconds = ((performance.now() - start) / 1000).toFixed(0);
  console.log(
    `${failure ? 'found   ' : 'SURVIVED'} ${name.padEnd(60)} ${`${seconds} s`.padStart(5)}  ${failure ?? file}`,
  );
}
console.log(`\n${chosen.length - survivors} of ${chosen.length} found`);
process.exit(survivors > 0 ? 1 : 0);

function brokenText({ name, file, from, to }) {
  const text = readFileSync(path.join(copy, file), 'utf8');
  const found = text.split(from).length - 1;
  if (found === 1) return text.replace(from, () => to);
  console.error(
    `'${name}': expected once in ${file}, found ${found} times; say anew what to break:\n${from}`,
  );
  process.exit(2);
}

/** What fails first: the synthesis, or a test. */
async function firstFailure() {
  const synth = await run('node', 'scripts/fresh.mjs', 'lib/cli/event-mesh.ts', 'synth');
  if (synth.failed) return `synth: ${synth.stderr.trim().split('\n')[0]}`;
  for (const pattern of TESTS) {
    const jest = ['jest', '--ci', '--selectProjects', 'unit', '--testPathPatterns', pattern, '--bail'];
    const { failed, stderr } = await run('npx', ...jest);
    if (failed) return /^ *● (.*)$/m.exec(stderr)?.[1] ?? stderr;
  }
  return undefined;
}

function run(command, ...args) {
  return new Promise((resolve) => {
    execFile(command, args, { cwd: copy, maxBuffer: 1 << 28 }, (error, stdout, stderr) => {
      resolve({ failed: error !== null, stderr });
    });
  });
}
