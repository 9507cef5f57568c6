import { describe, expect, test } from '@jest/globals';
import { DestinationRules } from '../../lib/mesh/destination-rules';
import type { Manifest } from '../../lib/mesh/manifest';
import { trafficPolicy } from '../../lib/mesh/traffic-policy';
import { istio, meshOf, meshSettings } from './manifests';

const HOST = 'web.shop.svc.cluster.local';
const WILD = '*.shop.svc.cluster.local';
const old = { creationTimestamp: '2026-01-01T00:00:00Z' };
const rule = (name: string, spec: object = {}, metadata: object = {}) =>
  istio('DestinationRule', name, { host: HOST, ...spec }, metadata);
const forPods = (app: string) => ({ workloadSelector: { matchLabels: { app } } });
const subsets = (...names: readonly string[]) => ({ subsets: names.map((name) => ({ name })) });
const tls = (mode: string) => ({ trafficPolicy: { tls: { mode } } });

function effective(manifests: readonly Manifest[], clientNamespace = 'bank', host = HOST) {
  const clientLabels = { app: 'client' };
  const call = { host, serviceNamespace: 'shop', clientNamespace, clientLabels };
  return DestinationRules.of(meshOf(...manifests)).effective(call);
}

/** @see https://istio.io/latest/docs/ops/best-practices/traffic-management/#cross-namespace-configuration */
describe('the rule that holds for a call', () => {
  const root = (name: string, spec: object = {}) => rule(`istio-system/${name}`, spec);
  const privately = meshSettings({ defaultDestinationRuleExportTo: ['.'] });
  test.each<[string, readonly Manifest[], string | undefined]>([
    ['none', [], undefined],
    ["the client's", [rule('bank/c'), rule('shop/s'), root('r')], 'c'],
    ["the client's wildcard", [rule('bank/c', { host: '*' }), rule('shop/s')], 'c'],
    ["the service's", [rule('shop/s'), root('r')], 's'],
    ["the root namespace's", [root('r'), rule('other/o')], 'r'],
    ['none of others', [rule('other/o')], undefined],
    ['a short host of its own namespace', [rule('shop/s', { host: 'web' })], 's'],
    ['a short host of another namespace', [rule('bank/c', { host: 'web' })], undefined],
    ['the name before a wildcard', [rule('shop/w', { host: WILD }), rule('shop/s')], 's'],
    ['the longer wildcard', [rule('shop/w', { host: '*' }), rule('shop/x', { host: WILD })], 'x'],
    ['no other host', [rule('shop/s', { host: 'api' })], undefined],
    ['exported to the client', [rule('shop/s', { exportTo: ['bank'] })], 's'],
    ['exported to two', [rule('shop/s', { exportTo: ['.', 'bank'] })], 's'],
    ['exported to all', [rule('shop/s', { exportTo: ['.', '*'] })], 's'],
    ['exported to others', [rule('shop/s', { exportTo: ['other', '.'] }), root('r')], 'r'],
    ['private', [rule('shop/s', { exportTo: ['.'] }), root('r')], 'r'],
    ['private by its name', [rule('shop/s', { exportTo: ['shop'] }), root('r')], 'r'],
    ['private by default', [rule('shop/s'), privately], undefined],
    ['public against the default', [rule('shop/s', { exportTo: ['*'] }), privately], 's'],
    ['of the client, for others alone', [rule('bank/c', { exportTo: ['shop'] }), rule('shop/s')], 's'],
    ['of the client, private', [rule('bank/c', { exportTo: ['.'] })], 'c'],
    ['of the client, private by its name', [rule('bank/c', { exportTo: ['bank'] })], 'c'],
    ['of the client, public', [rule('bank/c', { exportTo: ['*'] })], 'c'],
    ['of the client, private by default', [rule('bank/c'), privately], 'c'],
    ['for its pods', [rule('bank/all'), rule('bank/own', forPods('client'))], 'own'],
    ['for its pods, of two', [rule('bank/a', forPods('x')), rule('bank/own', forPods('client'))], 'own'],
    ['for other pods', [rule('bank/other', forPods('x'))], undefined],
    ['for all where no other is for its pods', [rule('bank/a', forPods('x')), rule('bank/z')], 'z'],
    ['for pods, of the service', [rule('shop/s', forPods('client'))], undefined],
  ])('is %s', (_, manifests, expected) => {
    expect(effective(manifests)?.manifests[0]?.name).toBe(expected);
  });

  test.each<[string, readonly Manifest[], string | undefined]>([
    ['its private one', [root('r', { exportTo: ['.'] }), rule('shop/s')], 'r'],
    ['not its public one before that of the service', [root('r'), rule('shop/s')], 's'],
    ['its public one at last', [root('r')], 'r'],
  ])('of the root namespace is %s', (_, manifests, expected) => {
    expect(effective(manifests, 'istio-system')?.manifests[0]?.name).toBe(expected);
  });
});

describe('rules for one host', () => {
  const merged = (...manifests: readonly Manifest[]) => {
    const found = effective(manifests);
    return [
      found?.manifests.map(({ name }) => name).join(''),
      found?.subsets.map(({ name }) => name).join(''),
      (found?.trafficPolicy?.['tls'] as { mode?: string } | undefined)?.mode,
    ];
  };
  test.each<[string, readonly Manifest[], readonly unknown[]]>([
    ['by age', [rule('shop/a', subsets('x')), rule('shop/b', subsets('y'), old)], ['ba', 'yx', undefined]],
    [
      'a subset once',
      [rule('shop/a', subsets('x', 'y')), rule('shop/b', subsets('y', 'z'))],
      ['ab', 'xyz', undefined],
    ],
    [
      'the first policy',
      [rule('shop/a'), rule('shop/b', tls('SIMPLE')), rule('shop/c', tls('MUTUAL'))],
      ['abc', '', 'SIMPLE'],
    ],
    [
      'not where they are exported apart',
      [
        rule('shop/a', { ...subsets('x'), exportTo: ['*'] }),
        rule('shop/b', { ...subsets('y'), exportTo: ['bank'] }),
      ],
      ['b', 'y', undefined],
    ],
    [
      'not into one that all see',
      [rule('shop/a', subsets('x')), rule('shop/b', { ...subsets('y'), exportTo: ['bank'] })],
      ['b', 'y', undefined],
    ],
    [
      'not into one that others see too',
      [
        rule('shop/a', { ...subsets('x'), exportTo: ['bank', 'other'] }),
        rule('shop/b', { ...subsets('y'), exportTo: ['bank', 'third'] }),
      ],
      ['b', 'y', undefined],
    ],
    [
      'for all into that for some pods, and stand for the others',
      [
        rule('bank/z', { ...forPods('x'), ...subsets('x') }),
        rule('bank/a', { ...subsets('y'), exportTo: ['.', 'other'] }),
      ],
      ['a', 'y', undefined],
    ],
    [
      'not for pods that have to carry more',
      [
        rule('bank/a', { ...forPods('client'), ...subsets('x') }),
        rule('bank/b', {
          workloadSelector: { matchLabels: { app: 'client', tier: 'x' } },
          ...subsets('y'),
        }),
      ],
      ['a', 'x', undefined],
    ],
    [
      'into one that fewer see',
      [
        rule('shop/a', { ...subsets('x'), exportTo: ['bank', 'other'] }),
        rule('shop/b', { ...subsets('y'), exportTo: ['bank', 'other', 'third'] }),
      ],
      ['ab', 'xy', undefined],
    ],
    [
      'in whatever order it is exported',
      [
        rule('shop/a', { ...subsets('x'), exportTo: ['bank', 'other'] }),
        rule('shop/b', { ...subsets('y'), exportTo: ['other', 'bank'] }),
      ],
      ['ab', 'xy', undefined],
    ],
    [
      'for the same pods',
      [
        rule('bank/a', { ...forPods('client'), ...subsets('x') }),
        rule('bank/b', { ...forPods('client'), ...subsets('y') }),
      ],
      ['ab', 'xy', undefined],
    ],
    [
      'not for other pods',
      [
        rule('bank/a', { ...forPods('client'), ...subsets('x') }),
        rule('bank/b', { ...forPods('x'), ...subsets('y') }),
      ],
      ['a', 'x', undefined],
    ],
    [
      'for all into that for some pods',
      [
        rule('bank/z', { ...forPods('client'), ...subsets('x') }),
        rule('bank/a', { ...subsets('y'), exportTo: ['.'] }),
      ],
      ['za', 'xy', undefined],
    ],
  ])('are merged %s', (_, manifests, expected) => {
    expect(merged(...manifests)).toEqual(expected);
  });

  test('keep what a subset says, and where', () => {
    const policy = { tls: { mode: 'DISABLE' } };
    const spec = { subsets: [{ name: 'v1', labels: { version: 'v1' }, trafficPolicy: policy }, {}] };
    const manifest = rule('shop/a', spec);
    expect(effective([manifest])).toEqual({
      host: HOST,
      namespace: 'shop',
      manifests: [manifest],
      exportTo: [],
      subsets: [
        { name: 'v1', labels: { version: 'v1' }, trafficPolicy: policy, manifest, index: 0 },
        { name: '', labels: {}, manifest, index: 1 },
      ],
    });
  });
});

/** @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-PortTrafficPolicy */
describe('the policy towards a subset at a port', () => {
  const A = { tls: { mode: 'SIMPLE' }, loadBalancer: { simple: 'RANDOM' }, tunnel: { protocol: 'CONNECT' } };
  const at80 = (settings: object) => ({
    portLevelSettings: [
      { port: { number: 81 }, tls: {} },
      { port: { number: 80 }, ...settings },
    ],
  });
  const policyOf = (spec: object, subset: string | null) =>
    trafficPolicy(effective([rule('shop/a', spec)]), subset, 80);
  const v1 = (policy: object) => ({ subsets: [{ name: 'v1', trafficPolicy: policy }, { name: 'v2' }] });
  const outlierDetection = { consecutive5xxErrors: 1 };
  test.each<[string, object, string | null, object]>([
    ['says nothing without one', {}, null, {}],
    ['is that of the rule', { trafficPolicy: A }, null, A],
    ['is that of the rule for a subset without', { trafficPolicy: A, ...v1({}) }, 'v2', A],
    ['of another subset does not count', { trafficPolicy: A, ...v1({ tls: { mode: 'DISABLE' } }) }, 'v2', A],
    [
      'is replaced field by field',
      { trafficPolicy: A, ...v1({ tls: { mode: 'DISABLE' } }) },
      'v1',
      { ...A, tls: { mode: 'DISABLE' } },
    ],
    [
      'of the subset adds to it',
      { trafficPolicy: A, ...v1({ outlierDetection }) },
      'v1',
      { ...A, outlierDetection },
    ],
    [
      'of the port replaces four',
      { trafficPolicy: { ...A, ...at80({ outlierDetection }) } },
      null,
      { tunnel: A.tunnel, outlierDetection },
    ],
    [
      'of the port of a subset too',
      { trafficPolicy: A, ...v1(at80({ tls: { mode: 'MUTUAL' } })) },
      'v1',
      { tunnel: A.tunnel, tls: { mode: 'MUTUAL' } },
    ],
    [
      'has all fields',
      { trafficPolicy: { connectionPool: {}, proxyProtocol: {}, retryBudget: {}, other: {} } },
      null,
      { connectionPool: {}, proxyProtocol: {}, retryBudget: {} },
    ],
  ])('%s', (_, spec, subset, expected) => {
    expect(policyOf(spec, subset)).toEqual(expected);
  });

  test('is none without a rule', () => {
    expect(trafficPolicy(undefined, 'v1', 80)).toEqual({});
  });
});
