import { afterAll, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { check } from '../../lib/cli/check';
import { readCommandLine } from '../../lib/cli/command-line';
import { cost } from '../../lib/cli/cost';
import { diff } from '../../lib/cli/diff';
import { route } from '../../lib/cli/route';
import { test as suiteCommand } from '../../lib/cli/test';
import { runCommand } from '../cli/run-command';
import { TemporaryFolder } from '../fixtures/temporary-folder';
import { argument, UNKNOWN_OPTIONS } from './argument';
import { MESH } from './entrances';

const folder = new TemporaryFolder();
const home = process.cwd();
folder.write('mesh.yaml', MESH);
folder.write('suite.yaml', '- {from: "gateway:*:80", request: GET http://shop/, expect: {}}\n');
folder.write('folder/mesh.yaml', MESH);
folder.write('here/mesh.yaml', MESH);
process.chdir(folder.at('here'));
afterAll(() => {
  process.chdir(home);
  folder.remove();
});

/** Every option of every command that only reads, so that each meets those of others, and values that none expects. */
const OPTIONS = (
  'namespace format fail-on preset mesh-config explain prices print-prices compare ignore-packaging exit-code from ' +
  'request header requests coverage help'
).split(' ');
const VALUES = [
  ...'mesh.yaml ../suite.yaml ../folder . .. /dev/null no-such main:folder : :: --upload-pack=x:y -- -n -x'.split(
    ' ',
  ),
  ...'json text markdown sarif strict aws EVM101 warning shop ../../etc/passwd GET gateway::'.split(' '),
  ...['', ' ', '\u001b[31m', 'gateway:*:80', 'gateway:shop/front:80', 'workload:shop/web', 'a: b', ': b'],
  ...['GET http://shop/', 'GET http://[::1', 'POST /', 'GET http://shop:99999/', 'GET http://shop/%'],
  'GET http://shop/\u0001',
];

test.each(UNKNOWN_OPTIONS)('no command takes %s', (option) => {
  for (const args of [[option], [`${option}=x`], [option, 'x'], [option.replace('--', '--no-')]]) {
    expect(() => readCommandLine(args, { format: { value: true }, coverage: { value: false } })).toThrow(
      /^unknown option '/,
    );
  }
});

test.each([check, cost, diff, route, suiteCommand])(
  'event-mesh $name takes or refuses any arguments',
  async (command) => {
    await fc.assert(
      fc.asyncProperty(fc.array(argument(OPTIONS, VALUES), { maxLength: 6 }), async (args) => {
        const { exitCode, stdout, stderr } = await runCommand(command, args);
        expect(args.some((arg) => UNKNOWN_OPTIONS.includes(arg)) ? [2] : [0, 1, 2]).toContain(exitCode);
        expect(`${stdout}${stderr}`).not.toMatch(/\[object |\bTypeError|\bundefined\b|Cannot (read|convert)/);
        if (exitCode === 2)
          expect({ stdout, said: stderr.trim() !== '' }).toEqual({ stdout: '', said: true });
      }),
    );
  },
);
