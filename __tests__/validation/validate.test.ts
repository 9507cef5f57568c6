import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../lib/vocabulary/json';
import { violations } from '../../lib/validation/validate';
import { objectOf, placesIn } from './expectation';

const route = { route: [{ destination: { host: 'web' } }] };
const service = (spec: object, more: JsonObject = {}): JsonObject => ({
  ...objectOf(
    'networking.istio.io/v1',
    'VirtualService',
    JSON.stringify({ hosts: ['web'], http: [route], ...spec }),
  ),
  ...more,
});

describe('an object', () => {
  test.each([
    ['without apiVersion', { kind: 'VirtualService', spec: {} }],
    ['without kind', { apiVersion: 'networking.istio.io/v1', spec: {} }],
    ['of a kind that nobody knows', { apiVersion: 'networking.istio.io/v1', kind: 'toString', spec: {} }],
    ['of another group', { apiVersion: 'apps/v1', kind: 'VirtualService', spec: { hosts: 1 } }],
    [
      'of another kind, named as the settings of the mesh',
      {
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'istio' },
        data: { mesh: '[]' },
      },
    ],
    [
      'of another version, named as the settings of the mesh',
      {
        apiVersion: 'a.com/v1',
        kind: 'ConfigMap',
        metadata: { name: 'istio' },
        data: { mesh: '[]' },
      },
    ],
  ])('%s', (_about, object) => {
    expect(violations(object as JsonObject)).toEqual([]);
  });

  test('without a spec has an empty one', () => {
    expect(
      placesIn({ apiVersion: 'networking.istio.io/v1', kind: 'Gateway', metadata: { name: 'a' } }),
    ).toEqual(['Ei spec.servers']);
  });

  test('may have a status, and fields of the API server', () => {
    const more = {
      status: { anything: [1] },
      metadata: { name: 'a', uid: 'b', generation: 1, managedFields: [{}] },
    };
    expect(placesIn(service({}, more))).toEqual([]);
    expect(placesIn(service({}, { more: 1 }))).toEqual(['Ea more']);
  });

  test('is judged once', () => {
    const object = service({ hosts: ['a_b'] });
    expect(violations(object)).toBe(violations(object));
  });
});

describe('metadata', () => {
  test.each([
    [null, []],
    [[], ['Ea metadata']],
    [{ labels: null, annotations: null }, []],
    [{ labels: { a: null } }, []],
    [{ labels: { a: 1, b: 'c' } }, ['Ea metadata.labels.a']],
    [{ labels: 'a' }, ['Ea metadata.labels']],
    [{ annotations: { 'a/b': true } }, ['Ea metadata.annotations["a/b"]']],
    [{ annotations: { 'istio.io/dry-run': true } }, ['Ea metadata.annotations["istio.io/dry-run"]']],
  ])('%j', (metadata, expected) => {
    expect(placesIn(service({}, { metadata: metadata as JsonObject }))).toEqual(expected);
  });
});

describe('a dry run', () => {
  const policy = (dryRun: string, spec: object = {}) =>
    placesIn({
      apiVersion: 'security.istio.io/v1',
      kind: 'AuthorizationPolicy',
      metadata: { name: 'a', annotations: { 'istio.io/dry-run': dryRun } },
      spec: spec as JsonObject,
    });

  test.each('1 0 t f T F true false TRUE FALSE True False'.split(' '))('is %s', (dryRun) => {
    expect(policy(dryRun)).toEqual([]);
    expect(policy(dryRun, { action: 'DENY' })).toEqual(['Ei spec.rules']);
  });

  test.each(['', 'yes', 'truely', 'untrue', 'tRUE', '01'])('is not %j', (dryRun) => {
    expect(policy(dryRun, { action: 'DENY' })).toEqual(['Ei metadata.annotations["istio.io/dry-run"]']);
  });

  test.each(['CUSTOM', 'AUDIT'])('cannot be of action %s', (action) => {
    expect(policy('true', { action })).toEqual(['Ei metadata.annotations["istio.io/dry-run"]']);
  });
});

describe('what istiod says', () => {
  test('of what it cannot read is left out, and of what lacks it', () => {
    expect(placesIn(service({ hosts: 'web' }))).toEqual(['Ea spec.hosts']);
    expect(placesIn(service({ http: 'web' }))).toEqual(['Ea spec.http']);
    expect(placesIn(service({ http: [{ route: 1 }] }))).toEqual(['Ea spec.http[0].route']);
  });

  test('elsewhere is said all the same', () => {
    expect(placesIn(service({ hosts: 'web', exportTo: ['a_b'] }))).toEqual([
      'Ei spec.exportTo[0]',
      'Ea spec.hosts',
    ]);
    const filter = { workloadSelector: { labels: 1 } };
    expect(
      placesIn(objectOf('networking.istio.io/v1alpha3', 'EnvoyFilter', JSON.stringify(filter))),
    ).toContain('Wi spec');
  });
});

test.each([
  [['a.com'], ['a.com'], []],
  [['*.a.com'], ['b.a.com', '*.a.com'], []],
  [['a.com', 'b.com'], ['b.com'], []],
  [['a.com'], ['b.com'], ['Ei spec.tls[0].match[0].sniHosts[0]']],
  [['outbound_.80_._.a.com'], ['outbound_.80_._.a.com'], []],
  [['outbound_.80_._.a.com', 'outbound_.x'], ['outbound_.80_._.a.com'], ['Ei spec.hosts[1]']],
])('at a gateway hosts %j with names %j', (hosts, sniHosts, expected) => {
  const tls = [{ match: [{ sniHosts }], ...route }];
  expect(placesIn(service({ hosts, gateways: ['a'], http: [], tls }))).toEqual(expected);
  expect(placesIn(service({ hosts, gateways: ['a'], http: [], tls: [...tls, ...tls] }))).toHaveLength(
    expected.some((place) => place.includes('tls')) ? 2 : expected.length,
  );
});
