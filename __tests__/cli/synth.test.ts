import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ended, Sandbox } from './sandbox';

// Each test starts processes, which take long on a busy machine.

/** An app that writes `files` manifests bearing `mark`, then does what `end` says. */
const app = `
const { mkdirSync, writeFileSync } = require('node:fs');
const [mark, files, end] = process.argv.slice(2);
const out = process.env.CDK8S_OUTDIR;
mkdirSync(out + '/dev', { recursive: true });
for (let i = 0; i < Number(files); i++) writeFileSync(out + '/dev/' + i + '.yaml', mark);
if (end === 'fail') { console.error('app: no good'); process.exit(7); }
if (end === 'die') process.kill(process.pid, 'SIGKILL');
if (end === 'hang') {
  writeFileSync('app.pid', String(process.pid));
  process.on('SIGTERM', () => { writeFileSync('app.stopped', ''); process.exit(0); });
  setTimeout(() => {}, 60_000);
}
`;

/** Makes the process die, as by power loss, at its n-th renaming. */
const dieAtRename = (n: number) => `
const fs = require('node:fs');
const rename = fs.renameSync;
let count = 0;
fs.renameSync = (...args) => (++count === ${n} ? process.kill(process.pid, 'SIGKILL') : rename(...args));
`;

let sandbox: Sandbox;
const synth = (command: string, ...args: string[]) => sandbox.run(['synth', '--app', command, ...args]);

beforeEach(() => {
  sandbox = new Sandbox();
  sandbox.write('app.js', app);
});
afterEach(() => {
  sandbox.remove();
});

describe('event-mesh synth', () => {
  test('replaces the output by what the app wrote, and lists it', async () => {
    sandbox.write('dist/old.yaml', 'old');
    const { exitCode, stdout, stderr } = await synth('node app.js new 2');
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toBe('Synthesizing application\n  - dist/dev/0.yaml\n  - dist/dev/1.yaml\n');
    expect(sandbox.read('dist')).toEqual({ 'dev/0.yaml': 'new', 'dev/1.yaml': 'new' });
    expect(sandbox.list()).toEqual(['app.js', 'dist']);
  });

  test('app and output of cdk8s.yaml are used, --output goes before', async () => {
    sandbox.write('cdk8s.yaml', 'language: typescript\napp: node app.js configured 1\noutput: manifests\n');
    expect((await sandbox.run(['synth'])).exitCode).toBe(0);
    expect(sandbox.read('manifests')).toEqual({ 'dev/0.yaml': 'configured' });
    expect((await sandbox.run(['synth', '-o', 'a/b'])).exitCode).toBe(0);
    expect(sandbox.read('a/b')).toEqual({ 'dev/0.yaml': 'configured' });
  });

  test('links that the app wrote are kept, and not followed in circles', async () => {
    sandbox.write('elsewhere/precious.yaml', 'precious');
    const links = 'ln -s . "$CDK8S_OUTDIR/a" && ln -s ../.. "$CDK8S_OUTDIR/dev/b"';
    const { exitCode, stdout } = await synth(`node app.js new 1 && ${links}`);
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: 'Synthesizing application\n  - dist/dev/0.yaml\n',
    });
    expect(sandbox.list('dist')).toEqual(['a', 'dev']);
    expect((await synth('node app.js newer 1')).exitCode).toBe(0);
    expect(sandbox.read('elsewhere')).toEqual({ 'precious.yaml': 'precious' });
    expect(sandbox.list('dist')).toEqual(['dev']);
  });

  test.each([
    ['fails', 'node app.js new 2 fail', 7],
    ['dies', 'node app.js new 2 die', 137],
    ['is not there', 'no-such-app-anywhere', 127],
    ['writes nothing', 'node app.js new 0', 1],
  ])('the output stays as it was when the app %s', async (_, command, expected) => {
    sandbox.write('dist/old.yaml', 'old');
    const { exitCode, stderr } = await synth(command);
    expect(exitCode).toBe(expected);
    if (expected !== 137) expect(stderr).toMatch(/app/);
    expect(sandbox.read('dist')).toEqual({ 'old.yaml': 'old' });
    expect(sandbox.list()).toEqual(['app.js', 'dist']);
  });

  test('an interruption reaches the app, and the output stays as it was', async () => {
    sandbox.write('dist/old.yaml', 'old');
    const run = sandbox.start(['synth', '--app', 'node app.js new 2 hang']);
    const outcome = ended(run);
    await written('app.pid');
    run.kill('SIGTERM');
    expect((await outcome).exitCode).toBe(143);
    expect(sandbox.list()).toEqual(['app.js', 'app.pid', 'app.stopped', 'dist']);
    expect(sandbox.read('dist')).toEqual({ 'old.yaml': 'old' });
  });

  test('killed while the app writes: the output stays as it was, the next run tidies up', async () => {
    sandbox.write('dist/old.yaml', 'old');
    const run = sandbox.start(['synth', '--app', 'node app.js new 2 hang']);
    const outcome = ended(run);
    await written('app.pid');
    run.kill('SIGKILL');
    expect((await outcome).signal).toBe('SIGKILL');
    process.kill(Number(readFileSync(path.join(sandbox.folder, 'app.pid'), 'utf8')), 'SIGKILL');
    expect(sandbox.read('dist')).toEqual({ 'old.yaml': 'old' });
    expect(sandbox.list()).toHaveLength(4);

    expect((await synth('node app.js new 1')).exitCode).toBe(0);
    expect(sandbox.read('dist')).toEqual({ 'dev/0.yaml': 'new' });
    expect(sandbox.list()).toEqual(['app.js', 'app.pid', 'dist']);
  });

  test.each([
    ['before the first renaming', 1, { 'old.yaml': 'old' }],
    ['between the two renamings', 2, undefined],
  ])('killed %s: the next run brings the output back', async (_, n, left) => {
    sandbox.write('dist/old.yaml', 'old');
    sandbox.write('die.js', dieAtRename(n));
    const env = { NODE_OPTIONS: `--require ${path.join(sandbox.folder, 'die.js')}` };
    const { signal } = await sandbox.run(['synth', '--app', 'NODE_OPTIONS= node app.js new 2'], env);
    expect(signal).toBe('SIGKILL');
    expect(existsSync(path.join(sandbox.folder, 'dist')) ? sandbox.read('dist') : undefined).toEqual(left);

    expect((await synth('node app.js new 1 fail')).exitCode).toBe(7);
    expect(sandbox.read('dist')).toEqual({ 'old.yaml': 'old' });
    expect(sandbox.list()).toEqual(['app.js', 'die.js', 'dist']);
  });

  test('killed after the second renaming: the next run removes the old output', async () => {
    sandbox.write('dist/new.yaml', 'new');
    const old = `.dist.old-${hostname()}-4194304`;
    sandbox.write(`${old}/old.yaml`, 'old');
    expect((await synth('node app.js newer 1 fail')).exitCode).toBe(7);
    expect(sandbox.list()).toEqual(['app.js', 'dist']);
    expect(sandbox.read('dist')).toEqual({ 'new.yaml': 'new' });
  });

  test('runs at the same time do not mix: one of them wins whole', async () => {
    const marks = ['a', 'b', 'c', 'd', 'e'];
    const outcomes = await Promise.all(marks.map((mark) => synth(`node app.js ${mark} 300`)));
    expect(outcomes.map(({ exitCode, stderr }) => [exitCode, stderr])).toEqual(marks.map(() => [0, '']));
    const contents = Object.values(sandbox.read('dist'));
    expect(contents).toHaveLength(300);
    expect(new Set(contents).size).toBe(1);
    expect(sandbox.list()).toEqual(['app.js', 'dist']);
  });

  test.each([
    ['a symbolic link', 'link', /'link' is a symbolic link/],
    ['a file', 'app.js', /'app.js' is a file/],
    ['the working directory', '.', /'\.' contains the working directory/],
    ['a folder above it', '..', /'\.\.' contains the working directory/],
    ['the working directory over a link', 'around/SANDBOX', /around\/.*' contains the working directory/],
  ])('%s is not replaced', async (_, output, message) => {
    sandbox.write('elsewhere/precious.yaml', 'precious');
    symlinkSync('elsewhere', path.join(sandbox.folder, 'link'));
    symlinkSync('..', path.join(sandbox.folder, 'around'));
    const named = output.replace('SANDBOX', path.basename(sandbox.folder));
    const { exitCode, stderr } = await synth('node app.js new 1', '--output', named);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(message);
    expect(sandbox.list()).toEqual(['app.js', 'around', 'elsewhere', 'link']);
    expect(sandbox.read('elsewhere')).toEqual({ 'precious.yaml': 'precious' });
  });

  test.each([
    ['no app is named', undefined, /no 'app' in cdk8s.yaml/],
    ['app is a list', 'app: [node, app.js]', /cdk8s.yaml: 'app' is a list, expected text/],
    ['app holds NUL', 'app: "node\\0"', /cdk8s.yaml: 'app' holds the character NUL/],
    [
      'output holds NUL',
      'app: node app.js new 1\noutput: "a\\0b"',
      /cdk8s.yaml: 'output' holds the character NUL/,
    ],
    ['the file is a list', '- app', /cdk8s.yaml: found a list, expected keys/],
    ['the file is not YAML', 'app: "node', /cdk8s.yaml.*1:/s],
  ])('%s: an error that names the place', async (_, config, message) => {
    if (config !== undefined) sandbox.write('cdk8s.yaml', config);
    const { exitCode, stderr } = await sandbox.run(['synth']);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/\n {4}at /);
  });

  test('an output that cannot be renamed is left as it was', async () => {
    sandbox.write('dist/old.yaml', 'old');
    sandbox.write('busy.js', dieAtRename(2).replace("process.kill(process.pid, 'SIGKILL')", 'busy()'));
    sandbox.write(
      'busy.js',
      `${readFileSync(path.join(sandbox.folder, 'busy.js'), 'utf8')}
       function busy() { throw Object.assign(new Error('EBUSY: it is a mount point'), { code: 'EBUSY' }); }`,
    );
    const env = { NODE_OPTIONS: `--require ${path.join(sandbox.folder, 'busy.js')}` };
    const { exitCode, stderr } = await sandbox.run(
      ['synth', '--app', 'NODE_OPTIONS= node app.js new 2'],
      env,
    );
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/cannot replace .*dist by renaming: EBUSY/);
    expect(sandbox.read('dist')).toEqual({ 'old.yaml': 'old' });
    expect(sandbox.list()).toEqual(['app.js', 'busy.js', 'dist']);
  });
});

async function written(file: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!existsSync(path.join(sandbox.folder, file))) {
    if (Date.now() > deadline) throw new Error(`${file} was not written`);
    await sleep(20);
  }
}
