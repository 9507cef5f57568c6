import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../lib/vocabulary/json';
import { differences } from './comparable';

const object = (kind: string, metadata: JsonObject = {}, rest: JsonObject = {}): JsonObject => ({
  apiVersion: 'v1',
  kind,
  metadata: { name: 'it', ...metadata },
  ...rest,
});
const service = object('Service', { namespace: 'shop' }, { spec: { ports: [{ port: 80 }] } });
const compare = (plain: JsonObject[], chart: JsonObject[]) =>
  differences({ plain, chart, namespace: 'shop' });

describe('what may differ', () => {
  test.each<[what: string, plain: JsonObject[], chart: JsonObject[]]>([
    ['a Namespace in plain', [object('Namespace'), service], [service]],
    ['a Secret in the chart', [], [object('Secret')]],
    ['a hook in the chart', [], [object('Pod', { annotations: { 'helm.sh/hook': 'test' } })]],
    ['an implied namespace', [service], [object('Service', {}, { spec: { ports: [{ port: 80 }] } })]],
    [
      'labels of Helm, and maps that are empty without them',
      [service],
      [
        object(
          'Service',
          { labels: { 'helm.sh/chart': 'x' }, annotations: { 'helm.sh/resource-policy': 'keep' } },
          { spec: { ports: [{ port: 80 }] } },
        ),
      ],
    ],
    [
      'labels of Helm in pod templates',
      [object('Deployment', {}, { spec: { template: { metadata: { labels: { app: 'x' } } } } })],
      [
        object(
          'Deployment',
          {},
          {
            spec: {
              template: { metadata: { labels: { app: 'x', 'app.kubernetes.io/managed-by': 'Helm' } } },
            },
          },
        ),
      ],
    ],
    [
      'the order of objects and keys',
      [service, object('Pod')],
      [object('Pod'), { spec: { ports: [{ port: 80 }] }, ...service }],
    ],
  ])('%s', (_what, plain, chart) => {
    expect(compare(plain, chart)).toEqual([]);
  });
});

describe('what may not differ', () => {
  const spec = (value: JsonObject) => object('ConfigMap', {}, { spec: value });
  test.each<[what: string, plain: JsonObject[], chart: JsonObject[], difference: string]>([
    ['an object in plain', [service], [], 'only in plain: v1 Service shop/it'],
    ['an object in the chart', [], [service], 'only in the chart: v1 Service shop/it'],
    ['a Namespace in the chart', [], [object('Namespace')], 'only in the chart: v1 Namespace shop/it'],
    ['a Secret in plain', [object('Secret')], [], 'only in plain: v1 Secret shop/it'],
    ['twice in plain', [service, service], [service], 'twice in plain: v1 Service shop/it'],
    ['twice in the chart', [service], [service, service], 'twice in the chart: v1 Service shop/it'],
    [
      'a number by a text',
      [spec({ a: 1 })],
      [spec({ a: '1' })],
      'v1 ConfigMap shop/it .spec.a: plain 1, chart "1"',
    ],
    [
      'nothing by null',
      [spec({ b: 1 })],
      [spec({ b: 1, a: null })],
      'v1 ConfigMap shop/it .spec.a: plain undefined, chart null',
    ],
    [
      'nothing by an empty map',
      [spec({})],
      [spec({ a: {} })],
      'v1 ConfigMap shop/it .spec.a: plain undefined, chart {}',
    ],
    [
      'the order of a list',
      [spec({ a: [1, 2] })],
      [spec({ a: [2, 1] })],
      'v1 ConfigMap shop/it .spec.a[0]: plain 1, chart 2',
    ],
    [
      'a hook that plain has too',
      [spec({ a: 1 })],
      [object('ConfigMap', { annotations: { 'helm.sh/hook': 'test' } }, { spec: { a: 2 } })],
      'v1 ConfigMap shop/it .spec.a: plain 1, chart 2',
    ],
    [
      'other labels',
      [object('Pod', { labels: { a: 'b' } })],
      [object('Pod')],
      'v1 Pod shop/it .metadata.labels: plain {"a":"b"}, chart undefined',
    ],
  ])('%s', (_what, plain, chart, difference) => {
    expect(compare(plain, chart)[0]).toBe(difference);
  });
});
