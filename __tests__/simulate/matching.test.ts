import { describe, expect, test } from '@jest/globals';
import { ask, gateway, routes, simulatorOf } from './shop';

const YES = 'route web#hit | web.shop:80';
const NO = 'direct_response 404 web#miss';

/** Whether a request fulfils one condition: another route answers what does not. */
function matches(match: string, request: string): string {
  const simulator = simulatorOf(
    gateway,
    routes(
      `
- name: hit
  match: [${match}]
  route: [{destination: {host: web}}]
- name: miss
  directResponse: {status: 404}
`,
      '*',
    ),
  );
  return ask(simulator, request);
}

/** @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#StringMatch */
describe('the path', () => {
  test.each([
    ['{uri: {exact: /api}}', 'GET a.com/api', YES],
    ['{uri: {exact: /api}}', 'GET a.com/api?page=2', YES],
    ['{uri: {exact: /api}}', 'GET a.com/api/', NO],
    ['{uri: {exact: /api}}', 'GET a.com/API', NO],
    ['{uri: {exact: /api}}', 'GET a.com/ap', NO],
    ['{uri: {exact: /}}', 'GET a.com', YES],
    ['{uri: {prefix: /api}}', 'GET a.com/api', YES],
    ['{uri: {prefix: /api}}', 'GET a.com/api/items', YES],
    ['{uri: {prefix: /api}}', 'GET a.com/apix', YES],
    ['{uri: {prefix: /api}}', 'GET a.com/v1/api', NO],
    ['{uri: {prefix: /api/}}', 'GET a.com/api', NO],
    ['{uri: {prefix: /api}}', 'GET a.com/Api', NO],
    ['{uri: {prefix: /}}', 'GET a.com/anything', YES],
    ['{uri: {regex: "/v[0-9]+"}}', 'GET a.com/v12', YES],
    ['{uri: {regex: "/v[0-9]+"}}', 'GET a.com/v12/items', NO],
    ['{uri: {regex: "/v[0-9]+"}}', 'GET a.com/x/v12', NO],
    ['{uri: {regex: "/v[0-9]+"}}', 'GET a.com/v12?x=1', YES],
    ['{uri: {regex: ".*\\\\.png"}}', 'GET a.com/a/b.png', YES],
    ['{uri: {regex: "/(en|de)/.*"}}', 'GET a.com/de/about', YES],
    ['{uri: {regex: "/(en|de)/.*"}}', 'GET a.com/fr/about', NO],
    ['{uri: {regex: "(?i)/API"}}', 'GET a.com/api', YES],
    ['{uri: {regex: "/a|/b"}}', 'GET a.com/b', YES],
    ['{uri: {exact: /api}, ignoreUriCase: true}', 'GET a.com/API', YES],
    ['{uri: {prefix: /Api}, ignoreUriCase: true}', 'GET a.com/aPI/items', YES],
    ['{uri: {regex: /api}, ignoreUriCase: true}', 'GET a.com/API', NO],
    ['{uri: {exact: /api}}', 'GET a.com/x/../api', YES],
    ['{uri: {exact: /api}}', 'GET a.com/./api', YES],
    ['{uri: {exact: /api}}', 'GET a.com/%61pi', YES],
    ['{uri: {exact: /}}', 'GET a.com/a/%2e%2e', YES],
    ['{uri: {exact: //api}}', 'GET a.com//api', YES],
    ['{uri: {exact: /api}}', 'GET a.com//api', NO],
    ['{uri: {exact: /a/b}}', 'GET a.com/a%2Fb', NO],
    ['{uri: {exact: /a%2Fb}}', 'GET a.com/a%2Fb', YES],
  ])('%s of %s: %s', (match, request, expected) => {
    expect(matches(match, request)).toBe(expected);
  });
});

/** @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest */
describe('method, authority, scheme', () => {
  test.each([
    ['{method: {exact: GET}}', 'GET a.com/', YES],
    ['{method: {exact: GET}}', 'POST a.com/', NO],
    ['{method: {exact: get}}', 'GET a.com/', NO],
    ['{method: {prefix: P}}', 'PATCH a.com/', YES],
    ['{method: {regex: GET|HEAD}}', 'HEAD a.com/', YES],
    ['{method: {regex: GET|HEAD}}', 'DELETE a.com/', NO],
    ['{authority: {exact: a.com}}', 'GET a.com/', YES],
    ['{authority: {exact: a.com}}', 'GET a.com:80/', NO],
    ['{authority: {exact: a.com}}', 'GET A.com/', NO],
    ['{authority: {prefix: a.}}', 'GET a.com:80/', YES],
    ['{authority: {regex: ".*\\\\.com"}}', 'GET b.com/', YES],
    ['{headers: {":authority": {exact: a.com}}}', 'GET a.com/', YES],
    ['{headers: {host: {exact: b.com}}}', 'GET a.com/', NO],
    ['{headers: {":method": {exact: PUT}}}', 'PUT a.com/', YES],
    ['{scheme: {exact: http}}', 'GET a.com/', YES],
    ['{scheme: {exact: https}}', 'GET a.com/', NO],
  ])('%s of %s: %s', (match, request, expected) => {
    expect(matches(match, request)).toBe(expected);
  });
});

/** @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest */
describe('headers', () => {
  test.each([
    ['{headers: {x-user: {exact: bob}}}', 'GET a.com/ x-user=bob', YES],
    ['{headers: {x-user: {exact: bob}}}', 'GET a.com/ X-User=bob', YES],
    ['{headers: {X-User: {exact: bob}}}', 'GET a.com/ x-user=bob', YES],
    ['{headers: {x-user: {exact: bob}}}', 'GET a.com/ x-user=Bob', NO],
    ['{headers: {x-user: {exact: bob}}}', 'GET a.com/', NO],
    ['{headers: {x-user: {prefix: al}}}', 'GET a.com/ x-user=alice', YES],
    ['{headers: {x-user: {prefix: al}}}', 'GET a.com/ x-user=bob', NO],
    ['{headers: {x-user: {regex: "a.*"}}}', 'GET a.com/ x-user=alice', YES],
    ['{headers: {x-user: {regex: "a"}}}', 'GET a.com/ x-user=alice', NO],
    ['{headers: {x-user: {}}}', 'GET a.com/ x-user=', YES],
    ['{headers: {x-user: {}}}', 'GET a.com/', NO],
    ['{headers: {x-user: {regex: "*"}}}', 'GET a.com/ x-user=any', YES],
    ['{headers: {x-user: {regex: "*"}}}', 'GET a.com/', NO],
    ['{headers: {a: {exact: "1"}, b: {exact: "2"}}}', 'GET a.com/ a=1 b=2', YES],
    ['{headers: {a: {exact: "1"}, b: {exact: "2"}}}', 'GET a.com/ a=1', NO],
    ['{withoutHeaders: {x-user: {exact: bob}}}', 'GET a.com/ x-user=bob', NO],
    ['{withoutHeaders: {x-user: {exact: bob}}}', 'GET a.com/ x-user=al', YES],
    ['{withoutHeaders: {x-user: {exact: bob}}}', 'GET a.com/', YES],
    ['{withoutHeaders: {x-user: {regex: ".*"}}}', 'GET a.com/', NO],
    ['{withoutHeaders: {x-user: {}}}', 'GET a.com/', YES],
    ['{withoutHeaders: {x-user: {}}}', 'GET a.com/ x-user=', NO],
    ['{withoutHeaders: {x-user: {prefix: ""}}}', 'GET a.com/', NO],
  ])('%s of %s: %s', (match, request, expected) => {
    expect(matches(match, request)).toBe(expected);
  });
});

/** @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest */
describe('query parameters', () => {
  test.each([
    ['{queryParams: {v: {exact: "1"}}}', 'GET a.com/?v=1', YES],
    ['{queryParams: {v: {exact: "1"}}}', 'GET a.com/?v=2', NO],
    ['{queryParams: {v: {exact: "1"}}}', 'GET a.com/', NO],
    ['{queryParams: {v: {exact: "1"}}}', 'GET a.com/?v=1&v=2', YES],
    ['{queryParams: {v: {exact: "2"}}}', 'GET a.com/?v=1&v=2', NO],
    ['{queryParams: {v: {exact: ""}}}', 'GET a.com/?v', YES],
    ['{queryParams: {v: {regex: "[0-9]+"}}}', 'GET a.com/?a=b&v=42', YES],
    ['{queryParams: {v: {regex: "[0-9]+"}}}', 'GET a.com/?v=x42', NO],
    ['{queryParams: {v: {prefix: be}}}', 'GET a.com/?v=beta', YES],
    ['{queryParams: {v: {}}}', 'GET a.com/?v=', YES],
    ['{queryParams: {V: {exact: "1"}}}', 'GET a.com/?v=1', NO],
    ['{queryParams: {a: {exact: "1"}, b: {exact: "2"}}}', 'GET a.com/?b=2&a=1', YES],
    ['{queryParams: {a: {exact: "1"}, b: {exact: "2"}}}', 'GET a.com/?b=2', NO],
  ])('%s of %s: %s', (match, request, expected) => {
    expect(matches(match, request)).toBe(expected);
  });
});

/** @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRoute */
describe('several conditions', () => {
  test.each([
    ['{uri: {prefix: /api}, method: {exact: GET}}', 'GET a.com/api', YES],
    ['{uri: {prefix: /api}, method: {exact: GET}}', 'POST a.com/api', NO],
    ['{uri: {prefix: /api}, method: {exact: GET}}', 'GET a.com/', NO],
    ['{uri: {prefix: /api}}, {method: {exact: PUT}}', 'GET a.com/api', YES],
    ['{uri: {prefix: /api}}, {method: {exact: PUT}}', 'PUT a.com/', YES],
    ['{uri: {prefix: /api}}, {method: {exact: PUT}}', 'GET a.com/', NO],
    ['{port: 80}', 'GET a.com/', YES],
    ['{port: 8080}', 'GET a.com/', NO],
    ['{port: 80, uri: {exact: /x}}', 'GET a.com/', NO],
    ['{gateways: [gw]}', 'GET a.com/', YES],
    ['{gateways: [shop/gw]}', 'GET a.com/', YES],
    ['{gateways: [mesh]}', 'GET a.com/', NO],
    ['{gateways: [bank/gw]}', 'GET a.com/', NO],
    ['{sourceLabels: {istio: ingress}}', 'GET a.com/', YES],
    ['{sourceLabels: {app: client}}', 'GET a.com/', NO],
    ['{sourceNamespace: shop}', 'GET a.com/', YES],
    ['{sourceNamespace: bank}', 'GET a.com/', NO],
    ['{gateways: [gw], sourceNamespace: bank}', 'GET a.com/', YES],
  ])('%s of %s: %s', (match, request, expected) => {
    expect(matches(match, request)).toBe(expected);
  });
});
