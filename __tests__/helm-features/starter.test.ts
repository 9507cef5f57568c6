import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { HelmStarter } from '../../lib/emit/helm-starter';
import { ChartValues } from '../../lib/values/chart-values';
import { CHART, format, fragment, RELEASE } from '../../lib/values/operators';
import { shop } from '../fixtures/manifests';
import { TemporaryFolder } from '../fixtures/temporary-folder';
import { configMap, helm, helmChart, templated } from './helm-command';

const folder = new TemporaryFolder();
const DEPENDENCIES = [
  { name: 'cache', version: '^1.0.0', repository: 'file://../cache', condition: 'cache.enabled' },
];

beforeAll(() => {
  const chart = shop();
  const values = new ChartValues();
  const fullName = fragment<string>('fullname', format`${RELEASE.name}-${CHART.name}`);
  const image = values.at('image', 'The image').string('repository', {
    default: 'registry.example.com/<CHARTNAME>',
    description: 'Image',
  });
  values.object('cache', { default: { enabled: false }, description: 'Values of the cache' });
  configMap(chart, 'settings', { fullName, image, '<CHARTNAME>': 'key' });

  new HelmStarter(chart, {
    name: 'event-service',
    version: '1.2.3',
    description: 'Begins a service',
    kubeVersion: '>=1.29.0-0',
    dependencies: DEPENDENCIES,
    values,
  }).write(folder.at('starters/event-service'));
  helmChart(shop(), { name: 'cache', version: '1.0.1' }).write(folder.at('charts/cache'));
  mkdirSync(folder.at('charts'), { recursive: true });
  helm('create', folder.at('charts/orders'), '--starter', folder.at('starters/event-service'));
});
afterAll(() => {
  folder.remove();
});
const created = (file: string) => readFileSync(folder.at(`charts/orders/${file}`), 'utf8');

describe('helm-starter-chart', () => {
  test('helm create makes a chart of it that lints and renders under its own name', () => {
    expect(helm('lint', '--strict', folder.at('charts/orders'))).toContain('0 chart(s) failed');
    expect(load(created('Chart.yaml'))).toMatchObject({
      name: 'orders',
      version: '0.1.0',
      type: 'application',
    });
    expect(templated(folder.at('charts/orders'))[0]).toMatchObject({
      data: { fullName: 'shop-orders', image: 'registry.example.com/orders', orders: 'key' },
    });
  });

  test('no file of the new chart keeps the placeholder, or says that it is generated', () => {
    for (const file of ['Chart.yaml', 'values.yaml', 'templates/_helpers.tpl', 'templates/settings.yaml']) {
      expect(created(file)).not.toMatch(/CHARTNAME|event-service|cdk8s|name-of-the-chart/);
    }
    expect(created('templates/_helpers.tpl')).toContain('{{- define "orders.fullname" -}}');
  });

  test('the README has what Helm leaves out of the new metadata', () => {
    const [, lost = ''] = /```yaml\n(.*?)```/s.exec(created('README.md')) ?? [];
    expect(load(lost)).toEqual({ kubeVersion: '>=1.29.0-0', dependencies: DEPENDENCIES });
    folder.write('charts/orders/Chart.yaml', created('Chart.yaml') + lost);
    helm('dependency', 'build', folder.at('charts/orders'));
    expect(helm('lint', '--strict', folder.at('charts/orders'))).toContain('0 chart(s) failed');
    expect(existsSync(folder.at('charts/orders/charts/cache-1.0.1.tgz'))).toBe(true);
  });
});
