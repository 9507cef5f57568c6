import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { deferred } from '../../lib/values/chart-value';
import { constraintsOf } from '../../lib/values/constraint';
import { evaluate } from '../../lib/values/evaluate';
import type { JsonObject } from '../../lib/vocabulary/json';
import { crdMistakes } from '../routing/shop';
import { deployTime } from './deploy-time';
import { deployment, helm, namesOf, only, plain, shop, sorted } from './synthesis';

const chart = shop();
const values = deployTime(chart);

/** Texts that YAML, PostgreSQL's or Redis' configuration may stumble over. */
const text = fc.constantFrom('orders', 'yes', '1e3', 'x: #y', "it's {{ .Values.size }}", 'a\nb\n');
const optional = fc.constantFrom('', 'fast', '20260131T235959Z.rdb');

const arbitraryValues = fc.record({
  text,
  owner: fc.constantFrom('orders', 'app'),
  host: fc.constantFrom('db.example.com', 'db.example.org'),
  secret: fc.constantFrom('db', 'true'),
  digest: fc.constantFrom('', `sha256:${'0'.repeat(64)}`),
  storageClass: optional,
  configuration: text,
  file: optional,
  flag: fc.boolean(),
  mesh: fc.boolean(),
  policies: fc.boolean(),
  persistent: fc.boolean(),
  auth: fc.boolean(),
  edge: fc.boolean(),
  count: fc.integer({ min: 1, max: 5 }),
  days: fc.constantFrom(0, 30),
  resources: fc.constantFrom<JsonObject>({}, { limits: { memory: '1Gi' } }),
  annotations: fc.constantFrom<JsonObject>({}, { 'example.com/a': 'yes' }),
  env: fc.constantFrom<JsonObject[]>([], [{ name: 'A', value: '1' }]),
});

test('Helm and plain synthesis make the same objects, and the CRDs take all of them', () => {
  fc.assert(
    fc.property(arbitraryValues, (given) => {
      const overrides = given as unknown as JsonObject;
      const manifests = plain(chart, values, overrides);
      expect(sorted(helm(chart, values, overrides))).toEqual(sorted(manifests));
      const custom = manifests.filter(({ apiVersion }) =>
        /istio|cnpg|strimzi|external-secrets/.test(apiVersion),
      );
      expect(custom.length).toBeGreaterThan(5);
      expect(custom.flatMap(crdMistakes)).toEqual([]);
      expect(new Set(namesOf(manifests)).size).toBe(manifests.length);
      expect(JSON.stringify(manifests)).not.toContain(':null');
    }),
    { numRuns: 30 },
  );
});

describe('both refuse', () => {
  test.each<[string, JsonObject, string]>([
    ["the operator's superuser", { owner: 'postgres' }, "must not be 'postgres'"],
    ['consumers without a partition', { consumers: 4 }, 'fewer partitions than its group may have consumers'],
  ])('%s', (_name, overrides, message) => {
    const context = {
      ...deployment(values, overrides),
      release: { name: 'autumn', namespace: 'shop' },
      chart: { name: 'shop', version: '0.1.0', appVersion: '1.0.0' },
    };
    const broken = constraintsOf(chart)
      .filter(({ condition }) => evaluate(deferred(condition), context) !== true)
      .map((constraint) => constraint.message);
    expect(broken).toEqual([expect.stringContaining(message)]);
    expect(() => helm(chart, values, overrides)).toThrow(message);
  });
});

test('a switch from the embedded to the external database takes its edges and its environment along', () => {
  const policy = (flag: boolean) =>
    JSON.stringify(only(plain(chart, values, { flag }), 'NetworkPolicy', 'backend').spec.egress);
  const hosts = (flag: boolean) =>
    only(plain(chart, values, { flag }), 'Sidecar', 'backend').spec.egress[0].hosts;
  expect(policy(true)).toContain('"app.kubernetes.io/name":"postgres"');
  expect(policy(false)).not.toContain('"app.kubernetes.io/name":"postgres"');
  expect(hosts(true)).toContain('*/autumn-postgres.shop.svc.cluster.local');
  expect(hosts(false)).not.toContain('*/autumn-postgres.shop.svc.cluster.local');
});
