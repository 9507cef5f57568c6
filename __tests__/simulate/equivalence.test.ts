import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Manifest } from '../../lib/mesh/manifest';
import { equivalence } from '../../lib/simulate/equivalence';
import { gateway, meshOf, routes } from './shop';

const injected = ['shop', 'bank'].map(
  (name) =>
    `{apiVersion: v1, kind: Namespace, metadata: {name: ${name}, labels: {istio-injection: enabled}}}`,
);

function manifests(...documents: readonly string[]): readonly Manifest[] {
  return meshOf(...injected, gateway, ...documents).manifests;
}

/** The differences between two sets, each as `request from place: old -> new`. */
function differences(old: readonly string[], changed: readonly string[]): readonly string[] {
  return equivalence(manifests(...old), manifests(...changed)).differences.map(
    ({ call, words }) =>
      `${call.request} ${JSON.stringify(call.headers ?? {})} from ${call.from}: ${words.old} -> ${words.new}`,
  );
}

const split = (v1: number): string =>
  routes(`
- route:
    - {destination: {host: web, subset: v1}, weight: ${v1}}
    - {destination: {host: web, subset: v2}, weight: ${100 - v1}}
`);

const rule = (v1: string, more = ''): string => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: web, namespace: shop}
spec:
  host: web
${more}
  subsets: [{name: v1, labels: {version: ${v1}}}, {name: v2, labels: {version: v2}}]
`;

const policy = (spec: string): string => `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: web, namespace: shop}
spec: {selector: {matchLabels: {app: web}}, ${spec}}
`;

const tokens = (issuer: string): string => `
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: web, namespace: shop}
spec: {selector: {matchLabels: {app: web}}, jwtRules: [{issuer: '${issuer}'}]}
`;

const to = (service: string, match: string, more = ''): string =>
  `- match: [${match}]\n  route: [{destination: {host: ${service}, port: {number: 80}}}]${more}\n`;
const rest = '- route: [{destination: {host: web}}]\n';

describe('what differs is found', () => {
  test.each<[string, readonly string[], readonly string[], RegExp]>([
    ['weights', [split(90), rule('v1')], [split(80), rule('v1')], /\(90 %\).* -> .*\(80 %\)/],
    [
      'an exact path',
      [routes(to('api', '{uri: {exact: /a}}') + rest)],
      [routes(to('api', '{uri: {exact: /b}}') + rest)],
      /a\.com\/a .*api.* -> .*web/,
    ],
    [
      'a prefix that loses its slash',
      [routes(to('api', '{uri: {prefix: /a/}}') + rest)],
      [routes(to('api', '{uri: {prefix: /a}}') + rest)],
      /a\.com\/ax? .*web.* -> .*api/,
    ],
    [
      'a regular expression',
      [routes(to('api', '{uri: {regex: "/v[0-9]+/(cat|dog)"}}') + rest)],
      [routes(to('api', '{uri: {regex: "/v[0-9]+/cat"}}') + rest)],
      /a\.com\/v0\/dog .*api.* -> .*web/,
    ],
    [
      'the order of routes of which both match',
      [routes(to('api', '{uri: {prefix: /a}}') + to('web', '{headers: {x: {exact: bob}}}') + rest)],
      [routes(to('web', '{headers: {x: {exact: bob}}}') + to('api', '{uri: {prefix: /a}}') + rest)],
      /a\.com\/a \{"x":"bob"\} .*api.* -> .*web/,
    ],
    [
      'a header that must be absent',
      [routes(to('api', '{withoutHeaders: {x: {}}}') + rest)],
      [routes(to('api', '{headers: {x: {}}}') + rest)],
      /a\.com\/ \{"x":"any"\} .*web.* -> .*api/,
    ],
    [
      'a parameter of the query',
      [routes(to('api', '{queryParams: {v: {exact: "2"}}}') + rest)],
      [routes(rest)],
      /a\.com\/\?v=2 .*api.* -> .*web/,
    ],
    [
      'a method',
      [routes(to('api', '{method: {exact: POST}}') + rest)],
      [routes(rest)],
      /^POST .*api.* -> .*web/,
    ],
    [
      'a timeout',
      [routes(to('api', '{}', '\n  timeout: 1s'))],
      [routes(to('api', '{}', '\n  timeout: 2s'))],
      /timeout 1s -> .*timeout 2s/,
    ],
    [
      'a host',
      [routes(rest, 'a.com')],
      [routes(rest, '*.a.com')],
      /http:\/\/any\.a\.com\/ .*no route 404 -> route/,
    ],
    ['labels of a subset', [split(90), rule('v1')], [split(90), rule('v2')], /web-1.* -> .*web-2/],
    [
      'a pool of connections',
      [split(90), rule('v1')],
      [split(90), rule('v1', '  trafficPolicy: {connectionPool: {tcp: {maxConnections: 1}}}')],
      /-> .*maxConnections/,
    ],
    [
      'a path of a policy',
      [routes(rest), policy('action: DENY, rules: [{to: [{operation: {paths: ["/admin*"]}}]}]')],
      [routes(rest), policy('action: DENY, rules: [{to: [{operation: {paths: ["/admin"]}}]}]')],
      /a\.com\/admin.+ .*denied 403 -> route/,
    ],
    [
      'who may call',
      [
        policy(
          'action: ALLOW, rules: [{from: [{source: {principals: ["cluster.local/ns/shop/sa/client"]}}]}]',
        ),
      ],
      [
        policy(
          'action: ALLOW, rules: [{from: [{source: {principals: ["cluster.local/ns/shop/sa/default"]}}]}]',
        ),
      ],
      /from workload:shop\/client: route.* -> denied 403/,
    ],
    [
      'a namespace that may call',
      [policy('action: ALLOW, rules: [{from: [{source: {namespaces: [shop]}}]}]')],
      [policy('action: ALLOW, rules: [{from: [{source: {namespaces: [shop, bank]}}]}]')],
      /from workload:bank\/ledger-1: denied 403 -> route/,
    ],
    [
      'a claim of a token',
      [
        tokens('me'),
        policy('action: ALLOW, rules: [{when: [{key: "request.auth.claims[role]", values: [admin]}]}]'),
      ],
      [
        tokens('me'),
        policy('action: ALLOW, rules: [{when: [{key: "request.auth.claims[role]", values: [user]}]}]'),
      ],
      /"Authorization":"Bearer .*denied 403/,
    ],
    ['the issuer of tokens', [tokens('me')], [tokens('you')], /"Authorization":"Bearer .*denied 401/],
    [
      'clients by their label',
      [routes(to('api', '{sourceLabels: {app: client}}') + rest, 'web').replace('gateways: [gw]', '')],
      [routes(rest, 'web').replace('gateways: [gw]', '')],
      /from workload:shop\/client: route to api.* -> route to web/,
    ],
  ])('%s', (_, old, changed, expected) => {
    const found = differences(old, changed);
    expect(found.join('\n')).toMatch(expected);
    // Both sides of the border differ in the same places when old and new change roles.
    expect(differences(changed, old)).toHaveLength(found.length);
  });

  test('a gateway that one side alone has', () => {
    const [found] = equivalence(meshOf().manifests, manifests(routes(rest))).differences;
    expect(found?.words.old).toBe('nothing is there');
    expect(found?.new?.trace.join()).toContain('enters at port 80');
  });
});

describe('what makes no difference is not found', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['the order of documents', [split(90), rule('v1')], [rule('v1'), split(90)]],
    ['weights of the same ratio', [split(50), rule('v1')], [split(50).replaceAll('50', '7'), rule('v1')]],
    [
      'the order of routes that no request has both of',
      [routes(to('api', '{uri: {exact: /a}}') + to('web', '{uri: {exact: /b}}'))],
      [routes(to('web', '{uri: {exact: /b}}') + to('api', '{uri: {exact: /a}}'))],
    ],
    [
      'a route behind one that takes everything',
      [routes(rest)],
      [routes(rest + to('api', '{uri: {exact: /a}}'))],
    ],
  ])('%s', (_, old, changed) => {
    expect(differences(old, changed)).toEqual([]);
  });

  test('it says how far it looked, and what it left', () => {
    const many = routes(
      Array.from({ length: 30 }, (_, index) =>
        to('api', `{uri: {exact: /${index}}, headers: {x: {exact: '${index}'}}}`),
      ).join('') + rest,
    );
    const { differences: found, explored } = equivalence(manifests(many), manifests(many), {
      requests: 1,
      entries: 1,
    });
    expect(found).toEqual([]);
    expect(explored.entries).toBe(1);
    expect(explored.hosts).toBe(2);
    expect(explored.requests).toBeGreaterThan(200);
    expect(explored.left.entries).toBeGreaterThan(0);
    expect(explored.left.requests).toBeGreaterThan(0);
  });
});

test('every set is equivalent to itself', () => {
  const text = fc.constantFrom('/', '/a', '/a/', '/[ab]+', 'x', '(a|b)?c{2}', '*');
  const matcher = fc.oneof(
    ...['exact', 'prefix', 'regex'].map((kind) => text.map((value) => ({ [kind]: value }))),
  );
  const match = fc.record(
    { uri: matcher, headers: fc.dictionary(fc.constantFrom('x', 'y'), matcher), method: matcher },
    { requiredKeys: [] },
  );
  const entry = fc.record({ match: fc.array(match), timeout: fc.constantFrom('1s', '2s') });
  fc.assert(
    fc.property(fc.array(entry, { minLength: 1, maxLength: 4 }), (entries) => {
      const http = entries.map((one) => ({ ...one, route: [{ destination: { host: 'web' } }] }));
      const document = routes(JSON.stringify(http));
      expect(equivalence(manifests(document), manifests(document)).differences).toEqual([]);
    }),
    { numRuns: 25 },
  );
});
