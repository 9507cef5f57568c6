import { describe, expect, test } from '@jest/globals';
import { client as workload, gateway, meshOf, routes } from './shop';
import type { Call } from '../../lib/simulate/call';
import { Simulator } from '../../lib/simulate/simulator';

const ROUTE = routes('- route: [{destination: {host: web}}]');
const INSIDE = '10.1.2.3';
const OUTSIDE = '192.0.2.1';

function policy(rule: string, action = 'ALLOW', app = 'istio: ingress'): string {
  return `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: p, namespace: shop}
spec: {selector: {matchLabels: {${app}}}, action: ${action}, rules: [{${rule}}]}`;
}

const from = (fields: string): string => `from: [{source: {${fields}}}]`;
const when = (key: string): string => `when: [{key: ${key}, values: [10.0.0.0/8]}]`;
const IN = from('ipBlocks: [10.0.0.0/8]');
const NOT_IN = from('notIpBlocks: [10.0.0.0/8]');
const UNKNOWN = ['AuthorizationPolicy shop/p asks for an address that is not known'];

/** Whether a request is allowed, and what of that is unknown. */
function asked(
  documents: readonly string[],
  { from: entry = 'gateway:shop/gw:80', sourceIp, headers = {} }: Partial<Call>,
): readonly unknown[] {
  const host = entry === workload ? 'web' : 'a.com';
  const { authorization, unknown } = new Simulator(meshOf(gateway, ROUTE, ...documents)).answer({
    from: entry,
    request: `GET http://${host}/`,
    headers,
    ...(sourceIp === undefined ? {} : { sourceIp }),
  });
  return [authorization.allowed, ...unknown];
}

/** @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source */
describe('the address that calls a gateway', () => {
  test.each([
    [IN, 'ALLOW', INSIDE, [true]],
    [IN, 'ALLOW', OUTSIDE, [false]],
    [IN, 'ALLOW', undefined, [false, ...UNKNOWN]],
    [IN, 'DENY', INSIDE, [false]],
    [IN, 'DENY', undefined, [true, ...UNKNOWN]],
    [NOT_IN, 'ALLOW', INSIDE, [false]],
    [NOT_IN, 'ALLOW', OUTSIDE, [true]],
    [NOT_IN, 'ALLOW', undefined, [true, ...UNKNOWN]],
    [NOT_IN, 'DENY', undefined, [false, ...UNKNOWN]],
    [from('remoteIpBlocks: [10.0.0.0/8]'), 'ALLOW', INSIDE, [true]],
    [from('remoteIpBlocks: [10.0.0.0/8]'), 'ALLOW', undefined, [false, ...UNKNOWN]],
    [from('notRemoteIpBlocks: [10.0.0.0/8]'), 'ALLOW', INSIDE, [false]],
    [when('source.ip'), 'ALLOW', INSIDE, [true]],
    [when('remote.ip'), 'ALLOW', OUTSIDE, [false]],
    [when('destination.ip'), 'ALLOW', INSIDE, [false, ...UNKNOWN]],
    [from('ipBlocks: [2001:db8::/32]'), 'ALLOW', '2001:db8::7', [true]],
    ['to: [{operation: {methods: [POST]}}], ' + IN, 'ALLOW', undefined, [false]],
  ])('%s %s %s', (rule, action, sourceIp, expected) => {
    expect(asked([policy(rule, action)], sourceIp === undefined ? {} : { sourceIp })).toEqual(expected);
  });

  test('nothing is unknown where another policy decides', () => {
    const all = policy('to: [{operation: {methods: [GET]}}]').replace('name: p', 'name: all');
    expect(asked([policy(IN), all], {})).toEqual([true]);
  });
});

/** @see https://istio.io/latest/docs/ops/configuration/traffic-management/network-topologies/ */
describe('the original client', () => {
  const remote = policy(from('remoteIpBlocks: [10.0.0.0/8]'));
  const trusting = (proxies: number): string => `
apiVersion: v1
kind: ConfigMap
metadata: {name: istio, namespace: istio-system}
data: {mesh: '{defaultConfig: {gatewayTopology: {numTrustedProxies: ${proxies}}}}'}`;
  test.each([
    ['nobody is trusted', [], INSIDE, OUTSIDE, false],
    ['the last proxy', [trusting(1)], INSIDE, OUTSIDE, true],
    ['the last two', [trusting(2)], `${INSIDE}, ${OUTSIDE}`, OUTSIDE, true],
    ['fewer addresses than proxies', [trusting(2)], OUTSIDE, INSIDE, true],
  ])('%s', (_, settings, forwardedFor, sourceIp, allowed) => {
    const headers = { 'X-Forwarded-For': forwardedFor };
    expect(asked([remote, ...settings], { sourceIp, headers })).toEqual([allowed]);
  });
});

describe('the address that calls a server', () => {
  const web = (rule: string): string => policy(rule, 'ALLOW', 'app: web');
  const injected =
    '{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {istio-injection: enabled}}}';
  test.each([
    ['is the pod', IN, workload, {}, [true]],
    ['is named by the pod as the original one', from('remoteIpBlocks: [10.0.0.0/8]'), workload, {}, [true]],
    [
      'or is forwarded',
      from('remoteIpBlocks: [10.0.0.0/8]'),
      workload,
      { 'x-forwarded-for': OUTSIDE },
      [false],
    ],
    ['is that of the gateway', IN, 'gateway:shop/gw:80', {}, [false, ...UNKNOWN]],
    [
      'behind which the original one is known',
      from('remoteIpBlocks: [10.0.0.0/8]'),
      'gateway:shop/gw:80',
      {},
      [true],
    ],
  ])('%s', (_, rule, entry, headers, expected) => {
    expect(asked([injected, web(rule)], { from: entry, sourceIp: INSIDE, headers })).toEqual(expected);
  });
});

test('what is no address is refused', () => {
  expect(() => asked([], { sourceIp: '10.0.0.0/8' })).toThrow("sourceIp '10.0.0.0/8' is no IP address");
});
