import { expect, test } from '@jest/globals';
import { client, gateway, meshOf, routes } from './shop';
import { Simulator } from '../../lib/simulate/simulator';

const HTTP = `
- name: exact
  match: [{uri: {exact: /a}, headers: {x-user: {exact: bob}, authorization: {exact: s3cret}}}]
  directResponse: {status: 201}
- name: near
  match: [{uri: {prefix: /b}, ignoreUriCase: true, method: {exact: PUT}, queryParams: {q: {regex: '[0-9]'}}}]
  redirect: {uri: /c}
- name: without
  match: [{uri: {regex: /r.*}, withoutHeaders: {x-old: {}}}]
  route: [{destination: {host: web}}]
- name: aborted
  match: [{uri: {exact: /fault}}]
  fault: {abort: {httpStatus: 418, percentage: {value: 100}}}
  route: [{destination: {host: web}}]
- name: shared
  match: [{uri: {exact: /cors}}]
  corsPolicy: {allowOrigins: [{exact: 'https://a.test'}]}
  route: [{destination: {host: web}}]`;

const HOST = 'virtual host a.com for a.com';
const MISSES = [
  'route exact of shop/web does not match: path is "/a"',
  'route near of shop/web does not match: path begins with "/b", whatever the case',
  'route without of shop/web does not match: path matches //r.*/',
  'route aborted of shop/web does not match: path is "/fault"',
  'route shared of shop/web does not match: path is "/cors"',
];
const NONE = 'no route of this virtual host matches; others are not tried';
const preflight = { origin: 'https://a.test', 'access-control-request-method': 'GET' };
const ENTERS = 'enters at port 80 of the gateway that shop/gateway-1 carries out';
const LEAVES = 'leaves shop/client for port 80';

test.each<[string, string, Record<string, string>, readonly string[]]>([
  [
    'gateway:shop/gw:80',
    'GET http://a.com/a',
    { 'x-user': 'bob', authorization: 's3cret' },
    [
      ENTERS,
      HOST,
      'route exact of shop/web matches: path is "/a", header "x-user" is "bob", header "authorization" is as it should be (not shown)',
      'the route answers 201 itself',
    ],
  ],
  [
    'gateway:shop/gw:80',
    'GET http://a.com/B',
    {},
    [
      ENTERS,
      HOST,
      MISSES[0] ?? '',
      'route near of shop/web does not match: method is "PUT"',
      ...MISSES.slice(2),
      NONE,
      'nearest miss: route without of shop/web, but for: path matches //r.*/',
    ],
  ],
  [
    'gateway:shop/gw:80',
    'PUT http://a.com/B?q=1',
    {},
    [
      ENTERS,
      HOST,
      MISSES[0] ?? '',
      'route near of shop/web matches: path begins with "/b", whatever the case, method is "PUT", query parameter "q" matches /[0-9]/',
      'redirects to http://a.com/c?q=1',
    ],
  ],
  [
    'gateway:shop/gw:80',
    'GET http://a.com/r1',
    {},
    [
      ENTERS,
      HOST,
      ...MISSES.slice(0, 2),
      'route without of shop/web matches: path matches //r.*/, not: header "x-old" is present',
      'everything to web.shop.svc.cluster.local:80 (web-1, web-2)',
    ],
  ],
  [
    'gateway:shop/gw:80',
    'GET http://a.com/r1',
    { 'x-old': '' },
    [
      ENTERS,
      HOST,
      ...MISSES.slice(0, 2),
      'route without of shop/web does not match: not: header "x-old" is present',
      ...MISSES.slice(3),
      NONE,
      'nearest miss: route without of shop/web, but for: not: header "x-old" is present',
    ],
  ],
  [
    'gateway:shop/gw:80',
    'GET http://a.com/fault',
    {},
    [
      ENTERS,
      HOST,
      ...MISSES.slice(0, 3),
      'route aborted of shop/web matches: path is "/fault"',
      "the route's fault aborts with 418",
    ],
  ],
  [
    'gateway:shop/gw:80',
    'OPTIONS http://a.com/cors',
    preflight,
    [
      ENTERS,
      HOST,
      ...MISSES.slice(0, 4),
      'route shared of shop/web matches: path is "/cors"',
      'the CORS policy answers the preflight',
    ],
  ],
  ['gateway:shop/gw:80', 'GET http://b.com/', {}, [ENTERS, 'no virtual host for b.com; there are a.com']],
  [
    client,
    'GET http://web/',
    {},
    [
      LEAVES,
      'virtual host web for web',
      'route default matches',
      'everything to web.shop.svc.cluster.local:80 (web-1, web-2)',
    ],
  ],
  [
    client,
    'GET http://empty/',
    {},
    [
      LEAVES,
      'virtual host empty for empty',
      'route default matches',
      'everything to empty.shop.svc.cluster.local:80: 503, since no pod answers for empty.shop.svc.cluster.local',
    ],
  ],
  [
    client,
    'GET http://x.test/',
    {},
    [
      LEAVES,
      expect.stringMatching(
        /^no virtual host for x\.test; there are (?:[\w.]+(?:, )?){8} and 4 more$/,
      ) as never,
      'the mesh does not know x.test: passed through to where it was going',
    ],
  ],
])('from %s %s with %j goes step by step', (from, request, headers, expected) => {
  const { trace } = new Simulator(meshOf(gateway, routes(HTTP))).answer({ from, request, headers });
  expect(trace.slice(0, -1)).toEqual(expected);
  expect(trace.at(-1)).toMatch(/^in Envoy's words: listener /);
});
