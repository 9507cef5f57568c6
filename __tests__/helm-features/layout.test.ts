import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { ChartValues } from '../../lib/values/chart-values';
import { shop } from '../fixtures/manifests';
import { TemporaryFolder } from '../fixtures/temporary-folder';
import { configMap, helm, helmChart } from './helm-command';

const folder = new TemporaryFolder();
const CRD =
  'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata:\n  name: topics.shop\n';
beforeAll(() => {
  const chart = shop();
  const values = new ChartValues();
  configMap(chart, 'settings', { title: values.string('title', { default: 'Shop', description: 'Title' }) });
  const extraFiles = {
    'crds/topics.yaml': CRD,
    LICENSE: 'Apache-2.0\n',
    'templates/tests/ping.yaml': '# none\n',
  };
  helmChart(chart, { appVersion: '1.10', values, extraFiles }).write(folder.at('shop'));
  for (const file of ['.git/config', 'values.yaml.orig', 'templates/settings.yaml~'])
    folder.write(`shop/${file}`, 'x');
  const packed = ['--version=3.0.0', '--app-version=3.0.0', `--destination=${folder.at('packages')}`];
  helm('package', folder.at('shop'), ...packed);
});
afterAll(() => {
  folder.remove();
});

describe('helm-chart-layout', () => {
  const places = [
    ['a folder', 'shop', '0.1.0', '1.10'],
    ['a package', 'packages/shop-3.0.0.tgz', '3.0.0', '3.0.0'],
  ] as const;

  test.each(places)('helm show reads %s', (_what, place, version, appVersion) => {
    const show = (part: string) => helm('show', part, folder.at(place)).trim();
    const read = (file: string) => readFileSync(folder.at(`shop/${file}`), 'utf8').trim();
    expect(load(show('chart'))).toEqual({
      apiVersion: 'v2',
      name: 'shop',
      description: 'A shop',
      type: 'application',
      version,
      appVersion,
    });
    expect(show('values')).toBe(read('values.yaml'));
    expect(show('readme')).toBe(read('README.md'));
    expect(load(show('crds'))).toEqual(load(CRD));
  });

  test('a package is called after the version of the chart', () => {
    expect(readdirSync(folder.at('packages'))).toEqual(['shop-3.0.0.tgz']);
  });

  test('.helmignore keeps out what is no part of the chart', () => {
    const listed = execFileSync('tar', ['-tzf', folder.at('packages/shop-3.0.0.tgz')], { encoding: 'utf8' });
    expect(listed.trim().split('\n').sort()).toEqual([
      'shop/Chart.yaml',
      'shop/LICENSE',
      'shop/README.md',
      'shop/crds/topics.yaml',
      'shop/templates/_helpers.tpl',
      'shop/templates/settings.yaml',
      'shop/templates/tests/ping.yaml',
      'shop/values.schema.json',
      'shop/values.yaml',
    ]);
  });

  test.each(['application', 'library'] as const)('helm lint --strict accepts type %s', (type) => {
    helmChart(shop(), { type }).write(folder.at(`${type}/shop`));
    expect(helm('lint', '--strict', folder.at(`${type}/shop`))).toContain('0 chart(s) failed');
  });
});

describe('helm-render-checks', () => {
  test.each(readdirSync('environments').filter((file) => file.endsWith('.yaml')))(
    'helm lint --strict accepts environments/%s',
    (file) => {
      const printed = helm('lint', '--strict', 'charts/event-backend', '--values', `environments/${file}`);
      expect(printed).toContain('1 chart(s) linted, 0 chart(s) failed');
      expect(printed).not.toMatch(/WARNING|ERROR/);
    },
  );
});
