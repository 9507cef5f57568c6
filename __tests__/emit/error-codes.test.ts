import { afterAll, expect, test } from '@jest/globals';
import { mkdirSync, symlinkSync } from 'node:fs';
import { chartYaml } from '../../lib/emit/chart-metadata';
import { readEnvironments } from '../../lib/emit/environment';
import { evaluateChart } from '../../lib/emit/evaluate-chart';
import { HelmHook } from '../../lib/emit/helm-hook';
import { refuseLinks } from '../../lib/emit/refuse-links';
import { refuseOutside } from '../../lib/emit/refuse-outside';
import { parseValuesYaml } from '../../lib/emit/values-yaml';
import { ChartValues } from '../../lib/values/chart-values';
import { shop } from '../fixtures/manifests';
import { TemporaryFolder } from '../fixtures/temporary-folder';

const folder = new TemporaryFolder();
afterAll(() => {
  folder.remove();
});
folder.write('file', '');
mkdirSync(folder.at('empty'));
symlinkSync(folder.at('file'), folder.at('link'));

const job = (restartPolicy: string) => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'hook' },
  spec: { template: { spec: { restartPolicy } } },
});
const environments = (path: string) => () =>
  readEnvironments(path, {
    values: new ChartValues(),
    constraints: [],
    release: { name: 'shop', namespace: 'market' },
    chart: { name: 'shop', version: '1.0.0', appVersion: '1.0.0' },
  });

// Callers match the code; words of messages are free to change.
test.each<[string, string, () => unknown]>([
  ['environments', 'there is no folder of environments', environments(folder.at('nowhere'))],
  ['environments', 'no environment is in it', environments(folder.at('empty'))],
  ['values', 'a value is not declared', () => evaluateChart(shop(), { overrides: { a: 1 } })],
  ['values-file', 'a values file is no YAML', () => parseValuesYaml('a: [', 'dev.yaml')],
  ['values-file', 'a values file holds no map', () => parseValuesYaml('- a', 'dev.yaml')],
  [
    'chart-metadata',
    'Helm would refuse the name',
    () => chartYaml({ name: 'A b', version: '1.0.0', description: '' }),
  ],
  ['hook-phase', 'a hook is never run', () => new HelmHook(shop(), 'hook', job('Never'), { phases: [] })],
  [
    'hook-weight',
    'a hook has half a weight',
    () => new HelmHook(shop(), 'hook', job('Never'), { phases: ['test'], weight: 0.5 }),
  ],
  [
    'hook-restart',
    'a hook never ends',
    () => new HelmHook(shop(), 'hook', job('Always'), { phases: ['test'] }),
  ],
  [
    'file-outside',
    'a file leads out of its folder',
    () => {
      refuseOutside('dist', ['../a']);
    },
  ],
  [
    'output',
    'a file would be written through a link',
    () => {
      refuseLinks(folder.path, ['link']);
    },
  ],
])('the code is %s where %s', (code, _what, act) => {
  expect(act).toThrow(expect.objectContaining({ name: 'ConfigError', code }));
});
