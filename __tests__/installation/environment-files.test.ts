import { describe, expect, test } from '@jest/globals';
import { analyse } from '../../lib/analysis/analyse';
import { environmentFiles } from '../../lib/installation/environment-files';
import { IstioInstallation } from '../../lib/installation/istio-installation';
import { manifestOf } from '../../lib/mesh/manifest';
import { Mesh } from '../../lib/mesh/mesh';
import type { JsonObject } from '../../lib/vocabulary/json';
import { expectFields, parsedFiles } from './parsed-files';

const filesOf = (grade: 'development' | 'staging' | 'production', values: JsonObject) =>
  parsedFiles(environmentFiles({ name: 'it', grade, values }));

describe('what is installed for an environment', () => {
  test.each([
    ['development', { replicaCount: 1, autoscaleMax: undefined }, 'ALLOW_ANY', 100],
    ['staging', { replicaCount: undefined, autoscaleMax: 5 }, 'REGISTRY_ONLY', 100],
    ['production', { replicaCount: undefined, autoscaleMax: 5 }, 'REGISTRY_ONLY', 1],
  ] as const)('in %s has its size, and traces its share', (grade, pilot, mode, percent) => {
    const monitoring = { enabled: true, tracing: { enabled: true } };
    const files = filesOf(grade, { istio: { enabled: true }, monitoring });
    expectFields(files['it/istio/istiod-1-30-3.yaml'], {
      'pilot.replicaCount': pilot.replicaCount,
      'pilot.autoscaleMax': pilot.autoscaleMax,
      'meshConfig.outboundTrafficPolicy.mode': mode,
    });
    expectFields(files['it/istio/telemetry.yaml'], { 'spec.tracing.0.randomSamplingPercentage': percent });
  });

  test.each<[string, JsonObject, readonly string[]]>([
    ['neither mesh nor monitoring', { istio: { enabled: false } }, []],
    ['a mesh alone', { istio: { enabled: true } }, ['istio']],
    ['monitoring alone', { istio: { enabled: false }, monitoring: { enabled: true } }, ['telemetry']],
    ['both', { istio: { enabled: true }, monitoring: { enabled: true } }, ['istio', 'telemetry']],
  ])('with %s is what its values ask for', (_shows, values, folders) => {
    const found = Object.keys(filesOf('production', values)).map((file) => file.split('/')[1]);
    expect([...new Set(found)]).toEqual(folders);
  });
});

test('restaurant-telemetry: the providers that a Telemetry names are those of the installation', () => {
  const telemetry: JsonObject = {
    apiVersion: 'telemetry.istio.io/v1',
    kind: 'Telemetry',
    metadata: { name: 'restaurant', namespace: 'restaurant-management' },
    spec: {
      tracing: [{ providers: [{ name: 'jaeger' }], randomSamplingPercentage: 1 }],
      accessLogging: [{ providers: [{ name: 'envoy-json' }] }],
      metrics: [{ providers: [{ name: 'prometheus' }] }],
    },
  };
  const codesWith = (extensionProviders: readonly JsonObject[]) => {
    const service = 'jaeger-collector.istio-system.svc.cluster.local';
    const mesh = { tracing: { service, samplingPercent: 1 }, extensionProviders };
    const operator = parsedFiles(new IstioInstallation({ mesh }).files('it'))['it/istio-operator.yaml'];
    const manifests = [telemetry, operator].flatMap(
      (object) => (object && manifestOf(object, 'default')) ?? [],
    );
    return analyse(new Mesh(manifests)).map(({ code }) => code);
  };
  const json = { name: 'envoy-json', envoyFileAccessLog: { path: '/dev/stdout', logFormat: { labels: {} } } };
  expect(codesWith([json])).toEqual([]);
  expect(codesWith([])).toEqual(['EVM322']);
});
