import { afterAll, describe, expect, test } from '@jest/globals';
import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { cost } from '../../lib/cli/cost';
import { HelmChart } from '../../lib/emit/helm-chart';
import { readEnvironments } from '../../lib/emit/environment';
import { ChartValues } from '../../lib/values/chart-values';
import { ConfigError } from '../../lib/vocabulary/config-error';
import { runCommand } from '../cli/run-command';
import { TemporaryFolder } from '../fixtures/temporary-folder';
import { MESH } from './entrances';
import { PROTOTYPE_KEYS } from './mutations';

const folder = new TemporaryFolder();
afterAll(() => {
  folder.remove();
});

const HOSTILE = [
  '..',
  '.',
  '../..',
  'a/../..',
  '../values',
  '/etc/x',
  ' ',
  'a\u0000',
  '{{ .Values }}',
  '-rf',
  '.hidden',
  '$(x)',
  'é',
  '*',
].concat(PROTOTYPE_KEYS);

describe('names become files of a chart that stay in its folder', () => {
  test.each(HOSTILE)('%j as the id of a construct, and as a kind', (name) => {
    const chart = new Chart(new App(), 'shop');
    // `constructs` itself refuses these as ids.
    const id = PROTOTYPE_KEYS.includes(name) ? 'x' : name;
    const parts = [new Construct(chart, id), new Construct(chart, 'other')];
    for (const part of parts) {
      for (const own of ['a', 'b', id]) new ApiObject(part, own, { apiVersion: 'v1', kind: name });
    }
    const { files } = new HelmChart(chart, { name: 'shop', version: '0.1.0', description: 'A shop' });
    const templates = [...files.keys()].filter((file) => file.startsWith('templates/'));
    expect(templates.length).toBeGreaterThan(3);
    expect(
      templates.filter(
        (file) => !/^templates\/([a-z-][a-z0-9-]*\/)*[a-z_-][a-z0-9-]*\.(yaml|tpl)$/.test(file),
      ),
    ).toEqual([]);
  });

  test.each(['..', '../x', 'a/b', '/x', '', '.', ' ', 'A', 'x\u0000'])('%j is no name of a chart', (name) => {
    const chart = new Chart(new App(), 'shop');
    expect(() => new HelmChart(chart, { name, version: '0.1.0', description: 'A shop' })).toThrow(
      ConfigError,
    );
  });
});

test.each([
  '..yaml',
  '...yaml',
  '-.yaml',
  'a b.yaml',
  'A.yaml',
  'é.yaml',
  '$(x).yaml',
  'chart.yml',
  '__proto__.yaml',
])('%j is no name of an environment', (name) => {
  folder.write(`of-${name}/${name}`, '');
  const options = {
    values: new ChartValues(),
    constraints: [],
    release: { name: 'a', namespace: 'a' },
    chart: { name: 'a', version: '1.0.0', appVersion: '1' },
  };
  expect(() => readEnvironments(folder.at(`of-${name}`), options)).toThrow(/is no name for an environment/);
});

test('a folder is read whatever else lies in it', async () => {
  folder.write('all/mesh.yaml', MESH);
  symlinkSync('.', folder.at('all/around.yaml'));
  symlinkSync('itself.yaml', folder.at('all/itself.yaml'));
  symlinkSync('/no/such/file', folder.at('all/nowhere.yaml'));
  execFileSync('mkfifo', [folder.at('all/pipe.yaml')]);
  const { exitCode, stderr } = await runCommand(cost, [folder.at('all')]);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
});
