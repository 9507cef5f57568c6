import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { App } from 'cdk8s';
import { HelmChart } from '../../lib/emit/helm-chart';
import { evaluateChart } from '../../lib/emit/evaluate-chart';
import { EventSystemChart } from '../../lib/system/event-system-chart';
import { ChartValues } from '../../lib/values/chart-values';
import { ObjectList } from '../../lib/values/object-list';
import { equals } from '../../lib/values/conditions';
import { choose, fields, forEach, format, fragment, ifSet, lower, RELEASE } from '../../lib/values/operators';
import type { JsonObject } from '../../lib/vocabulary/json';
import { shop, type Manifest } from '../fixtures/manifests';
import { renderedObjects, renderedText } from '../fixtures/rendered-chart';
import { configMap, helmChart } from './helm-command';

/** Objects by kind and name: Helm puts them in an order of its own. */
function inOrder<T extends object>(objects: readonly T[]): T[] {
  const key = (object: object) => {
    const { kind, metadata } = object as Manifest;
    return `${kind} ${metadata.name}`;
  };
  return [...objects].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** A chart in both outputs, which must give the same objects. */
function both(declare: (chart: ReturnType<typeof shop>, values: ChartValues) => void) {
  const chart = shop();
  const values = new ChartValues();
  declare(chart, values);
  const { files } = helmChart(chart, { values });
  return (overrides: JsonObject = {}): JsonObject[] => {
    const release = { name: 'shop', namespace: 'market' };
    const plain = evaluateChart(chart, { values, overrides, release });
    const rendered = renderedObjects(files, { valuesFiles: [JSON.stringify(overrides)] });
    expect(inOrder(rendered)).toEqual(inOrder(plain));
    return inOrder(rendered) as JsonObject[];
  };
}

describe('helm-helpers', () => {
  const folder = 'charts/event-backend/templates';
  const templates = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(yaml|tpl|txt)$/.test(file))
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
    .join('\n');

  test('named templates are included, never called by the action template', () => {
    expect(templates).toMatch(/include "/);
    expect(templates).not.toMatch(/\{\{-?\s*template\b/);
  });

  test('every name of a template has the chart in front', () => {
    const names = [...templates.matchAll(/\b(?:define|include|block) "([^"]*)"/g)].map(([, name]) => name);
    expect(names.length).toBeGreaterThan(10);
    expect(names.filter((name) => !name?.startsWith('event-backend.'))).toEqual([]);
  });

  test.each([0, 3])('replicas %d stay what they are', (replicas) => {
    const objects = both((chart, values) => {
      const count = values.integer('replicas', { default: 3, minimum: 0, description: 'Pods' });
      configMap(chart, 'settings', { replicas: format`${count}` });
    })({ replicas });
    expect(objects).toMatchObject([{ data: { replicas: String(replicas) } }]);
  });

  test.each([12345678, 2 ** 53 - 1])('%d is written without an exponent', (count) => {
    const chart = shop();
    const values = new ChartValues();
    const number = values.integer('count', { default: count, description: 'Count' });
    const maybe = values.integer('maybe', { default: count, description: 'Count, unless 0' });
    configMap(chart, 'settings', { number, maybe: ifSet(maybe) });
    const text = renderedText(helmChart(chart, { values }).files);
    expect(text).toContain(`  number: ${count}\n`);
    expect(text).toContain(`  maybe: ${count}\n`);
  });

  test('two programs write the same bytes', () => {
    const files = () => {
      const chart = new EventSystemChart(new App(), 'event-backend');
      const props = { name: 'event-backend', version: '0.1.0', description: 'Events' };
      return [...new HelmChart(chart, { ...props, values: chart.values, notes: chart.system.notes }).files];
    };
    expect(files()).toEqual(files());
  });
});

describe('helm-conditional-values', () => {
  const render = both((chart, values) => {
    const environment = lower(values.string('env', { default: 'local', description: 'Environment' }));
    const load = values.boolean('enableLoadTesting', { default: false, description: 'Load tests run' });
    const qa = choose(equals(environment, 'qa'), choose(load, 4, 2), 1);
    const replicas = choose(equals(environment, 'prod'), 4, qa);
    configMap(chart, 'settings', { environment, replicas: format`${replicas}` });
  });

  test.each([
    [{}, 'local', '1'],
    [{ env: 'qa' }, 'qa', '2'],
    [{ env: 'qa', enableLoadTesting: true }, 'qa', '4'],
    [{ env: 'prod' }, 'prod', '4'],
    [{ env: 'PROD' }, 'prod', '4'],
  ])('%j', (overrides, environment, replicas) => {
    expect(render(overrides)).toMatchObject([{ data: { environment, replicas } }]);
  });
});

describe('helm-collections', () => {
  const render = both((chart, values) => {
    const texts = { values: { type: 'string', description: 'Text' } } as const;
    const map = (key: string, value: Record<string, string>) =>
      values.map<string>(key, { ...texts, default: value, description: key });
    const annotations = map('annotations', { type: 'app', name: 'backend' });
    const managed = fields(annotations, { managedBy: RELEASE.name });
    configMap(chart, 'database', map('database', { user: 'abc', host: 'xyz.com' }), managed);
    configMap(chart, 'bare', { a: 'b' }, ifSet(map('notes', {})));
    const namespaces = values.list<string>('namespaces', {
      default: [],
      items: { type: 'string', description: 'Name' },
      description: 'Namespaces',
    });
    const namespace = (name: never) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    new ObjectList(
      chart,
      'namespaces',
      fragment('namespaces', forEach(namespaces, (item) => namespace(item.value as never)) as never),
    );
  });
  const [database, bare] = [{ metadata: { name: 'database' } }, { metadata: { name: 'bare' } }];

  test('keys come out sorted, with keys of the program beside them', () => {
    const [, first] = render() as { data?: JsonObject; metadata?: { annotations?: JsonObject } }[];
    expect(Object.keys(first?.data ?? {})).toEqual(['host', 'user']);
    expect(first?.metadata?.annotations).toEqual({ name: 'backend', type: 'app', managedBy: 'shop' });
  });

  test('an empty list gives no object, an empty map no annotations', () => {
    const objects = render();
    expect(objects).toMatchObject([bare, database]);
    expect(objects[0]?.['metadata']).not.toHaveProperty('annotations');
  });

  test('each element of a list is an object', () => {
    const names = ['dev', 'prod', 'qa'];
    expect(render({ namespaces: names }).slice(2)).toEqual(
      names.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
    );
  });

  test.each(['a.b.c', '{{ .Values.user }}', '{a: [b]}', 'x: "y" # z', '0777', 'yes'])(
    '%s survives',
    (text) => {
      expect(render({ database: { 'a.b/c': text }, notes: { text } })).toMatchObject([
        { metadata: { annotations: { text } } },
        { data: { 'a.b/c': text } },
      ]);
    },
  );
});
