import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Mesh } from '../../lib/mesh/mesh';
import type { Manifest } from '../../lib/mesh/manifest';
import type { Answer } from '../../lib/simulate/answer';
import type { Call } from '../../lib/simulate/call';
import { Simulator } from '../../lib/simulate/simulator';
import { VirtualHosts, type VirtualHost } from '../../lib/simulate/virtual-host';
import { gateway, meshOf } from './shop';

const label = fc.constantFrom('a', 'b', 'shop');
const name = fc.array(label, { minLength: 1, maxLength: 3 }).map((labels) => `${labels.join('.')}.com`);
const host = fc.oneof(
  name,
  name.map((suffix) => `*.${suffix}`),
  fc.constant('*'),
);
const path = fc.constantFrom('/', '/api', '/api/x', '/v1', '/a%2e', '/../x');
const uri = fc.oneof(
  path.map((exact) => ({ exact })),
  path.map((prefix) => ({ prefix })),
  fc.constantFrom('/.*', '/v[0-9]', '.*').map((regex) => ({ regex })),
);
const match = fc.record(
  {
    uri,
    method: fc.constantFrom('GET', 'POST').map((exact) => ({ exact })),
    headers: fc.constant({ 'x-user': { exact: 'bob' } }),
    port: fc.constantFrom(80, 81),
  },
  { requiredKeys: [] },
);
const destination = fc.record({
  destination: fc.record({ host: fc.constantFrom('web', 'api', 'ghost') }),
  weight: fc.nat(100),
});
const action = fc.oneof(
  fc
    .record({ route: fc.array(destination, { minLength: 1, maxLength: 3 }) })
    .filter(({ route }) => route.length === 1 || route.some(({ weight }) => weight > 0)),
  fc.record({ redirect: fc.record({ uri: path }) }),
  fc.record({ directResponse: fc.record({ status: fc.constantFrom(200, 404) }) }),
);
const httpRoute = fc
  .tuple(fc.array(match, { maxLength: 2 }), action)
  .map(([matches, does]) => ({ ...(matches.length > 0 ? { match: matches } : {}), ...does }));
const virtualService = fc.record({
  hosts: fc.uniqueArray(host, { minLength: 1, maxLength: 2 }),
  gateways: fc.constantFrom(['gw'], ['gw', 'mesh']),
  http: fc.array(httpRoute, { minLength: 1, maxLength: 3 }),
});
const call: fc.Arbitrary<Call> = fc.record({
  from: fc.constantFrom('gateway:shop/gw:80', 'workload:shop/client'),
  request: fc
    .tuple(fc.constantFrom('GET', 'POST'), fc.oneof(name, fc.constantFrom('web', 'api.shop')), path)
    .map(([method, authority, target]) => `${method} http://${authority}${target}`),
  headers: fc.constantFrom({}, { 'x-user': 'bob' }),
});

function manifests(specs: readonly object[]): readonly Manifest[] {
  const base = meshOf(gateway).manifests;
  const template = {
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    type: 'networking.istio.io/VirtualService',
    namespace: 'shop',
    labels: {},
    annotations: {},
  };
  return [
    ...base,
    ...specs.map((spec, index) => ({
      ...template,
      name: `vs-${index}`,
      spec: spec as Manifest['spec'],
      object: { metadata: { name: `vs-${index}` }, spec: spec as Manifest['spec'] },
    })),
  ];
}

function answer(all: readonly Manifest[], asked: Call): Answer {
  return new Simulator(new Mesh(all)).answer(asked);
}

const meshes = fc.array(virtualService, { maxLength: 4 });

describe('whatever the mesh', () => {
  test('every request ends in one outcome, with what belongs to it', () => {
    fc.assert(
      fc.property(meshes, call, (specs, asked) => {
        const found = answer(manifests(specs), asked);
        const { outcome, destinations, redirect, status } = found;
        expect(destinations.length > 0).toBe(outcome === 'route');
        expect(redirect !== null).toBe(outcome === 'redirect');
        expect(found.virtualService === null).toBe(
          ['no_route', 'passthrough'].includes(outcome) || found.httpRoute === 'default',
        );
        expect(status === null).toBe(
          outcome === 'passthrough' ||
            (outcome === 'route' && destinations.some(({ available }) => available)),
        );
      }),
    );
  });

  test('the shares of a route sum to 100', () => {
    fc.assert(
      fc.property(meshes, call, (specs, asked) => {
        const { outcome, destinations } = answer(manifests(specs), asked);
        fc.pre(outcome === 'route');
        expect(destinations.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(100, 9);
      }),
    );
  });

  test('an unrelated object changes nothing', () => {
    const unrelated = {
      hosts: ['unrelated.test'],
      gateways: ['gw', 'mesh'],
      http: [{ directResponse: { status: 500 } }],
    };
    fc.assert(
      fc.property(meshes, call, (specs, asked) => {
        const without = answer(manifests(specs), asked);
        const withIt = answer(manifests([...specs, unrelated]), asked);
        expect({ ...withIt, trace: [] }).toEqual({ ...without, trace: [] });
      }),
    );
  });

  test('the order of the manifests changes nothing', () => {
    fc.assert(
      fc.property(meshes, call, (specs, asked) => {
        const all = manifests(specs);
        expect(answer([...all].reverse(), asked)).toEqual(answer(all, asked));
      }),
    );
  });

  test('an answer without its trace is the same answer', () => {
    fc.assert(
      fc.property(meshes, call, (specs, asked) => {
        const simulator = new Simulator(new Mesh(manifests(specs)));
        expect({ ...simulator.answer(asked), trace: [] }).toEqual(simulator.answer(asked, { trace: false }));
      }),
    );
  });
});

describe('virtual hosts', () => {
  /** The slow way: of all patterns that mean the host, the name itself, else the longest. */
  const oracle = (patterns: readonly string[], asked: string): string | undefined =>
    patterns
      .filter((pattern) => new RegExp(`^${pattern.replaceAll('.', '\\.').replace('*', '.+')}$`).test(asked))
      .sort(
        (one, other) =>
          Number(one.startsWith('*')) - Number(other.startsWith('*')) || other.length - one.length,
      )[0];

  test('the host is found that a slow search finds', () => {
    fc.assert(
      fc.property(fc.uniqueArray(host), name, (patterns, asked) => {
        const all = patterns.map((pattern): VirtualHost => ({
          host: pattern,
          routes: [],
          requiresTls: false,
        }));
        expect(new VirtualHosts(all).of(asked)?.host).toBe(oracle(patterns, asked));
      }),
    );
  });
});
