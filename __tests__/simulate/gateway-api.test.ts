import { describe, expect, test } from '@jest/globals';
import { ask, simulatorOf } from './shop';

function k8sGateway(listeners = '{name: http, port: 80, protocol: HTTP}'): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: gw, namespace: shop}
spec: {gatewayClassName: istio, listeners: [${listeners}]}`;
}

function httpRoute(name: string, rules: string, more = 'hostnames: [a.com]', namespace = 'shop'): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: ${name}, namespace: ${namespace}}
spec: {parentRefs: [{name: gw, namespace: shop}], ${more}, rules: [${rules}]}`;
}

const WEB = 'backendRefs: [{name: web, port: 80}]';
const API = 'backendRefs: [{name: api, port: 80}]';

function asked(request: string, ...documents: readonly string[]): string {
  return ask(simulatorOf(k8sGateway(), ...documents), `GET ${request}`);
}

/** @see https://gateway-api.sigs.k8s.io/reference/spec/#httproutematch */
describe('matches', () => {
  const YES = 'route hit#0 | web.shop:80';
  const NO = 'no_route 404';
  test.each([
    ['{path: {type: PathPrefix, value: /api}}', 'a.com/api', YES],
    ['{path: {type: PathPrefix, value: /api}}', 'a.com/api/x', YES],
    ['{path: {type: PathPrefix, value: /api}}', 'a.com/apix', NO],
    ['{path: {type: PathPrefix, value: /api/}}', 'a.com/api', YES],
    ['{path: {type: PathPrefix, value: /}}', 'a.com/x', YES],
    ['{path: {type: Exact, value: /api}}', 'a.com/api', YES],
    ['{path: {type: Exact, value: /api}}', 'a.com/api/', NO],
    ['{path: {type: RegularExpression, value: "/v[0-9]"}}', 'a.com/v1', YES],
    ['{path: {type: RegularExpression, value: "/v[0-9]"}}', 'a.com/v1/x', NO],
    ['{path: {value: /api}}', 'a.com/api/x', YES],
    ['{method: GET}', 'a.com/', YES],
    ['{method: POST}', 'a.com/', NO],
    ['{headers: [{name: X-User, value: bob}]}', 'a.com/ x-user=bob', YES],
    ['{headers: [{name: x-user, value: bob}]}', 'a.com/', NO],
    ['{headers: [{name: x-user, type: RegularExpression, value: "b.*"}]}', 'a.com/ x-user=bob', YES],
    ['{queryParams: [{name: v, value: "2"}]}', 'a.com/?v=2', YES],
    ['{queryParams: [{name: v, value: "2"}]}', 'a.com/?v=1', NO],
    ['{method: GET, path: {value: /x}}', 'a.com/y', NO],
    ['{path: {value: /x}}, {path: {value: /y}}', 'a.com/y', YES],
  ])('%s of %s: %s', (match, request, expected) => {
    expect(asked(request, httpRoute('hit', `{matches: [${match}], ${WEB}}`))).toBe(expected);
  });
});

/** @see https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule */
describe('precedence', () => {
  const EXACT = '{path: {type: Exact, value: /a/b}}';
  const LONG = '{path: {value: /a/b}}';
  const SHORT = '{path: {value: /a}}';
  const METHOD = '{path: {value: /a}, method: GET}';
  const HEADER = '{path: {value: /a}, headers: [{name: x, value: "1"}]}';
  const QUERY = '{path: {value: /a}, queryParams: [{name: q, value: "1"}]}';
  test.each([
    ['an exact path before a prefix', LONG, EXACT, 'second'],
    ['the longer prefix', SHORT, LONG, 'second'],
    ['a method', SHORT, METHOD, 'second'],
    ['a header', SHORT, HEADER, 'second'],
    ['a method before a header', HEADER, METHOD, 'second'],
    ['a query parameter', SHORT, QUERY, 'second'],
    ['a header before a query parameter', QUERY, HEADER, 'second'],
    ['the first of equals', SHORT, SHORT, 'first'],
  ])('%s', (_, first, second, expected) => {
    const rules = (name: string, match: string): string => `{name: ${name}, matches: [${match}], ${WEB}}`;
    const one = httpRoute('one', `${rules('first', first)}, ${rules('second', second)}`);
    expect(asked('a.com/a/b?q=1 x=1', one)).toBe(`route one#${expected} | web.shop:80`);
    const two = [httpRoute('a', rules('first', first)), httpRoute('b', rules('second', second))];
    expect(asked('a.com/a/b?q=1 x=1', ...two)).toContain(`#${expected} |`);
  });

  test('of equals the older object goes first', () => {
    const old = httpRoute('z', `{${API}}`).replace(
      'name: z',
      "name: z, creationTimestamp: '2026-01-01T00:00:00Z'",
    );
    const young = httpRoute('a', `{${WEB}}`).replace(
      'name: a',
      "name: a, creationTimestamp: '2026-02-01T00:00:00Z'",
    );
    expect(asked('a.com/', young, old)).toBe('route z#0 | api.shop:80');
  });
});

/** @see https://gateway-api.sigs.k8s.io/reference/spec/#httproutefilter */
describe('filters', () => {
  const on = (filter: string): string =>
    httpRoute('r', `{matches: [{path: {value: /api}}], filters: [${filter}], ${WEB}}`);
  const OK = 'route r#0 | web.shop:80';
  test.each([
    [
      '{type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: X, value: "1"}], remove: [z]}}',
      'a.com/api',
      `${OK} | request -z | request x=1`,
    ],
    [
      '{type: ResponseHeaderModifier, responseHeaderModifier: {add: [{name: x, value: "1"}]}}',
      'a.com/api',
      `${OK} | response x+=1`,
    ],
    ['{type: URLRewrite, urlRewrite: {hostname: b.com}}', 'a.com/api', `${OK} | authority b.com`],
    [
      '{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /v1}}}',
      'a.com/api/x?q=1',
      `${OK} | path /v1/x?q=1`,
    ],
    [
      '{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /}}}',
      'a.com/api/x',
      `${OK} | path /x`,
    ],
    [
      '{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /}}}',
      'a.com/api',
      `${OK} | path /`,
    ],
    [
      '{type: URLRewrite, urlRewrite: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /v1/}}}',
      'a.com/api/x',
      `${OK} | path /v1/x`,
    ],
    [
      '{type: URLRewrite, urlRewrite: {path: {type: ReplaceFullPath, replaceFullPath: /all}}}',
      'a.com/api/x',
      `${OK} | path /all`,
    ],
    [
      '{type: RequestMirror, requestMirror: {backendRef: {name: api, port: 9000}}}',
      'a.com/api',
      `${OK} | mirror api.shop:9000 100%`,
    ],
    [
      '{type: RequestMirror, requestMirror: {backendRef: {name: api, port: 80}, percent: 5}}',
      'a.com/api',
      `${OK} | mirror api.shop:80 5%`,
    ],
    [
      '{type: RequestRedirect, requestRedirect: {scheme: https}}',
      'a.com/api',
      'redirect 302 r#0 | https://a.com/api',
    ],
    [
      '{type: RequestRedirect, requestRedirect: {hostname: b.com, statusCode: 301}}',
      'a.com/api?q=1',
      'redirect 301 r#0 | http://b.com/api?q=1',
    ],
    [
      '{type: RequestRedirect, requestRedirect: {port: 8443}}',
      'a.com/api',
      'redirect 302 r#0 | http://a.com:8443/api',
    ],
    [
      '{type: RequestRedirect, requestRedirect: {path: {type: ReplacePrefixMatch, replacePrefixMatch: /v1}}}',
      'a.com/api/x',
      'redirect 302 r#0 | http://a.com/v1/x',
    ],
    [
      '{type: RequestRedirect, requestRedirect: {path: {type: ReplaceFullPath, replaceFullPath: /x}}}',
      'a.com/api',
      'redirect 302 r#0 | http://a.com/x',
    ],
  ])('%s', (filter, request, expected) => {
    expect(asked(request, on(filter))).toBe(expected);
  });
});

/** @see https://gateway-api.sigs.k8s.io/reference/spec/#httpbackendref */
describe('backends', () => {
  const grant = `
apiVersion: gateway.networking.k8s.io/v1beta1
kind: ReferenceGrant
metadata: {name: g, namespace: bank}
spec: {from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop}], to: [{group: '', kind: Service}]}`;
  test.each([
    [
      '{name: web, port: 80}, {name: api, port: 80, weight: 3}',
      [],
      'route r#0 | web.shop:80 25% + api.shop:80 75%',
    ],
    ['{name: web, port: 80, weight: 0}, {name: api, port: 80}', [], 'route r#0 | api.shop:80'],
    ['{name: web, port: 80, weight: 0}', [], 'direct_response 500 r#0'],
    ['{name: ghost, port: 80}', [], 'route 500 r#0 | ghost.shop:80 (nobody)'],
    ['{name: ledger, namespace: bank, port: 7000}', [], 'route 500 r#0 | ledger.bank:7000 (nobody)'],
    ['{name: ledger, namespace: bank, port: 7000}', [grant], 'route r#0 | ledger.bank:7000'],
    [
      '{name: ledger, namespace: bank, port: 7000}',
      [grant.replace('namespace: shop', 'namespace: other')],
      'route 500 r#0 | ledger.bank:7000 (nobody)',
    ],
    [
      '{name: web, port: 80, filters: [{type: RequestHeaderModifier, requestHeaderModifier: {set: [{name: x, value: "1"}]}}]}',
      [],
      'route r#0 | web.shop:80 | request x=1',
    ],
  ])('%s', (backends, documents, expected) => {
    expect(asked('a.com/', httpRoute('r', `{backendRefs: [${backends}]}`), ...documents)).toBe(expected);
  });

  test('timeouts', () => {
    const rule = `{timeouts: {request: 15s, backendRequest: 2s}, ${WEB}}`;
    expect(asked('a.com/', httpRoute('r', rule))).toBe('route r#0 | web.shop:80 | timeout 15s');
  });
});

/** @see https://gateway-api.sigs.k8s.io/concepts/api-overview/#attaching-routes-to-gateways */
describe('attachment', () => {
  const listener = (more: string): string => k8sGateway(`{name: http, port: 80, protocol: HTTP${more}}`);
  const OK = 'route r#0 | web.shop:80';
  const route = httpRoute('r', `{${WEB}}`);
  test.each([
    ['the same namespace', listener(''), route, 'a.com/', OK],
    ['another host', listener(''), route, 'b.com/', 'no_route 404'],
    ['no host at all', listener(''), httpRoute('r', `{${WEB}}`, 'hostnames: []'), 'b.com/', OK],
    [
      "the listener's host",
      listener(', hostname: "*.a.com"'),
      httpRoute('r', `{${WEB}}`, 'hostnames: []'),
      'b.com/',
      'no_route 404',
    ],
    [
      'the narrower host',
      listener(', hostname: "*.a.com"'),
      httpRoute('r', `{${WEB}}`, 'hostnames: [x.a.com, b.com]'),
      'x.a.com/',
      OK,
    ],
    [
      'not the host outside',
      listener(', hostname: "*.a.com"'),
      httpRoute('r', `{${WEB}}`, 'hostnames: [x.a.com, b.com]'),
      'b.com/',
      'no_route 404',
    ],
    [
      'another namespace',
      listener(''),
      httpRoute('r', `{backendRefs: [{name: ledger, port: 7000}]}`, 'hostnames: [a.com]', 'bank'),
      'a.com/',
      'no_route 404',
    ],
    [
      'all namespaces',
      listener(', allowedRoutes: {namespaces: {from: All}}'),
      httpRoute('r', `{backendRefs: [{name: ledger, port: 7000}]}`, 'hostnames: [a.com]', 'bank'),
      'a.com/',
      'route bank/r#0 | ledger.bank:7000',
    ],
    [
      'another section',
      listener(''),
      route.replace('namespace: shop}]', 'namespace: shop, sectionName: other}]'),
      'a.com/',
      'no_route 404',
    ],
  ])('%s', (_, gateway, attached, request, expected) => {
    expect(ask(simulatorOf(gateway, attached), `GET ${request}`)).toBe(expected);
  });

  test('a policy may be attached to the Gateway', () => {
    const policy = `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: p, namespace: shop}
spec:
  action: DENY
  targetRefs: [{group: gateway.networking.k8s.io, kind: Gateway, name: gw}]
  rules: [{}]`;
    expect(asked('a.com/', route, policy)).toBe('denied 403 | denied by shop/p');
  });
});

/** @see https://gateway-api.sigs.k8s.io/reference/spec/#grpcroute */
describe('GRPCRoutes', () => {
  const grpc = (match: string): string => `
apiVersion: gateway.networking.k8s.io/v1
kind: GRPCRoute
metadata: {name: g, namespace: shop}
spec: {parentRefs: [{name: gw}], rules: [{matches: [${match}], ${WEB}}]}`;
  const YES = 'route g#0 | web.shop:80';
  test.each([
    ['{method: {service: shop.Cart, method: Add}}', '/shop.Cart/Add', YES],
    ['{method: {service: shop.Cart, method: Add}}', '/shop.Cart/Get', 'no_route 404'],
    ['{method: {service: shop.Cart}}', '/shop.Cart/Get', YES],
    ['{method: {method: Add}}', '/any/Add', YES],
    ['{method: {type: RegularExpression, service: "shop[.].*"}}', '/shop.Cart/Get', YES],
    ['{headers: [{name: x, value: "1"}]}', '/a/b', 'no_route 404'],
  ])('%s of %s: %s', (match, path, expected) => {
    expect(asked(`a.com${path}`, grpc(match))).toBe(expected);
  });
});
