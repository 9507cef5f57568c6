import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ApiObject, App, Chart } from 'cdk8s';
import { execFile, execFileSync } from 'node:child_process';
import { lstatSync, mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { writeDist, type DistOptions } from '../../lib/emit/dist';
import { HelmChart } from '../../lib/emit/helm-chart';
import { ChartValues } from '../../lib/values/chart-values';
import { TemporaryFolder } from '../fixtures/temporary-folder';

const chart = new Chart(new App(), 'shop');
new ApiObject(chart, 'service', { apiVersion: 'v1', kind: 'Service', metadata: { name: 'api' } });
const values = new ChartValues();
const helmChart = new HelmChart(chart, { name: 'shop', version: '1.0.0', description: 'A shop', values });

let temporary: TemporaryFolder;
let options: DistOptions;
beforeEach(() => {
  temporary = new TemporaryFolder();
  temporary.write('environments/dev.yaml', '');
  temporary.write('precious/40-network.yaml', 'precious');
  options = {
    root: chart,
    values,
    environments: temporary.at('environments'),
    output: temporary.at('dist'),
    release: { name: 'shop', namespace: 'shop' },
    chart: { name: 'shop', version: '1.0.0', appVersion: '1' },
    helmChart,
    requirements: [],
    files: () => [{ path: 'dev/values.yaml', text: 'own' }],
  };
});
afterEach(() => {
  temporary.remove();
});
const link = (place: string, to: string) => {
  mkdirSync(path.dirname(temporary.at(place)), { recursive: true });
  symlinkSync(to, temporary.at(place));
};
const outside = () =>
  Object.fromEntries(Object.entries(temporary.files).filter(([file]) => !file.startsWith('environments/')));

describe('no text is led out of the output by a link that lies in it:', () => {
  test.each([
    ['the folder of an environment', 'dist/dev', '../precious'],
    ['a file of manifests', 'dist/dev/40-network.yaml', '../../precious/40-network.yaml'],
    ['a file that nothing leads to', 'dist/dev/40-network.yaml', '../../precious/made.yaml'],
    ['the folder of reports', 'dist/reports', '../precious'],
    ['a folder in that of reports', 'dist/reports/dev', '../../precious'],
    ['the folder of files', 'dist/files', '../precious'],
    ['a file beside the manifests', 'dist/files/dev/values.yaml', '../../../precious/40-network.yaml'],
    ['the folder of charts', 'dist/chart', '../precious'],
    ['a chart', 'dist/chart/shop', '../../precious'],
    ['a circle', 'dist/dev', 'dev'],
  ])('%s', (_, place, to) => {
    link(place, to);
    expect(() => writeDist(options)).toThrow(
      `${temporary.at(place)}: expected a file or folder, or nothing, found a link, pipe or device`,
    );
    expect(outside()).toEqual({ 'precious/40-network.yaml': 'precious' });
    expect(lstatSync(temporary.at(place)).isSymbolicLink()).toBe(true);
  });

  test('all of them are named, and a pipe that nobody reads', () => {
    link('dist/dev', '../precious');
    mkdirSync(temporary.at('dist/files/dev'), { recursive: true });
    const pipe = temporary.at('dist/files/dev/values.yaml');
    execFileSync('mkfifo', [pipe]);
    // Lets a program that does write to the pipe go on.
    const reader = execFile('cat', [pipe]);
    expect(() => writeDist(options)).toThrow(`${temporary.at('dist/dev')}, ${pipe}: expected`);
    reader.kill();
  });
});

describe('what is in nobody’s way stays:', () => {
  test('the output itself may be a link', () => {
    link('dist', 'precious');
    writeDist(options);
    expect(Object.keys(outside())).toEqual(expect.arrayContaining(['precious/dev/40-network.yaml']));
    expect(lstatSync(temporary.at('dist')).isSymbolicLink()).toBe(true);
  });

  test('links at names that are not written', () => {
    link('dist/mine', '../precious');
    link('dist/dev/mine.yaml', '../../precious/40-network.yaml');
    writeDist(options);
    expect(outside()).toMatchObject({
      'precious/40-network.yaml': 'precious',
      'dist/files/dev/values.yaml': 'own',
    });
  });
});

test.each(['../shop', '../../shop', '..', '.', '', '/shop', 'a/../../dev', 'a\u0000'])(
  'the chart of the name %j is not written out of its folder, nor is anything else',
  (name) => {
    expect(() => writeDist({ ...options, chart: { ...options.chart, name } })).toThrow(
      /lead out of .*dist\/chart/,
    );
    expect(outside()).toEqual({ 'precious/40-network.yaml': 'precious' });
  },
);
