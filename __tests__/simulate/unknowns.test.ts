import { describe, expect, test } from '@jest/globals';
import { client, gateway, routes, simulatorOf } from './shop';

const injected =
  '{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {istio-injection: enabled}}}';
const toWeb = routes('- route: [{destination: {host: web}}]');
const fromGateway = 'gateway:shop/gw:80';

function object(kind: string, spec: string, namespace = 'shop'): string {
  const group = kind === 'EnvoyFilter' ? 'networking.istio.io/v1alpha3' : 'extensions.istio.io/v1alpha1';
  return `{apiVersion: ${group}, kind: ${kind}, metadata: {name: x, namespace: ${namespace}}, spec: ${spec}}`;
}

function filter(context: string, selector = ''): string {
  const patch = `{applyTo: HTTP_FILTER, match: {context: ${context}}, patch: {operation: ADD, value: {name: y}}}`;
  return object('EnvoyFilter', `{${selector} configPatches: [${patch}]}`);
}

const limit = object(
  'EnvoyFilter',
  `{workloadSelector: {labels: {app: web}}, configPatches: [{applyTo: HTTP_FILTER, match: {context: SIDECAR_INBOUND},
    patch: {operation: INSERT_BEFORE, value: {typed_config: {
      '@type': type.googleapis.com/envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit,
      token_bucket: {max_tokens: 100, tokens_per_fill: 10, fill_interval: 1s}}}}}]}`,
);

describe('what code in the proxies does is unknown, and said', () => {
  test.each<[string, string, string, string | undefined]>([
    ['a filter of gateways, at one', filter('GATEWAY'), fromGateway, 'EnvoyFilter shop/x may change'],
    ['a filter of gateways, from a workload', filter('GATEWAY'), client, undefined],
    [
      'a filter of what leaves, from a workload',
      filter('SIDECAR_OUTBOUND'),
      client,
      'EnvoyFilter shop/x may change',
    ],
    ['a filter of what arrives', filter('SIDECAR_INBOUND'), fromGateway, 'EnvoyFilter shop/x may change'],
    ['a filter of all', filter('ANY'), fromGateway, 'EnvoyFilter shop/x may change'],
    [
      'a filter of the mesh',
      filter('ANY').replace('namespace: shop', 'namespace: istio-system'),
      client,
      'EnvoyFilter istio-system/x',
    ],
    [
      'a filter of another namespace',
      filter('ANY').replace('namespace: shop', 'namespace: bank'),
      client,
      undefined,
    ],
    ['a filter of other pods', filter('ANY', 'workloadSelector: {labels: {app: api}},'), client, undefined],
    [
      'a plugin of servers',
      object('WasmPlugin', '{selector: {matchLabels: {app: web}}}'),
      fromGateway,
      'WasmPlugin shop/x may change',
    ],
    [
      'a plugin of a gateway',
      object('WasmPlugin', '{selector: {matchLabels: {istio: ingress}}}'),
      fromGateway,
      'WasmPlugin shop/x may change',
    ],
    [
      'a plugin of clients alone',
      object('WasmPlugin', '{selector: {matchLabels: {app: web}}, match: [{mode: CLIENT}]}'),
      fromGateway,
      undefined,
    ],
    [
      'an extension of servers',
      object('TrafficExtension', '{selector: {matchLabels: {app: web}}, match: [{mode: SERVER}]}'),
      client,
      'TrafficExtension shop/x may change',
    ],
    [
      'a limit of rates',
      limit,
      fromGateway,
      'EnvoyFilter shop/x lets 100 requests at once and 10 more every 1s pass each proxy, and answers others with 429',
    ],
  ])('%s', (_, document, from, expected) => {
    const host = from === client ? 'web' : 'a.com';
    const answer = simulatorOf(injected, gateway, toWeb, document).answer({
      from,
      request: `GET http://${host}/`,
    });
    expect(answer.outcome).toBe('route');
    expect(answer.unknown).toEqual(expected === undefined ? [] : [expect.stringContaining(expected)]);
    expect(answer.trace.filter((step) => step.startsWith('unknown because'))).toHaveLength(
      answer.unknown.length,
    );
  });
});

describe('routes by the claims of a token', () => {
  const tokens = `
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: jwt, namespace: shop}
spec: {selector: {matchLabels: {istio: ingress}}, jwtRules: [{issuer: me}]}`;
  const token = (claims: object): Record<string, string> => ({
    Authorization: `Bearer e30.${Buffer.from(JSON.stringify({ iss: 'me', ...claims })).toString('base64url')}.x`,
  });

  test.each<[string, Record<string, string>, string]>([
    [`headers: {'@request.auth.claims.role': {exact: admin}}`, token({ role: 'admin' }), 'api'],
    [`headers: {'@request.auth.claims.role': {exact: admin}}`, token({ role: 'user' }), 'web'],
    [`headers: {'@request.auth.claims.role': {exact: admin}}`, token({ role: ['user', 'admin'] }), 'api'],
    [`headers: {'@request.auth.claims.role': {exact: admin}}`, {}, 'web'],
    [
      `headers: {'@request.auth.claims.role': {exact: admin}}`,
      { '@request.auth.claims.role': 'admin' },
      'web',
    ],
    [`headers: {'@request.auth.claims.role': {prefix: adm}}`, token({ role: 'admin' }), 'api'],
    [
      `headers: {'@request.auth.claims[group][id]': {regex: 'g[0-9]'}}`,
      token({ group: { id: 'g7' } }),
      'api',
    ],
    [`headers: {'@request.auth.claims.group.id': {exact: g7}}`, token({ group: { id: 'g7' } }), 'api'],
    [`withoutHeaders: {'@request.auth.claims.role': {exact: admin}}`, token({ role: 'admin' }), 'web'],
    [`withoutHeaders: {'@request.auth.claims.role': {exact: admin}}`, token({}), 'api'],
  ])('%s %j: %s', (match, headers, service) => {
    const simulator = simulatorOf(
      gateway,
      tokens,
      routes(`
- match: [{${match}}]
  route: [{destination: {host: api, port: {number: 80}}}]
- route: [{destination: {host: web}}]`),
    );
    const answer = simulator.answer({ from: fromGateway, request: 'GET http://a.com/', headers });
    expect(answer.destinations.map(({ host }) => host.split('.')[0])).toEqual([service]);
  });
});
