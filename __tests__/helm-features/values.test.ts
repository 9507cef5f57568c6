import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { evaluateChart } from '../../lib/emit/evaluate-chart';
import { ChartValues } from '../../lib/values/chart-values';
import { format } from '../../lib/values/operators';
import { mergeValues } from '../../lib/values/merge-values';
import type { JsonObject } from '../../lib/vocabulary/json';
import { shop } from '../fixtures/manifests';
import { plainChart } from '../fixtures/rendered-chart';
import { TemporaryFolder } from '../fixtures/temporary-folder';
import { configMap, helm, helmChart, templated } from './helm-command';

const folder = new TemporaryFolder();
const chart = shop();
const values = new ChartValues();
const SERVICE = { type: 'NodePort', port: '80', nodePort: '31250' };

beforeAll(() => {
  const tag = values.at('image').string('tag', { default: '1.0.0', minLength: 1, description: 'Tag' });
  const replicas = values.integer('replicaCount', {
    default: 1,
    minimum: 0,
    maximum: 9,
    description: 'Pods',
  });
  const types = ['ClusterIP', 'NodePort'] as const;
  const type = values.oneOf('type', { default: 'ClusterIP', oneOf: types, description: 'Type' });
  const text = { type: 'string', description: 'Text' } as const;
  const service = values.map<string>('service', { default: SERVICE, values: text, description: 'Service' });
  configMap(chart, 'service', service);
  configMap(chart, 'settings', { tag, replicas: format`${replicas}`, type });
  helmChart(chart, { values }).write(folder.at('shop'));
  folder.write('file.txt', 'of a file: {x}\n');
  const probe = plainChart('values: {{ toJson .Values }}', JSON.stringify(DEFAULTS));
  for (const [file, content] of probe) folder.write(`probe/${file}`, content);
  const child = plainChart(
    'values: {{ toJson .Values }}',
    '{"image": {"tag": "1", "name": "nginx"}, "replicas": 1}',
  );
  for (const [file, content] of child)
    folder.write(`probe/charts/child/${file}`, content.replace('name: probe', 'name: child'));
});
afterAll(() => {
  folder.remove();
});

/** Writes values files and gives the options of Helm that name them. */
function valuesFiles(...files: readonly JsonObject[]): string[] {
  return files.flatMap((file, index) => {
    folder.write(`values-${index}.yaml`, JSON.stringify(file));
    return ['--values', folder.at(`values-${index}.yaml`)];
  });
}

const DEFAULTS: JsonObject = { a: 1, list: [1, 2], service: { port: 80, nodePort: 31250 } };

describe('helm-values-precedence', () => {
  const rows: readonly (readonly [string, readonly JsonObject[], readonly string[], JsonObject])[] = [
    ['a file over the defaults', [{ a: 2 }], [], {}],
    ['a later file over an earlier one', [{ a: 2, b: 1 }, { a: 3 }], [], {}],
    ['--set over files', [{ a: 2 }], ['--set', 'a=4'], { a: 4 }],
    ['lists replaced, maps merged', [{ list: [3], service: { port: 81 } }], [], {}],
    ['null deletes a key', [], ['--set', 'service.nodePort=null'], { service: { nodePort: null } }],
    ['null in a file deletes a key', [{ service: { nodePort: null } }], [], {}],
    ['null in a file, given again later', [{ service: null }, { service: { port: 1 } }], [], {}],
    ['--set-json below --set', [], ['--set', 'a=2', '--set-json', 'a=3'], { a: 2 }],
    ['--set below --set-string', [], ['--set-string', 'a=2', '--set', 'a=3'], { a: '2' }],
    [
      '--set-string below --set-file',
      [],
      ['--set-file', `a=${folder.at('file.txt')}`, '--set-string', 'a=3'],
      { a: 'of a file: {x}\n' },
    ],
    [
      '--set-file below --set-literal',
      [],
      ['--set-literal', 'a={x}', '--set-file', `a=${folder.at('file.txt')}`],
      { a: '{x}' },
    ],
    ['--set-string below --set-literal', [], ['--set-literal', 'a={x}', '--set-string', 'a=3'], { a: '{x}' }],
  ];
  test.each(rows)('%s', (_what, files, set, given) => {
    const [, parent] = templated(folder.at('probe'), ...valuesFiles(...files), ...set);
    const { child, ...seen } = parent?.['values'] as JsonObject;
    expect(seen).toEqual(mergeValues(DEFAULTS, ...files, given));
    expect(child).toMatchObject({ replicas: 1 });
  });

  test.each<[string, JsonObject]>([
    ['parent values over the defaults of a child', { image: { tag: '2' } }],
    ['null deletes a default of a child', { image: { tag: null } }],
    ['null deletes a map of a child', { image: null }],
  ])('%s', (_what, given) => {
    const [child] = templated(folder.at('probe'), ...valuesFiles({ child: given }));
    const defaults = { image: { tag: '1', name: 'nginx' }, replicas: 1 };
    expect(child?.['values']).toEqual({ ...mergeValues(defaults, given), global: {} });
  });

  test.each<[string, JsonObject, JsonObject, JsonObject]>([
    ['the defaults', {}, SERVICE, { tag: '1.0.0', replicas: '1' }],
    ['no nodePort', { service: { nodePort: null } }, { type: 'NodePort', port: '80' }, {}],
    [
      'a tag that looks like a number',
      { image: { tag: '1.10' }, replicaCount: 2 },
      SERVICE,
      { tag: '1.10', replicas: '2' },
    ],
  ])('plain synthesis and Helm agree on %s', (_what, overrides, service, settings) => {
    const plain = evaluateChart(chart, { values, overrides });
    const rendered = templated(folder.at('shop'), ...valuesFiles(overrides));
    expect(rendered).toEqual(plain);
    expect(rendered[0]?.['data']).toEqual(service);
    expect(rendered[1]).toMatchObject({ data: settings });
  });
});

describe('helm-values-schema', () => {
  const rows: readonly (readonly [string, JsonObject, plain: RegExp, helm: RegExp])[] = [
    [
      'a missing value',
      { image: { tag: null } },
      /image\.tag: is missing/,
      /at '\/image': missing property 'tag'/,
    ],
    ['another word', { type: 'nodePort' }, /type: found "nodePort"/, /at '\/type': value must be one of/],
    ['another type', { replicaCount: 'two' }, /replicaCount: found "two"/, /at '\/replicaCount': got string/],
    [
      'a text for a number',
      { replicaCount: '2' },
      /replicaCount: found "2"/,
      /at '\/replicaCount': got string/,
    ],
    ['out of range', { replicaCount: 10 }, /replicaCount: found 10/, /at '\/replicaCount': maximum/],
    ['too short', { image: { tag: '' } }, /image\.tag: found ""/, /at '\/image\/tag': minLength/],
    [
      'a misspelt key',
      { image: { tga: '1' } },
      /image\.tga: unknown key/,
      /at '\/image': additional properties 'tga'/,
    ],
    [
      'an entry of another type',
      { service: { port: 80 } },
      /service\.port: found 80/,
      /at '\/service\/port': got number/,
    ],
  ];
  test.each(rows)('%s is refused, with its path', (_what, overrides, plain, byHelm) => {
    const files = valuesFiles(overrides);
    expect(() => evaluateChart(chart, { values, overrides })).toThrow(plain);
    expect(() => templated(folder.at('shop'), ...files)).toThrow(byHelm);
  });

  test('helm lint refuses it too', () => {
    const files = valuesFiles({ replicaCount: 10 });
    expect(() => helm('lint', folder.at('shop'), ...files)).toThrow();
  });
});
