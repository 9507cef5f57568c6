import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { searchedWords } from '../../lib/cli/diff-text';
import { diff as command } from '../../lib/cli/diff';
import { runCommand } from './run-command';
import { Sandbox } from './sandbox';

const web = (image: string, replicas = 1): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: ${replicas}
  template:
    spec: { containers: [{ name: web, image: '${image}', resources: { requests: { cpu: 1, memory: 1Gi } } }] }
`;

describe('event-mesh diff', () => {
  const sandbox = new Sandbox();
  const home = process.cwd();

  const diff = (...args: readonly string[]) => runCommand(command, args);

  beforeAll(() => {
    process.chdir(sandbox.folder);
    sandbox.write('old.yaml', web('web:1'));
    sandbox.write('new.yaml', web('web:2', 2));
    sandbox.write('hostile.yaml', web('`x` | @team <img>'));
    sandbox.write('broken.yaml', 'kind: [');
    for (const environment of ['dev', 'prod']) sandbox.write(`dist/${environment}/web.yaml`, web('web:1'));
    sandbox.write('dist/chart/web/templates/web.yaml', '{{ broken }}');
    sandbox.write('dist/reports/dev/values.yaml', 'a: 1\n');
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], {
        stdio: 'ignore',
      });
    git('init', '-q');
    git('add', '.');
    git('commit', '-q', '-m', 'first');
    git('tag', 'v1');
    sandbox.write('dist/dev/web.yaml', web('web:2'));
    sandbox.write('dist/prod/web.yaml', web('web:2', 3));
  });
  afterAll(() => {
    process.chdir(home);
    sandbox.remove();
  });

  test('tells people the changes by risk, and the cost', async () => {
    expect(await diff('old.yaml', 'new.yaml')).toEqual({
      exitCode: 0,
      stderr: '',
      stdout: `Restart: pods start, stop or are replaced
  Deployment shop/web
    image of container web web:1 -> web:2

Live: takes effect without a restart, or at the next one
  Deployment shop/web
    replicas 1 -> 2

Cost of a month
  32.80 -> 65.59 USD (+32.80)

Requests tried: 1 (entries: 1, hosts: 1); none is treated differently

2 changes of 1 object
`,
    });
  });

  test.each([
    [['old.yaml', 'old.yaml', '--exit-code'], 0],
    [['old.yaml', 'new.yaml', '--exit-code'], 1],
    [['old.yaml', 'new.yaml'], 0],
  ])('%j exits %d', async (args, exitCode) => {
    expect((await diff(...args)).exitCode).toBe(exitCode);
  });

  test.each(['text', 'markdown'])('says plainly as %s that nothing differs', async (format) => {
    expect((await diff('old.yaml', 'old.yaml', '--format', format)).stdout).toBe('no difference\n');
  });

  test('gives programs risk, path and values', async () => {
    const { stdout } = await diff('old.yaml', 'new.yaml', '--format', 'json');
    expect(JSON.parse(stdout)).toMatchObject({
      changes: [
        {
          risk: 'restart',
          kind: 'Deployment',
          namespace: 'shop',
          name: 'web',
          path: 'spec.template.spec.containers[0].image',
          old: 'web:1',
          new: 'web:2',
        },
        { risk: 'live', path: 'spec.replicas', old: 1, new: 2 },
      ],
      costs: [{ currency: 'USD', lines: [{ object: { name: 'web' } }] }],
      requests: [],
      searches: [{ entries: 1, hosts: 1, requests: 1, left: { entries: 0, requests: 0 } }],
    });
  });

  test('writes what manifests say as code into Markdown', async () => {
    const { stdout } = await diff('old.yaml', 'hostile.yaml', '--format', 'markdown');
    expect(stdout).toBe(`1 change of 1 object

### Restart: pods start, stop or are replaced

- \`Deployment shop/web\`: \`\`image of container web web:1 -> \`x\` | @team <img>\`\`

Requests tried: 1 (entries: 1, hosts: 1); none is treated differently
`);
  });

  test('compares revisions of git, environment by environment', async () => {
    expect((await diff('v1:dist', 'dist')).stdout).toBe(`Restart: pods start, stop or are replaced
  Deployment shop/web
    image of container web web:1 -> web:2  [dev, prod]

Live: takes effect without a restart, or at the next one
  Deployment shop/web
    replicas 1 -> 3  [prod]

Cost of a month
  prod: 32.80 -> 98.39 USD (+65.59)

Requests tried: 2 (entries: 2, hosts: 2); none is treated differently

2 changes of 1 object
`);
    expect((await diff('v1:dist/dev', 'old.yaml')).stdout).toBe('no difference\n');
    expect((await diff('v1:old.yaml', 'v1:new.yaml')).stdout).toContain('replicas 1 -> 2');
  });

  test.each<[args: readonly string[], message: RegExp]>([
    [['old.yaml'], /^found 1 paths, expected two: OLD and NEW$/],
    [['-', '-'], /^only one of OLD and NEW may be -$/],
    [['old.yaml', 'nowhere'], /nowhere: there is no such file or folder$/],
    [['old.yaml', 'broken.yaml'], /broken\.yaml:\d+:\d+: /],
    [['v9:dist', 'dist'], /^v9:dist: there is no such file or folder, and git /],
    [['v1:nowhere', 'dist'], /^v1:nowhere: there is no such file or folder, and git /],
    [['v1:broken.yaml', 'dist'], /v1:broken\.yaml:\d+:\d+: /],
    [['v1:$(touch pwned)', 'dist'], /^v1:\$\(touch pwned\): there is no such file or folder, and git /],
    [
      ['old.yaml', 'new.yaml', '--format', 'html'],
      /^option '--format' is 'html', expected text, json, markdown$/,
    ],
  ])('%j is refused', async (args, message) => {
    const { exitCode, stdout, stderr } = await diff(...args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toMatch(message);
    expect(sandbox.list()).not.toContain('pwned');
  });
});

test('what a search has left out is said', () => {
  const search = { environment: '', entries: 2, hosts: 3, requests: 40, left: { entries: 1, requests: 7 } };
  expect(searchedWords([search, search])).toBe(
    'Requests tried: 80 (entries: 4, hosts: 6); none is treated differently; left out: 2 entries, 14 requests',
  );
  expect(searchedWords([])).toBe('');
});
