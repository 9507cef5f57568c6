import { describe, expect, test } from '@jest/globals';
import { ask, simulatorOf } from './shop';
import type { JsonObject } from '../../lib/vocabulary/json';
import { filterEffects, redirectFilter, rewriteFilter } from '../../lib/simulate/gateway-api-filters';
import { grpcRouteMatch, httpRouteMatch } from '../../lib/simulate/gateway-api-match';
import { preparedRequest } from '../../lib/simulate/prepared-request';
import type { PathMatch } from '../../lib/simulate/route-match';

const prefix = (value: string): PathMatch => ({ kind: 'segments', value });

/** @see https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule */
test.each([
  [httpRouteMatch({}), { kind: 'prefix', value: '/' }, [2, 1, 0, 0, 0]],
  [httpRouteMatch({ path: { value: '/a/' } }), prefix('/a'), [2, 2, 0, 0, 0]],
  [httpRouteMatch({ path: { value: '/' } }), { kind: 'prefix', value: '/' }, [2, 1, 0, 0, 0]],
  [
    httpRouteMatch({ path: { type: 'Exact', value: '/a/' } }),
    { kind: 'exact', value: '/a/' },
    [3, 3, 0, 0, 0],
  ],
  [
    httpRouteMatch({ path: { type: 'RegularExpression', value: '/.' } }),
    { kind: 'regex', value: '/.' },
    [1, 2, 0, 0, 0],
  ],
  [
    httpRouteMatch({ method: 'GET', headers: [{}, {}], queryParams: [{}] }),
    { kind: 'prefix', value: '/' },
    [2, 1, 1, 2, 1],
  ],
  [grpcRouteMatch({}), { kind: 'prefix', value: '/' }, [2, 1, 0, 0, 0]],
  [grpcRouteMatch({ method: { service: 'a.B' } }), { kind: 'prefix', value: '/a.B/' }, [2, 5, 0, 0, 0]],
  [
    grpcRouteMatch({ method: { service: 'a.B', method: 'C' }, headers: [{}] }),
    { kind: 'exact', value: '/a.B/C' },
    [3, 6, 0, 1, 0],
  ],
  [grpcRouteMatch({ method: { method: 'C' } }), { kind: 'regex', value: '/[^/]+/C' }, [1, 8, 0, 0, 0]],
  [
    grpcRouteMatch({ method: { service: 'a.*', type: 'RegularExpression' } }),
    { kind: 'regex', value: '/a.*/[^/]+' },
    [1, 10, 0, 0, 0],
  ],
])('the match %# has a path and a rank', ({ match, rank }, path, expected) => {
  expect([match.path, rank]).toEqual([path, expected]);
});

describe('filters', () => {
  test('of headers work one after the other, each on its side', () => {
    const set = (type: string, field: string, value: string) => ({
      type,
      [field]: { set: [{ name: 'X', value }] },
    });
    const request = set('RequestHeaderModifier', 'requestHeaderModifier', '1');
    const response = set('ResponseHeaderModifier', 'responseHeaderModifier', '2');
    const more = {
      type: 'RequestHeaderModifier',
      requestHeaderModifier: {
        add: [{ name: 'x', value: '3' }, { name: 'Y', value: '4' }, {}],
        remove: ['Z'],
      },
    };
    expect(filterEffects([request, response], [more])).toEqual({
      request: { remove: ['z'], set: { x: '1,3' }, add: { y: '4', '': '' } },
      response: { remove: [], set: { x: '2' }, add: {} },
    });
    const foreign = { type: 'URLRewrite', requestHeaderModifier: { set: [{ name: 'x', value: '1' }] } };
    expect(filterEffects([foreign]).request.set).toEqual({});
  });

  const located = (fields: JsonObject, url: string, listener = 80, tls = false, match = prefix('/api')) => {
    const filters = [{ type: 'Other' }, { type: 'RequestRedirect', requestRedirect: fields }];
    const found = redirectFilter(filters, match, listener, tls);
    return [found?.status, found?.location(preparedRequest({ from: 'x', request: `GET ${url}` }))];
  };
  test.each([
    [{}, 'http://a.test/api?q', 80, false, [302, 'http://a.test/api?q']],
    [{ statusCode: 301 }, 'http://a.test/api', 8080, false, [301, 'http://a.test:8080/api']],
    [{ scheme: 'https' }, 'http://a.test/api', 8080, false, [302, 'https://a.test/api']],
    [{ scheme: 'http' }, 'https://a.test/api', 443, true, [302, 'http://a.test/api']],
    [{}, 'https://a.test/api', 443, true, [302, 'https://a.test/api']],
    [{}, 'https://a.test/api', 80, true, [302, 'https://a.test:80/api']],
    [{ scheme: 'https', port: 443 }, 'http://a.test/api', 80, false, [302, 'https://a.test/api']],
    [{ port: 443 }, 'http://a.test/api', 80, false, [302, 'http://a.test:443/api']],
    [{ hostname: 'b.test' }, 'http://a.test:81/api', 80, false, [302, 'http://b.test/api']],
    [
      { path: { replacePrefixMatch: '/v1/' } },
      'http://a.test/api/x?q',
      80,
      false,
      [302, 'http://a.test/v1/x?q'],
    ],
  ])('redirect by %j from %s at %d (TLS: %s)', (fields, url, listener, tls, expected) => {
    expect(located(fields, url, listener, tls)).toEqual(expected);
    expect(
      redirectFilter([{ type: 'URLRewrite', requestRedirect: fields }], prefix('/'), 80, false),
    ).toBeUndefined();
  });

  test.each([
    [{ replacePrefixMatch: '/v1' }, prefix('/api'), '/api/x', '/v1/x'],
    [{ replacePrefixMatch: '/v1' }, prefix('/api'), '/api', '/v1'],
    [{ replacePrefixMatch: '/' }, prefix('/api'), '/api', '/'],
    [{ replacePrefixMatch: '' }, prefix('/api'), '/api/x', '/x'],
    [{ replacePrefixMatch: '/v1' }, { kind: 'prefix', value: '/' } as const, '/x', '/v1/x'],
    [{ replaceFullPath: '/all', replacePrefixMatch: '/v1' }, prefix('/api'), '/api/x', '/all'],
    [{}, prefix('/api'), '/api/x', undefined],
  ])('rewrite by %j after %j: %s becomes %s', (path, match, from, expected) => {
    const found = rewriteFilter([{ type: 'URLRewrite', urlRewrite: { path } }], match);
    expect(found.path?.(from)).toBe(expected);
    expect(found).not.toHaveProperty('authority');
    expect(rewriteFilter([{ type: 'Other', urlRewrite: { path, hostname: 'b' } }], match)).toEqual({});
  });
});

describe('a rule', () => {
  const asked = (rule: string, path = '') =>
    ask(
      simulatorOf(`
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: gw, namespace: shop}
spec: {gatewayClassName: istio, listeners: [{name: http, port: 80, protocol: HTTP}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: r, namespace: shop}
spec: {parentRefs: [{name: gw}], rules: [${rule}]}`),
      `GET a.com/${path}`,
    );
  const WEB = 'backendRefs: [{name: web, port: 80}]';
  const mirror = (fields: string) =>
    `{filters: [{type: RequestMirror, requestMirror: {backendRef: {name: api, port: 80}, ${fields}}}], ${WEB}}`;
  const OK = 'route r#0 | web.shop:80';
  const STANDARD = 'connect-failure,refused-stream,unavailable,cancelled';
  test.each([
    [mirror('fraction: {numerator: 1, denominator: 4}'), `${OK} | mirror api.shop:80 25%`],
    [mirror('fraction: {numerator: 7}'), `${OK} | mirror api.shop:80 7%`],
    [mirror('percent: 0'), OK],
    [mirror('fraction: {numerator: 0}'), OK],
    [`{timeouts: {backendRequest: 2s}, ${WEB}}`, `${OK} | timeout 2s`],
    [`{timeouts: {request: 1s, backendRequest: 2s}, ${WEB}}`, `${OK} | timeout 1s`],
    [`{retry: {}, ${WEB}}`, OK],
    [`{retry: {attempts: 3}, ${WEB}}`, `${OK} | retries 3 on ${STANDARD}`],
    [`{retry: {attempts: 0}, ${WEB}}`, `${OK} | no retries`],
    [
      `{retry: {attempts: 1, codes: [500, 503]}, timeouts: {request: 4s, backendRequest: 2s}, ${WEB}}`,
      `${OK} | timeout 4s | retries 1 on ${STANDARD},500,503 each 2s`,
    ],
    [`{name: named, ${WEB}}`, 'route r#named | web.shop:80'],
    [
      '{backendRefs: [{kind: Hostname, group: networking.istio.io, name: web.shop.svc.cluster.local, port: 80}]}',
      OK,
    ],
    [
      '{backendRefs: [{name: web, port: 80, weight: 0}, {name: api, port: 80, weight: 0}]}',
      'direct_response 500 r#0',
    ],
  ])('%s: %s', (rule, expected) => {
    expect(asked(rule)).toBe(expected);
  });

  test('among several, the most particular match of each answers', () => {
    const rules = `{matches: [{path: {type: Exact, value: /a}}, {path: {value: /}}], ${WEB}}, {matches: [{path: {value: /a}}], backendRefs: [{name: api, port: 80}]}`;
    expect(['a', 'a/b', 'b'].map((path) => asked(rules, path))).toEqual([OK, 'route r#1 | api.shop:80', OK]);
  });
});
