import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { collectObjects } from '../../lib/emit/collected-object';
import { brokenConstraints } from '../../lib/emit/deployment-mistakes';
import { HelmChart } from '../../lib/emit/helm-chart';
import { plainManifests } from '../../lib/emit/plain-manifests';
import { constraintsOf } from '../../lib/values/constraint';
import { mergeValues } from '../../lib/values/merge-values';
import type { JsonObject } from '../../lib/vocabulary/json';
import { Manifests, shop, type Manifest } from '../fixtures/manifests';
import { renderedObjects } from '../fixtures/rendered-chart';
import { deployTime } from './deploy-time';

const CHART = { name: 'orders', version: '0.1.0', appVersion: '1.0.0', description: 'Workloads' };
const chart = shop();
const values = deployTime(chart);
const objects = collectObjects(chart, 'plain');
const files = new HelmChart(chart, { ...CHART, values }).files;

const context = (given: JsonObject) => ({
  values: mergeValues(values.defaults, given),
  release: { name: 'autumn', namespace: 'market' },
  chart: CHART,
});
const plain = (given: JsonObject) =>
  plainManifests(objects, context(given)).map(({ manifest }) => manifest as unknown as Manifest);
const helm = (given: JsonObject) =>
  renderedObjects(files, {
    valuesFiles: [JSON.stringify(given)],
    release: 'autumn',
    namespace: 'market',
  }) as unknown as Manifest[];
const byTitle = (manifests: readonly Manifest[]) =>
  Object.fromEntries(manifests.map((manifest) => [`${manifest.kind} ${manifest.metadata.name}`, manifest]));

const text = fc.constantFrom(
  'orders',
  'yes',
  '1e3',
  'a: #b',
  '{{ .Values.tag }}',
  '{{ .Release.Name }}-x',
  'a\nb\n',
);
const map = fc.constantFrom<JsonObject>({}, { 'example.com/a': 'yes' }, { z: '1', a: ' ' });
const arbitraryValues = fc.record({
  ...{
    repository: text,
    tag: text,
    digest: fc.constantFrom('', 'sha256:1'),
    account: fc.constantFrom('', 'jobs'),
  },
  ...{ text: fc.oneof(fc.constant(''), text), monitoring: text, map, podLabels: map },
  pullPolicy: fc.constantFrom('Always', 'Never'),
  serviceType: fc.constantFrom('NodePort', 'LoadBalancer'),
  ...{ mesh: fc.boolean(), policies: fc.boolean(), database: fc.boolean(), flag: fc.boolean() },
  ...{ edge: fc.boolean(), scaled: fc.boolean(), queue: fc.boolean() },
  ...{ port: fc.integer({ min: 1, max: 65535 }), servicePort: fc.integer({ min: 1, max: 65535 }) },
  ...{ user: fc.integer({ min: 1, max: 2000000000 }), replicas: fc.integer({ min: 0, max: 9 }) },
  ...{ single: fc.integer({ min: 0, max: 1 }), percent: fc.constantFrom(0, 75) },
  ...{ minimum: fc.integer({ min: 0, max: 3 }), maximum: fc.integer({ min: 3, max: 9 }) },
  list: fc.constantFrom<JsonObject[]>([], [{ a: { b: ['c', 1, true] } }], [{ x: 'y' }, { z: null }]),
  named: fc.constantFrom<JsonObject[]>([], [{ name: 'x', emptyDir: {} }]),
  object: fc.constantFrom<JsonObject>({}, { limits: { cpu: '1' } }),
  references: fc.constantFrom([], [{ name: 'registry' }]),
  env: fc.array(fc.record({ name: fc.constantFrom('DB_HOST', 'DB_PASSWORD', 'A', 'yes'), value: text }), {
    maxLength: 3,
  }),
});

test('Helm and plain synthesis make the same workloads', () => {
  fc.assert(
    fc.property(arbitraryValues, (given) => {
      const overrides = given as unknown as JsonObject;
      const manifests = plain(overrides);
      expect(byTitle(helm(overrides))).toEqual(byTitle(manifests));
      expect(Object.keys(byTitle(manifests))).toHaveLength(manifests.length);
      expect(JSON.stringify(manifests)).not.toContain('"value":null');
    }),
    { numRuns: 25 },
  );
});

describe('both refuse', () => {
  test.each<[string, JsonObject, string]>([
    ['a second scheduler', { single: 2 }, 'replicas of a scheduler must be 0 or 1'],
    [
      'fewer pods at most than at least',
      { scaled: true, minimum: 6 },
      'minReplicas must not exceed maxReplicas',
    ],
  ])('%s', (_what, given, message) => {
    const broken = brokenConstraints(constraintsOf(chart), context(given));
    expect(new Set(broken)).toEqual(new Set([expect.stringContaining(message)]));
    expect(() => helm(given)).toThrow(message);
  });
});

test('an autoscaler, not the values, has the replicas where it is on', () => {
  const deployment = (given: JsonObject) =>
    new Manifests(plain(given)).one('Deployment', 'autumn-worker').spec;
  expect(deployment({ replicas: 7 }).replicas).toBe(7);
  expect(deployment({ replicas: 7, scaled: true })).not.toHaveProperty('replicas');
});

test('JSON patches are in both outputs', () => {
  for (const manifests of [new Manifests(plain({})), new Manifests(helm({}))]) {
    for (const { metadata, spec } of manifests.every('Deployment')) {
      if (metadata.name.endsWith('-v2')) continue;
      expect(spec.revisionHistoryLimit).toBe(3);
      expect(spec.template.metadata.annotations).toMatchObject({ patched: 'yes' });
    }
  }
});
