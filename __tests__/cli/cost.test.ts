import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cost as command } from '../../lib/cli/cost';
import { runCommand } from './run-command';
import { Sandbox } from './sandbox';

const web = (replicas: number): string => `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: ${replicas}
  template:
    spec: { containers: [{ name: web, resources: { requests: { cpu: 500m, memory: 1Gi } } }] }
`;
const prices = `name: ours
date: '2026-01-31'
source: contract 7
currency: EUR
hoursPerMonth: 720
prices: { cpu: 0.1, memory: 0.01, storage: 0.1, loadBalancer: 20 }
`;

describe('event-mesh cost', () => {
  const sandbox = new Sandbox();
  const home = process.cwd();

  const cost = (...args: readonly string[]) => runCommand(command, args);

  beforeAll(() => {
    sandbox.write('old/web.yaml', web(1));
    sandbox.write('new/web.yaml', web(3));
    sandbox.write('new/values.yaml', 'replicas: 3\n');
    sandbox.write('hostile.yaml', web(1).replace('name: web,', 'name: "`a`|<b>\\n@me",'));
    sandbox.write('prices.yaml', prices);
    sandbox.write('bad-prices.yaml', prices.replace('0.1,', 'x,'));
    process.chdir(sandbox.folder);
  });
  afterAll(() => {
    process.chdir(home);
    sandbox.remove();
  });

  test('tells people the prices, the lines and the sums', async () => {
    expect(await cost('old', '--prices', 'prices.yaml')).toEqual({
      exitCode: 0,
      stderr: '',
      stdout: `Prices: ours; 2026-01-31; contract 7; EUR; 720 hours a month; 1 nodes

Workloads
  workload             pods  cores  memory  storage  EUR a month
  Deployment shop/web     1    0.5   1 GiB        -        43.20
  sum                     1    0.5   1 GiB      0 B        43.20

Total
  what                                 amount  EUR a month
  processors                        0.5 cores        36.00
  memory                                1 GiB         7.20
  of these, sidecars  0 proxies, 0 cores, 0 B
  storage                                 0 B         0.00
  load balancers                            0         0.00
  sum                                                43.20
`,
    });
  });

  test('compares with older manifests', async () => {
    const { stdout, stderr } = await cost('new', '--compare', 'old', '--prices', 'prices.yaml');
    expect(stderr).toBe('event-mesh cost: left out new/values.yaml: no Kubernetes object is in it\n');
    expect(stdout).toContain(`Difference, EUR a month
  object                 old     new  change
  Deployment shop/web  43.20  129.60  +86.40
  sum                  43.20  129.60  +86.40
`);
  });

  test('gives programs every figure with its object', async () => {
    const { stdout } = await cost('new', '--format', 'json', '--prices', 'prices.yaml', '--compare', 'old');
    expect(JSON.parse(stdout)).toMatchObject({
      prices: { name: 'ours', hoursPerMonth: 720 },
      workloads: [
        {
          object: { kind: 'Deployment', namespace: 'shop', name: 'web', file: 'new/web.yaml', line: 1 },
          podsFrom: { kind: 'Deployment', name: 'web' },
          pods: { min: 3, max: 3 },
          monthly: { total: { min: 129.6, max: 129.6 } },
        },
      ],
      total: { cpu: { max: 1.5 }, monthly: { total: { max: 129.6 } } },
      difference: { old: { max: 43.2 }, new: { max: 129.6 } },
    });
  });

  test('writes names as code into Markdown', async () => {
    const { stdout } = await cost('hostile.yaml', '--format', 'markdown', '--prices', 'prices.yaml');
    expect(stdout).toContain('| ``Deployment shop/`a`\\|<b> @me`` | `1` | `0.5` | `1 GiB` | `-` | `43.20` |');
    expect(stdout).toContain('### Total');
  });

  test('prints an example that it reads itself', async () => {
    const { stdout } = await cost('--print-prices', 'google');
    sandbox.write('printed.yaml', stdout);
    const [own, example] = [
      await cost('new', '--prices', 'printed.yaml'),
      await cost('new', '--prices', 'google'),
    ];
    expect(own.exitCode).toBe(0);
    expect(own.stdout).toBe(example.stdout);
  });

  test.each<[args: readonly string[], message: string]>([
    [[], 'no PATH; name files, folders or -'],
    [['nowhere'], 'the input cannot be read:\n  nowhere: there is no such file or folder'],
    [['old', '--format', 'xml'], "option '--format' is 'xml', expected text, json, markdown"],
    [
      ['old', '--prices', 'bad-prices.yaml'],
      'the prices cannot be read:\n  bad-prices.yaml:6: prices.cpu: found "x", expected a number from 0 to 1000000000',
    ],
    [['--print-prices', 'moon'], "there are no prices 'moon'; the tables are aws, google, azure"],
  ])('%j is refused', async (args, message) => {
    expect(await cost(...args)).toEqual({ exitCode: 2, stdout: '', stderr: message });
  });

  test('prices that are nowhere are refused', async () => {
    const { exitCode, stderr } = await cost('old', '--prices', 'none.yaml');
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /^the prices 'none.yaml' cannot be read: .*ENOENT.*; give a file, or aws, google, azure$/,
    );
  });
});
