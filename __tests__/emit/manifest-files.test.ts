import { describe, expect, test } from '@jest/globals';
import { load } from 'js-yaml';
import { manifestFiles } from '../../lib/emit/manifest-files';
import type { JsonObject } from '../../lib/vocabulary/json';
import { plainChart, renderedText } from '../fixtures/rendered-chart';

const filesOf = (...manifests: JsonObject[]) =>
  manifestFiles(manifests.map((manifest) => ({ constructPath: 'x', manifest })));
const object = (apiVersion: string, kind: string) => ({ apiVersion, kind, metadata: { name: 'x' } });

describe('manifestFiles', () => {
  test.each<[string, string, string]>([
    ['v1', 'Namespace', '00-namespace'],
    ['v1', 'ServiceAccount', '10-access'],
    ['rbac.authorization.k8s.io/v1', 'RoleBinding', '10-access'],
    ['v1', 'ConfigMap', '20-configuration'],
    ['external-secrets.io/v1', 'ExternalSecret', '20-configuration'],
    ['v1', 'PersistentVolumeClaim', '30-storage'],
    ['v1', 'Service', '40-network'],
    ['networking.k8s.io/v1', 'NetworkPolicy', '40-network'],
    ['networking.istio.io/v1', 'VirtualService', '50-mesh'],
    ['security.istio.io/v1', 'PeerAuthentication', '50-mesh'],
    ['telemetry.istio.io/v1', 'Telemetry', '50-mesh'],
    ['extensions.istio.io/v1alpha1', 'WasmPlugin', '50-mesh'],
    ['gateway.networking.k8s.io/v1', 'HTTPRoute', '50-mesh'],
    ['apps/v1', 'Deployment', '60-workloads'],
    ['apps/v1', 'StatefulSet', '60-workloads'],
    ['batch/v1', 'CronJob', '60-workloads'],
    ['postgresql.cnpg.io/v1', 'Cluster', '60-workloads'],
    ['policy/v1', 'PodDisruptionBudget', '70-availability'],
    ['keda.sh/v1alpha1', 'ScaledObject', '70-availability'],
    ['monitoring.coreos.com/v1', 'ServiceMonitor', '80-monitoring'],
    ['example.com/v1', 'Anything', '90-other'],
  ])('%s %s goes to %s', (apiVersion, kind, file) => {
    expect([...filesOf(object(apiVersion, kind)).keys()]).toEqual([`${file}.yaml`]);
  });

  test('numbers files so that kubectl applies them in order, and keeps the order within one', () => {
    const files = filesOf(
      object('apps/v1', 'Deployment'),
      object('example.com/v1', 'Other'),
      object('batch/v1', 'Job'),
      object('v1', 'Service'),
      object('v1', 'Namespace'),
    );
    expect([...files.keys()]).toEqual([
      '00-namespace.yaml',
      '40-network.yaml',
      '60-workloads.yaml',
      '90-other.yaml',
    ]);
    expect([...files.keys()].sort()).toEqual([...files.keys()]);
    expect(files.get('60-workloads.yaml')).toBe(
      [
        ...['apiVersion: apps/v1', 'kind: Deployment', 'metadata:', '  name: x', '---'],
        ...['apiVersion: batch/v1', 'kind: Job', 'metadata:', '  name: x', ''],
      ].join('\n'),
    );
  });

  test('writes no anchors and folds no lines', () => {
    const shared = { team: 'orders' };
    const text = [...filesOf({ a: shared, b: shared, c: 'x '.repeat(200) }).values()].join('');
    expect(text).not.toMatch(/[&*]/);
    expect(text.trimEnd().split('\n')).toHaveLength(5);
  });
});

test('what is written means the same to the YAML library of kubectl and Helm', () => {
  const texts = [
    ...[
      'y',
      'Y',
      'n',
      'yes',
      'No',
      'on',
      'OFF',
      'true',
      'null',
      '~',
      '',
      ' ',
      '  lead',
      'trail ',
      '0',
      '-0',
      '+1',
    ],
    ...[
      '007',
      '0777',
      '0o17',
      '0x1F',
      '0b1',
      '1_000',
      '_1',
      '1e3',
      '1E+3',
      '.5',
      '5.',
      '1.',
      '.inf',
      '.NaN',
      '1e400',
    ],
    ...[
      '12:30',
      '12:30:45',
      '190:20:30',
      '2020-01-01',
      '2020-01-01T00:00:00Z',
      '=',
      '<<',
      '-',
      '- a',
      '?',
      ': ',
      ':',
    ],
    ...[
      'a: b',
      'a #b',
      '#',
      '"',
      "'",
      '\\',
      '{{ .Values }}',
      '{',
      '[',
      ']',
      '}',
      ',',
      '&a',
      '*a',
      '!a',
      '%a',
      '@a',
      '`a',
    ],
    ...[
      '|',
      '>',
      '---',
      '--- a',
      '...',
      'a\nb',
      'a\nb\n',
      'a\n\n',
      '\n',
      '\na',
      ' a\n b',
      'a\n  b\n',
      'a \nb',
      '\ta',
      'a\t',
    ],
    ...[
      'a\r\nb',
      '\u0000',
      '\u0007',
      '\u001b',
      '\u007f',
      '\u0085',
      '\u00a0',
      '\u2028',
      '\ufeff',
      '\ufffd',
      'é',
      '😀',
      '漢字',
    ],
    ...['x'.repeat(200), `${'long '.repeat(40)}\n${'text '.repeat(40)}`],
  ];
  const written = {
    values: texts,
    keys: Object.fromEntries(texts.map((text, index) => [text, index])),
    numbers: [0, -1, 0.5, 1e21, 1e-7, 123456789012, 100000],
    others: [true, false, null, [], {}, [[1]], { a: {} }],
  };
  const [yaml = ''] = filesOf(written).values();
  const template = '# {{ .Files.Get "written.yaml" | fromYaml | toJson | b64enc }}';
  const read = renderedText(new Map([...plainChart(template), ['written.yaml', yaml]]));
  const json = Buffer.from(/^# (\S+)$/m.exec(read)?.[1] ?? '', 'base64').toString();
  expect(JSON.parse(json)).toEqual(written);
  expect(load(yaml)).toEqual(written);
});
