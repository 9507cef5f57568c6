import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import path from 'node:path';
import { Sandbox } from '../cli/sandbox';
import { MESH } from './entrances';

// Each test starts processes, which take long on a busy machine.
jest.setTimeout(60_000);

const root = path.resolve(__dirname, '../..');
const eventMesh = `${process.execPath} ${root}/scripts/fresh.mjs ${root}/lib/cli/event-mesh.ts`;

const sandbox = new Sandbox();
afterAll(() => {
  sandbox.remove();
});
sandbox.write('mesh.yaml', MESH);
sandbox.write(
  'suite.yaml',
  '- {from: "gateway:*:80", request: GET http://shop/, expect: {outcome: route}}\n',
);
sandbox.write(
  'many.yaml',
  Array.from({ length: 120 }, (_, index) => MESH.replaceAll('shop', `shop-${index}`)).join('---\n'),
);

/** Runs a line of shell in the sandbox, where `$em` is the command; its last line of output is the exit code. */
function shell(line: string): Promise<{ readonly stdout: string; readonly stderr: string }> {
  return new Promise((resolve) => {
    execFile(
      'bash',
      ['-c', line],
      { cwd: sandbox.folder, env: { ...process.env, em: eventMesh } },
      (_, stdout, stderr) => {
        resolve({ stdout, stderr });
      },
    );
  });
}

describe('event-mesh ends in good order when', () => {
  test.each([
    [
      'its reader has read enough',
      '$em check many.yaml --format json | head -c 10 >/dev/null; echo ${PIPESTATUS[0]}',
      '1\n',
      /^$/,
    ],
    [
      'its output has no space',
      '$em cost mesh.yaml >/dev/full; echo $?',
      '1\n',
      /^event-mesh: cannot write the output: ENOSPC/,
    ],
    [
      'a report cannot be written',
      '$em test suite.yaml mesh.yaml --junit no/such/folder.xml >/dev/null; echo $?',
      '2\n',
      /^event-mesh test: option '--junit': no\/such\/folder\.xml cannot be written: ENOENT/,
    ],
    [
      'the output is below a file',
      '$em synth --app true --output mesh.yaml/dist; echo $?',
      '1\n',
      /^event-mesh synth: ENOTDIR.*mesh\.yaml/,
    ],
    // Where no folder can be made, Node's own recursive mkdir tries for ever.
    [
      'the output is in a folder that makes none',
      '$em synth --app true --output /proc/no/dist; echo $?',
      '1\n',
      /^event-mesh synth: ENOENT.*\/proc\/no/,
    ],
    [
      'a project is in a folder that makes none',
      '$em init /proc/no/orders; echo $?',
      '1\n',
      /^event-mesh init: ENOENT.*\/proc\/no/,
    ],
  ])('%s', async (_, line, stdout, stderr) => {
    const outcome = await shell(line);
    expect(outcome.stderr).toMatch(stderr);
    expect(outcome.stderr).not.toMatch(/\n {4}at /);
    expect(outcome.stdout).toBe(stdout);
  });
});
