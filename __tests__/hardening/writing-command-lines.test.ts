import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { lstatSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { init } from '../../lib/cli/init';
import { report } from '../../lib/cli/report';
import { synth } from '../../lib/cli/synth';
import { test as suiteCommand } from '../../lib/cli/test';
import { runCommand } from '../cli/run-command';
import { TemporaryFolder } from '../fixtures/temporary-folder';
import { argument, UNKNOWN_OPTIONS } from './argument';
import { MESH, SUITE } from './entrances';
import { runs } from './runs';

const temporary = new TemporaryFolder();
const home = process.cwd();
beforeAll(() => {
  temporary.write('precious', 'precious');
  temporary.write('a/precious/x', 'precious');
  temporary.write('a/b/c/mesh.yaml', MESH);
  process.chdir(temporary.at('a/b/c'));
});
afterAll(() => {
  process.chdir(home);
  temporary.remove();
});

/** The working directory as each run finds it. */
function tidy(config: string | undefined): void {
  for (const name of readdirSync('.')) rmSync(name, { recursive: true });
  temporary.write('a/b/c/mesh.yaml', MESH);
  temporary.write('a/b/c/suite.yaml', SUITE);
  temporary.write('a/b/c/dist/old.yaml', 'old');
  temporary.write('a/b/c/full/.git/HEAD', '');
  if (config !== undefined) temporary.write('a/b/c/cdk8s.yaml', config);
  symlinkSync('../../precious', 'link');
  symlinkSync('nowhere', 'dangling');
  symlinkSync('circle', 'circle');
}

/** What lies above the working directory, which no run may touch. */
function above(): unknown {
  const outside = Object.entries(temporary.files).filter(([file]) => !file.startsWith('a/b/c/'));
  const links = readdirSync('.').filter((name) => lstatSync(name).isSymbolicLink());
  return {
    outside,
    links,
    siblings: ['../../..', '../..', '..', '../../precious'].map((folder) => readdirSync(folder)),
  };
}

const LONG = ['x'.repeat(53), 'x'.repeat(256), 'x/'.repeat(2100)];
const PLACES = [
  ...'dist new new/er full mesh.yaml mesh.yaml/x link dangling/x circle circle/x . .. ../.. ../../..'.split(
    ' ',
  ),
  ...'/proc/no /proc/no/orders /sys/no/orders /dev/null/x ~ -- -x -rf é * $(x)'.split(' '),
  ...['', ' ', '\u001b[2J', '\u0007', '\u202e', '\ud800', 'a\nb', ...LONG],
];
const ORDERS = 'orders new/orders ./orders/ dist/../orders Orders __proto__ fs kube-x'.split(' ');
const REPORTED = 'mesh.yaml a=mesh.yaml b=. __proto__=mesh.yaml = =mesh.yaml suite.yaml aws strict'.split(
  ' ',
);

/** What an app may do; none of them lasts. */
const write = (file: string) => `mkdir -p "$CDK8S_OUTDIR/dev" && echo 'a: 1' > "$CDK8S_OUTDIR/dev/${file}"`;
const APPS = [
  ...['true', 'exit 7', 'kill -9 $$', 'exec no-such-app 2>/dev/null', ' ', write('x.yaml'), write('x.txt')],
  ...[`${write('x.yaml')}; exit 7`, `${write('x.yaml')} && ln -s "$PWD" "$CDK8S_OUTDIR/dev/y"`],
  ...['rmdir "$CDK8S_OUTDIR"', write('$(printf "\\033[2J").yaml')],
];
const app = fc.constantFrom(...APPS).map((command) => ['--app', command]);
const single = (options: readonly string[], values: readonly string[]) =>
  argument(options, values).map((text) => [text]);
const given = (option: string) =>
  fc.constantFrom('/', '-', ...PLACES).map((place) => [`--${option}=${place}`]);

/** A good command line, what stands on it besides, the codes that it ends with, and those that leave something written. */
const COMMANDS = [
  {
    command: synth,
    whole: ['--app', write('x.yaml')],
    part: fc.oneof(
      app,
      app,
      given('output'),
      single(['output', 'out', 'help'], ['-o', '-o=dist', ...PLACES]),
    ),
    exitCodes: [0, 1, 2, 7, 127, 137],
    changes: [0],
  },
  {
    command: init,
    whole: ['orders'],
    part: single(['force', 'name', 'help'], [...ORDERS, ...PLACES]),
    exitCodes: [0, 1, 2],
    changes: [0],
  },
  {
    command: report,
    whole: ['mesh.yaml'],
    part: fc.oneof(
      given('out'),
      single(['out', 'prices', 'preset', 'mesh-config', 'namespace'], [...REPORTED, ...REPORTED, ...PLACES]),
    ),
    exitCodes: [0, 2],
    changes: [0],
  },
  {
    command: suiteCommand,
    whole: ['suite.yaml', 'mesh.yaml'],
    part: fc.oneof(given('junit'), single(['junit', 'namespace'], ['suite.yaml', 'mesh.yaml', ...PLACES])),
    exitCodes: [0, 1, 2],
    changes: [0, 1],
  },
];
const CONFIGS = [
  ...[undefined, undefined, 'app: "true"\n', 'output: ../..\n', 'output: link\n', 'output: "\\0"\n'],
  ...['app: "a\\0"\n', '- x', 'a: &a [*a]', '"', '__proto__: {app: "true"}\n', 'app: {a: 1}\noutput: []\n'],
];

test.each(COMMANDS)(
  'event-mesh $command.name takes or refuses any arguments, and writes nothing above its folder',
  async ({ command, whole, part, exitCodes, changes }) => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...CONFIGS),
        fc
          .tuple(fc.constantFrom([], whole, whole), fc.array(part, { maxLength: 3 }))
          .map(([first, further]) => [...first, ...further.flat()]),
        async (config, args) => {
          tidy(config);
          const before = [above(), temporary.files];
          const { exitCode, stdout, stderr } = await runCommand(command, args);
          expect(args.some((arg) => UNKNOWN_OPTIONS.includes(arg)) ? [2] : exitCodes).toContain(exitCode);
          expect(stderr + (stdout.startsWith('<!doctype html>') ? '' : stdout)).not.toMatch(
            /\[object |\bTypeError|\bundefined\b|Cannot (read|convert)|ERR_/,
          );
          if (exitCode === 2)
            expect({ stdout, said: stderr.trim() !== '' }).toEqual({ stdout: '', said: true });
          const after = [above(), temporary.files];
          expect(changes.includes(exitCode) ? after[0] : after).toEqual(
            changes.includes(exitCode) ? before[0] : before,
          );
          expect(Object.keys(temporary.files).filter((file) => /\.(new|old)-/.test(file))).toEqual([]);
        },
      ),
      runs(25),
    );
  },
);
