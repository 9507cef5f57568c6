import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { truncateSync } from 'node:fs';
import path from 'node:path';
import { check as command } from '../../lib/cli/check';
import { runCommand } from './run-command';
import { Sandbox } from './sandbox';

const service = (name: string, port: string): string => `apiVersion: v1
kind: Service
metadata:
  name: ${name}
  namespace: shop
spec:
  ports:
    - ${port}
`;

describe('event-mesh check', () => {
  const sandbox = new Sandbox();
  const home = process.cwd();

  const check = (...args: readonly string[]) => runCommand(command, args);

  beforeAll(() => {
    sandbox.write('good/web.yaml', service('web', '{ name: http, port: 80 }'));
    sandbox.write('bad/b/web.yaml', service('web', '{ name: web, port: 80 }'));
    sandbox.write(
      'bad/a.json',
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: { name: 'shop', labels: { 'istio-injection': 'enabled' } },
      }),
    );
    sandbox.write('bad/values.yaml', 'replicas: 2\n');
    sandbox.write('bad/.hidden.yaml', 'a: [');
    sandbox.write(
      'broken/one.yaml',
      `${service('web', '{ name: http, port: 80 }')}---\nkind: Service\napiVersion: v1\nkind: Pod\n`,
    );
    sandbox.write('broken/two.yaml', 'apiVersion: v1\nkind: Service\nmetadata: {name: [}\n');
    sandbox.write('chart/Chart.yaml', 'apiVersion: v2\nname: shop\n');
    sandbox.write('large.yaml', '');
    truncateSync(path.join(sandbox.folder, 'large.yaml'), 2 ** 30);
  });
  beforeAll(() => {
    process.chdir(sandbox.folder);
  });
  afterAll(() => {
    process.chdir(home);
    sandbox.remove();
  });

  test('exits 0 where nothing is found', async () => {
    expect(await check('good')).toEqual({
      exitCode: 0,
      stdout: '1 object, nothing found\n',
      stderr: '',
    });
  });

  test('tells people object, field, lines, remedy and page', async () => {
    const { exitCode, stdout, stderr } = await check('bad', '--fail-on', 'info');
    expect(exitCode).toBe(1);
    expect(stderr).toBe('event-mesh check: left out bad/values.yaml: no Kubernetes object is in it\n');
    expect(stdout).toBe(`Service shop/web  bad/b/web.yaml:8
  info EVM118 (IST0118, KIA0601, KIA0602) spec.ports[0].name
    port 80 has the name 'web', which tells no protocol: Istio guesses it from the first bytes of each connection
      7 |   ports:
    > 8 |     - { name: web, port: 80 }
    remedy: begin the name with the protocol, such as http-web, or set appProtocol
    page: event-mesh check --explain EVM118

2 objects: 0 errors, 0 warnings, 1 info
`);
  });

  test('fails on errors alone unless told otherwise', async () => {
    expect((await check('bad')).exitCode).toBe(0);
    expect((await check('bad', '--fail-on', 'warning')).exitCode).toBe(0);
  });

  test('tells programs everything', async () => {
    const { stdout } = await check('bad', '--format', 'json');
    expect(JSON.parse(stdout)).toEqual({
      findings: [
        {
          code: 'EVM118',
          aliases: ['IST0118', 'KIA0601', 'KIA0602'],
          severity: 'info',
          apiVersion: 'v1',
          kind: 'Service',
          namespace: 'shop',
          name: 'web',
          path: 'spec.ports[0].name',
          file: 'bad/b/web.yaml',
          line: 8,
          message: expect.stringContaining("port 80 has the name 'web'") as unknown,
          remedy: expect.stringContaining('http-web') as unknown,
          url: 'https://event-mesh.dev/rules/port-protocol-named',
        },
      ],
      summary: { objects: 2, errors: 0, warnings: 0, infos: 1 },
    });
  });

  test('explains a code, also by the code of another tool', async () => {
    expect((await check('--explain', 'EVM118')).stdout).toMatch(/^# EVM118 port-protocol-named\n/);
    expect((await check('--explain', 'KIA0602')).stdout).toMatch(/^# EVM118 port-protocol-named\n/);
  });

  test.each([
    [
      'every mistake of every file, with its place',
      ['broken'],
      [
        'the input cannot be read:',
        /^ {2}broken\/one\.yaml:12:1: .*duplicate/,
        /^ {2}broken\/two\.yaml:3:19: /,
      ],
    ],
    [
      'a path that is not there',
      ['nowhere'],
      ['the input cannot be read:', '  nowhere: there is no such file or folder'],
    ],
    [
      'a file that no text can hold',
      ['large.yaml'],
      [
        'the input cannot be read:',
        /^ {2}large\.yaml: holds more than 512 MB, .*; give it in several files$/,
      ],
    ],
    [
      'a file that is named and holds other YAML',
      ['bad/values.yaml'],
      ['the input cannot be read:', /bad\/values\.yaml:1:1: found an object without apiVersion and kind/],
    ],
    [
      'a chart',
      ['chart'],
      ['the input cannot be read:', "  chart: is a Helm chart; give what 'helm template chart' prints"],
    ],
    ['no path', [], ['no PATH; name files, folders or -']],
    [
      'a format that it does not know',
      ['good', '--format', 'xml'],
      ["option '--format' is 'xml', expected text, json, sarif"],
    ],
    [
      'a code that no rule has',
      ['--explain', 'EVM1180'],
      [/^no rule has the code 'EVM1180'; did you mean EVM1/],
    ],
    [
      'settings that are none',
      ['good', '--mesh-config', 'broken/two.yaml'],
      [/^option '--mesh-config': broken\/two\.yaml:3:19: /],
    ],
  ])('refuses %s', async (_what, args, lines) => {
    const { exitCode, stderr, stdout } = await check(...args);
    expect([exitCode, stdout]).toEqual([2, '']);
    const said = stderr.split('\n').slice(0, lines.length);
    lines.forEach((line, index) => {
      expect(said[index]).toEqual(typeof line === 'string' ? line : expect.stringMatching(line));
    });
  });

  test('reads standard input, and is a command of event-mesh', () => {
    const root = path.resolve(__dirname, '../..');
    const { status, stdout } = spawnSync(
      process.execPath,
      [
        path.join(root, 'scripts/fresh.mjs'),
        path.join(root, 'lib/cli/event-mesh.ts'),
        'check',
        '-',
        '-n',
        'bank',
        '--format',
        'json',
      ],
      { input: service('web', '{ port: 80 }').replace('  namespace: shop\n', ''), encoding: 'utf8' },
    );
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ findings: [{ namespace: 'bank', file: 'stdin', line: 7 }] });
  });
});
