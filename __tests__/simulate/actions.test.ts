import { describe, expect, test } from '@jest/globals';
import { ask, gateway, routes, simulatorOf } from './shop';

/** What a route of the gateway does with a request. */
function does(route: string, request: string, ...more: readonly string[]): string {
  return ask(simulatorOf(gateway, routes(`- ${route}`), ...more), request);
}

const TO_WEB = 'route: [{destination: {host: web}}]';

/** @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRewrite */
describe('rewrite', () => {
  const BASE = 'route web#0 | web.shop:80';
  test.each([
    ['{uri: {prefix: /api}}', '{uri: /v1}', 'a.com/api/x', `${BASE} | path /v1/x`],
    ['{uri: {prefix: /api}}', '{uri: /v1}', 'a.com/api?q=1', `${BASE} | path /v1?q=1`],
    ['{uri: {prefix: /api/}}', '{uri: /}', 'a.com/api/x', `${BASE} | path /x`],
    ['{uri: {prefix: /}}', '{uri: /new}', 'a.com/api', `${BASE} | path /newapi`],
    ['{uri: {prefix: /api}}', '{uri: /}', 'a.com/api/x', `${BASE} | path //x`],
    ['{uri: {exact: /api}}', '{uri: /v1/all}', 'a.com/api?q=1', `${BASE} | path /v1/all?q=1`],
    ['{uri: {regex: "/a.*"}}', '{uri: /v1}', 'a.com/api/x', `${BASE} | path /v1`],
    ['{uri: {prefix: /API}, ignoreUriCase: true}', '{uri: /v1}', 'a.com/api/x', `${BASE} | path /v1/x`],
    [
      '{uri: {prefix: /}}',
      '{uriRegexRewrite: {match: "/a/(.*)", rewrite: "/b/\\\\1"}}',
      'a.com/a/x?q=1',
      `${BASE} | path /b/x?q=1`,
    ],
    [
      '{uri: {prefix: /}}',
      '{uriRegexRewrite: {match: "/([^/]+)/([^/]+)", rewrite: "/\\\\2/\\\\1"}}',
      'a.com/a/b',
      `${BASE} | path /b/a`,
    ],
    [
      '{uri: {prefix: /}}',
      '{uriRegexRewrite: {match: "o", rewrite: "0"}}',
      'a.com/foo',
      `${BASE} | path /f00`,
    ],
    ['{uri: {prefix: /}}', '{uriRegexRewrite: {match: "/.*", rewrite: ""}}', 'a.com/foo', BASE],
    ['{uri: {prefix: /}}', '{authority: b.com}', 'a.com/x', `${BASE} | authority b.com`],
    ['{uri: {prefix: /x}}', '{authority: b.com, uri: /y}', 'a.com/x', `${BASE} | path /y | authority b.com`],
  ])('%s rewritten by %s, asked for %s: %s', (match, rewrite, request, expected) => {
    expect(does(`{match: [${match}], rewrite: ${rewrite}, ${TO_WEB}}`, `GET ${request}`)).toBe(expected);
  });
});

/** @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRedirect */
describe('redirect', () => {
  test.each([
    ['{uri: /new}', 'a.com/old', '301 web#0 | http://a.com/new'],
    ['{uri: /new}', 'a.com/old?q=1', '301 web#0 | http://a.com/new?q=1'],
    ['{uri: "/new?x=2"}', 'a.com/old?q=1', '301 web#0 | http://a.com/new?x=2'],
    ['{uri: new}', 'a.com/old', '301 web#0 | http://a.com/new'],
    ['{uri: "/new#top"}', 'a.com/old?q=1', '301 web#0 | http://a.com/new#top?q=1'],
    ['{uri: "%PREFIX()%/x"}', 'a.com/old', '301 web#0 | http://a.com/%PREFIX()%/x'],
    ['{authority: b.com}', 'a.com:8080/old?q=1', '301 web#0 | http://b.com/old?q=1'],
    ['{authority: "b.com:9443", port: 81}', 'a.com/', '301 web#0 | http://b.com:9443:81/'],
    ['{scheme: https}', 'a.com/old', '301 web#0 | https://a.com/old'],
    ['{scheme: https}', 'a.com:80/old', '301 web#0 | https://a.com/old'],
    ['{scheme: https}', 'a.com:8080/old', '301 web#0 | https://a.com:8080/old'],
    ['{port: 8443}', 'a.com/old', '301 web#0 | http://a.com:8443/old'],
    ['{port: 8443}', 'a.com:80/old', '301 web#0 | http://a.com:8443/old'],
    ['{port: 80}', 'a.com:9999/', '301 web#0 | http://a.com:9999/'],
    ['{port: 443, scheme: https}', 'a.com/', '301 web#0 | https://a.com/'],
    ['{port: 443}', 'a.com/', '301 web#0 | http://a.com:443/'],
    ['{derivePort: FROM_REQUEST_PORT, scheme: https}', 'a.com/', '301 web#0 | https://a.com:80/'],
    ['{derivePort: FROM_REQUEST_PORT}', 'a.com/', '301 web#0 | http://a.com/'],
    ['{derivePort: FROM_PROTOCOL_DEFAULT}', 'a.com/', '301 web#0 | http://a.com/'],
    ['{redirectCode: 302}', 'A.com/', '302 web#0 | http://A.com/'],
    ['{redirectCode: 303, uri: /x}', 'a.com/', '303 web#0 | http://a.com/x'],
    ['{redirectCode: 307, uri: /x}', 'a.com/', '307 web#0 | http://a.com/x'],
    ['{redirectCode: 308, uri: /x}', 'a.com/../y', '308 web#0 | http://a.com/x'],
  ])('%s, asked for %s: %s', (redirect, request, expected) => {
    expect(does(`{redirect: ${redirect}}`, `GET ${request}`)).toBe(`redirect ${expected}`);
  });
});

/** @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRetry */
describe('timeouts and retries', () => {
  const BASE = 'route web#0 | web.shop:80';
  test.each([
    ['', BASE],
    ['timeout: 15s, ', `${BASE} | timeout 15s`],
    ['timeout: 0s, ', BASE],
    ['timeout: 1.5s, ', `${BASE} | timeout 1.5s`],
    ['retries: {attempts: 0}, ', `${BASE} | no retries`],
    ['retries: {}, ', `${BASE} | no retries`],
    [
      'retries: {attempts: 3}, ',
      `${BASE} | retries 3 on connect-failure,refused-stream,unavailable,cancelled`,
    ],
    ['retries: {attempts: 3, perTryTimeout: 2s, retryOn: 5xx}, ', `${BASE} | retries 3 on 5xx each 2s`],
    ['retries: {attempts: 1, retryOn: "503, reset,777"}, ', `${BASE} | retries 1 on reset,777,503`],
  ])('%s', (fields, expected) => {
    expect(does(`{${fields}${TO_WEB}}`, 'GET a.com/')).toBe(expected);
  });
});

/** @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPFaultInjection */
describe('faults', () => {
  test.each([
    ['{abort: {httpStatus: 503, percentage: {value: 100}}}', 'abort 503 web#0 | abort 100% 503'],
    ['{abort: {httpStatus: 503, percentage: {value: 10}}}', 'route web#0 | web.shop:80 | abort 10% 503'],
    ['{abort: {httpStatus: 503}}', 'route web#0 | web.shop:80 | abort 0% 503'],
    ['{abort: {grpcStatus: UNAVAILABLE, percentage: {value: 100}}}', 'abort 200 web#0 | abort 100% 200'],
    ['{delay: {fixedDelay: 2s, percentage: {value: 50}}}', 'route web#0 | web.shop:80 | delay 50% 2s'],
    ['{delay: {fixedDelay: 2s, percent: 30}}', 'route web#0 | web.shop:80 | delay 30% 2s'],
    [
      '{delay: {fixedDelay: 2s, percentage: {value: 100}}, abort: {httpStatus: 500, percentage: {value: 100}}}',
      'abort 500 web#0 | abort 100% 500 | delay 100% 2s',
    ],
    ['{}', 'route web#0 | web.shop:80'],
  ])('%s: %s', (fault, expected) => {
    expect(does(`{fault: ${fault}, ${TO_WEB}}`, 'GET a.com/')).toBe(expected);
  });
});

/** @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Headers */
describe('headers', () => {
  const BASE = 'route web#0 | web.shop:80';
  const two = (one: string, other: string, route = ''): string =>
    `{${route}route: [{destination: {host: web}, weight: 50${one}}, {destination: {host: web}, weight: 50${other}}]}`;
  test.each([
    [`{headers: {request: {set: {x: "1"}}}, ${TO_WEB}}`, `${BASE} | request x=1`],
    [`{headers: {request: {add: {X: "1"}, remove: [z]}}, ${TO_WEB}}`, `${BASE} | request -z | request x+=1`],
    [`{headers: {response: {set: {x: "1"}, add: {x: "2"}}}, ${TO_WEB}}`, `${BASE} | response x=1,2`],
    [`{headers: {request: {remove: [x], add: {x: "1"}}}, ${TO_WEB}}`, `${BASE} | request x=1`],
    [`{headers: {request: {set: {host: b.com}}}, ${TO_WEB}}`, `${BASE} | authority b.com`],
    [`{headers: {request: {add: {":authority": b.com}}}, ${TO_WEB}}`, `${BASE} | authority b.com`],
    [
      `{headers: {request: {set: {Host: b.com}}}, rewrite: {authority: c.com}, ${TO_WEB}}`,
      `${BASE} | authority c.com`,
    ],
    [
      '{headers: {request: {set: {x: "1"}}}, route: [{destination: {host: web}, headers: {request: {set: {x: "2"}, add: {x: "3"}}}}]}',
      `${BASE} | request x=2,3`,
    ],
    [
      '{headers: {request: {add: {x: "1"}}}, route: [{destination: {host: web}, headers: {request: {add: {x: "2"}}}}]}',
      `${BASE} | request x+=1,2`,
    ],
    [
      '{route: [{destination: {host: web}, headers: {request: {set: {host: d.com}}}}]}',
      `${BASE} | authority d.com`,
    ],
    [
      two(
        ', headers: {request: {set: {x: "2"}}}',
        ', headers: {request: {set: {x: "2"}}}',
        'headers: {request: {set: {x: "1"}}}, ',
      ),
      'route web#0 | web.shop:80 50% + web.shop:80 50% | request x=1',
    ],
    [two(', headers: {request: {set: {x: "2"}}}', ''), 'route web#0 | web.shop:80 50% + web.shop:80 50%'],
  ])('%s: %s', (route, expected) => {
    expect(does(route, 'GET a.com/')).toBe(expected);
  });
});

/** @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRouteDestination */
describe('destinations', () => {
  const subsets = `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: web, namespace: shop}
spec:
  host: web
  subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}, {name: v3, labels: {version: v3}}]`;
  test.each([
    ['{destination: {host: web}}', 'route web#0 | web.shop:80'],
    ['{destination: {host: web.shop.svc.cluster.local}}', 'route web#0 | web.shop:80'],
    ['{destination: {host: web.shop}}', 'route 503 web#0 | web.shop:80 (nobody)'],
    ['{destination: {host: ghost}}', 'route 503 web#0 | ghost.shop:80 (nobody)'],
    ['{destination: {host: web, port: {number: 81}}}', 'route 503 web#0 | web.shop:81 (nobody)'],
    ['{destination: {host: ledger.bank.svc.cluster.local}}', 'route web#0 | ledger.bank:7000'],
    ['{destination: {host: api}}', 'route web#0 | api.shop:80'],
    ['{destination: {host: api, port: {number: 9000}}}', 'route web#0 | api.shop:9000'],
    ['{destination: {host: empty}}', 'route 503 web#0 | empty.shop:80 (nobody)'],
    ['{destination: {host: web, subset: v1}}', 'route web#0 | web.shop:80/v1'],
    ['{destination: {host: web, subset: v3}}', 'route 503 web#0 | web.shop:80/v3 (nobody)'],
    ['{destination: {host: web, subset: v9}}', 'route 503 web#0 | web.shop:80/v9 (nobody)'],
    ['{destination: {host: api, subset: v1}}', 'route 503 web#0 | api.shop:80/v1 (nobody)'],
    ['{destination: {host: web}, weight: 0}', 'route web#0 | web.shop:80'],
    [
      '{destination: {host: web, subset: v1}, weight: 90}, {destination: {host: web, subset: v2}, weight: 10}',
      'route web#0 | web.shop:80/v1 90% + web.shop:80/v2 10%',
    ],
    [
      '{destination: {host: web, subset: v1}, weight: 1}, {destination: {host: web, subset: v2}, weight: 3}',
      'route web#0 | web.shop:80/v1 25% + web.shop:80/v2 75%',
    ],
    [
      '{destination: {host: web}, weight: 100}, {destination: {host: api}, weight: 0}',
      'route web#0 | web.shop:80',
    ],
    [
      '{destination: {host: web}, weight: 50}, {destination: {host: ghost}, weight: 50}',
      'route web#0 | web.shop:80 50% + ghost.shop:80 50% (nobody)',
    ],
  ])('%s: %s', (route, expected) => {
    expect(does(`{route: [${route}]}`, 'GET a.com/', subsets)).toBe(expected);
  });

  test.each([
    ['mirror: {host: api}', 'mirror api.shop:80 100%'],
    ['mirror: {host: api, port: {number: 9000}}, mirrorPercentage: {value: 10}', 'mirror api.shop:9000 10%'],
    [
      'mirrors: [{destination: {host: api}}, {destination: {host: web, subset: v1}, percentage: {value: 5}}]',
      'mirror api.shop:80 100% | mirror web.shop:80/v1 5%',
    ],
  ])('%s', (mirror, expected) => {
    expect(does(`{${mirror}, ${TO_WEB}}`, 'GET a.com/', subsets)).toBe(
      `route web#0 | web.shop:80 | ${expected}`,
    );
  });

  test('a share of nothing is not mirrored', () => {
    expect(does(`{mirror: {host: api}, mirrorPercentage: {value: 0}, ${TO_WEB}}`, 'GET a.com/')).toBe(
      'route web#0 | web.shop:80',
    );
  });
});

/** @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#CorsPolicy */
describe('CORS', () => {
  const cors = `{corsPolicy: {allowOrigins: [{exact: "https://ui.test"}]}, ${TO_WEB}}`;
  const preflight = 'OPTIONS a.com/ origin=https://ui.test access-control-request-method=GET';
  test.each([
    [cors, preflight, 'direct_response 200 web#0'],
    [cors, preflight.replace('ui.', 'evil.'), 'route web#0 | web.shop:80'],
    [cors, preflight.replace('OPTIONS', 'GET'), 'route web#0 | web.shop:80'],
    [cors, 'OPTIONS a.com/ origin=https://ui.test', 'route web#0 | web.shop:80'],
    [
      cors.replace('{allowOrigins', '{unmatchedPreflights: IGNORE, allowOrigins'),
      preflight.replace('ui.', 'evil.'),
      'direct_response 200 web#0',
    ],
    [
      cors.replace('exact: "https://ui.test"', 'regex: "https://.*[.]test"'),
      preflight,
      'direct_response 200 web#0',
    ],
  ])('%s of %s: %s', (route, request, expected) => {
    expect(does(route, request)).toBe(expected);
  });
});
