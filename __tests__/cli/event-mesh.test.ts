import { afterAll, describe, expect, test } from '@jest/globals';
import { Sandbox } from './sandbox';

const sandbox = new Sandbox();
afterAll(() => {
  sandbox.remove();
});

describe('event-mesh', () => {
  test('--help tells the commands', async () => {
    const { exitCode, stdout, stderr } = await sandbox.run(['--help']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toMatch(/^Usage: event-mesh <command>.*^ {2}synth +synthesise/ms);
  });

  test('without a command: the usage, as an error', async () => {
    const { exitCode, stdout, stderr } = await sandbox.run([]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(/^Usage: event-mesh/);
  });

  test('a command tells its options', async () => {
    const { exitCode, stdout } = await sandbox.run(['synth', '--help']);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^Usage: event-mesh synth .*--app COMMAND.*--output FOLDER/s);
  });

  test.each([
    [['snyth'], "event-mesh: unknown command 'snyth'; did you mean 'synth'?"],
    [
      ['frobnicate'],
      "event-mesh: unknown command 'frobnicate'; the commands are: check, cost, diff, init, report, route, synth, test",
    ],
    [
      ['--version'],
      "event-mesh: unknown option '--version'; the commands are: check, cost, diff, init, report, route, synth, test",
    ],
    [['synth', '--outptu', 'x'], "event-mesh synth: unknown option '--outptu'; did you mean '--output'?"],
    [['synth', '-x'], "event-mesh synth: unknown option '-x'"],
    [['synth', '--output'], "event-mesh synth: option '--output' needs a value"],
    [['synth', '--output', '--app', 'x'], "event-mesh synth: option '--output' needs a value"],
    [['synth', 'here'], "event-mesh synth: unexpected argument 'here'"],
  ])('%j is refused', async (args, message) => {
    const { exitCode, stdout, stderr } = await sandbox.run(args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr.split('\n')[0]).toBe(message);
    expect(stderr).toContain('--help');
  });
});
