import { describe, expect, test } from '@jest/globals';
import type { Answer } from '../../lib/simulate/answer';
import { answerInText, details, ending } from '../../lib/simulate/answer-text';
import { uncovered } from '../../lib/simulate/coverage';
import { mismatches } from '../../lib/simulate/expectation';
import { Simulator } from '../../lib/simulate/simulator';
import { gateway, meshOf, routes } from './shop';

const NOTHING = { remove: [], set: {}, add: {} };
const PLACE = {
  host: 'web',
  port: 80,
  subset: null,
  weight: 100,
  available: true,
  reason: null,
  endpoints: null,
};
const ANSWER: Answer = {
  outcome: 'route',
  status: null,
  virtualService: null,
  httpRoute: null,
  matched: [],
  destinations: [PLACE],
  rewrite: null,
  redirect: null,
  timeout: null,
  retries: null,
  fault: null,
  mirrors: [],
  headers: { request: NOTHING, response: NOTHING },
  authorization: { allowed: true, policy: null },
  flags: [],
  unknown: [],
  trace: [],
};
const retries = { attempts: 2, perTryTimeout: null, retryOn: 'reset', statusCodes: [] };
const abort = { abort: { status: 500, percent: 10 }, delay: null };

describe('an answer in words', () => {
  test.each<[Partial<Answer>, readonly string[]]>([
    [{}, []],
    [{ timeout: '1s' }, ['timeout 1s']],
    [{ retries }, ['2 retries on reset']],
    [
      { retries: { ...retries, perTryTimeout: '1s', statusCodes: [503] } },
      ['2 retries on reset,503, each try 1s'],
    ],
    [{ retries, outcome: 'denied' }, []],
    [{ rewrite: { path: '/x', authority: null } }, []],
    [{ rewrite: { path: null, authority: 'b.test' } }, ['authority rewritten to b.test']],
    [{ mirrors: [{ host: 'api', port: 80, subset: 'v1', percent: 5 }] }, ['5 % copied to api:80 subset v1']],
    [{ fault: { abort: null, delay: { fixedDelay: '1s', percent: 50 } } }, ['50 % delayed by 1s']],
    [{ fault: abort }, ['10 % aborted with 500']],
    [{ fault: abort, outcome: 'abort' }, []],
    [
      {
        headers: {
          request: { remove: ['a'], set: { b: '1' }, add: { c: '2' } },
          response: { ...NOTHING, remove: ['d'] },
        },
      },
      [
        'request header a removed',
        'request header b set to "1"',
        'request header c gets "2"',
        'response header d removed',
      ],
    ],
  ])('%j: %j', (more, expected) => {
    expect(details({ ...ANSWER, ...more })).toEqual(expected);
  });

  test.each<[Partial<Answer>, string]>([
    [{}, 'route to web:80 (100 %)'],
    [{ status: 503 }, 'route 503 to web:80 (100 %)'],
    [
      { destinations: [{ ...PLACE, subset: 'v1', weight: 100 / 3 }, PLACE] },
      'route to web:80 subset v1 (33.33 %), web:80 (100 %)',
    ],
    [{ outcome: 'no_route', status: 404 }, 'no route 404'],
    [{ outcome: 'passthrough' }, 'passthrough'],
    [
      { outcome: 'redirect', status: 301, redirect: { location: 'http://b', status: 301 } },
      'redirect 301 to http://b',
    ],
  ])('%j ends: %s', (more, expected) => {
    expect(ending({ ...ANSWER, ...more })).toBe(expected);
  });

  test('names the request, its steps and its end, and hides what is secret', () => {
    const call = {
      from: 'workload:shop/a',
      request: 'GET http://web/',
      headers: { Authorization: 'Bearer x', 'x-a': '1' },
    };
    const answer = { ...ANSWER, trace: ['one', 'two'], timeout: '1s' };
    const lines = answerInText({ ...call, sourceIp: '10.0.0.1' }, answer).split('\n');
    expect(lines[0]).toBe('GET http://web/   (from workload:shop/a, by 10.0.0.1)');
    expect(lines[1]).toMatch(/^ {2}Authorization: (?!.*Bearer)/);
    expect(lines.slice(2)).toEqual([
      '  x-a: 1',
      '  · one',
      '  · two',
      '    timeout 1s',
      '  = route to web:80 (100 %)',
      '',
    ]);
    expect(answerInText({ from: 'workload:shop/a', request: call.request }, ANSWER)).toBe(
      'GET http://web/   (from workload:shop/a)\n  = route to web:80 (100 %)\n',
    );
    const secret = { request: { ...NOTHING, set: { 'x-api-key': 'hunter2' } }, response: NOTHING };
    expect(details({ ...ANSWER, headers: secret }).join('')).not.toContain('hunter2');
  });
});

test.each([
  [1, 1, []],
  [1, '1', [': expected 1, got "1"']],
  [null, undefined, [': expected null, got undefined']],
  [{ a: 1 }, { a: 1, b: 2 }, []],
  [{ a: 1, b: 3 }, { a: 2, b: 2 }, ['a: expected 1, got 2', 'b: expected 3, got 2']],
  [{ a: { b: [1] } }, { a: { b: [2] } }, ['a.b[0]: expected 1, got 2']],
  [{ a: {} }, { a: 1 }, ['a: expected {}, got 1']],
  [{ toString: 1 }, {}, ['toString: expected 1, got undefined']],
  [[1, 2], [1], [': expected [1,2], got [1]']],
  [[1], 1, [': expected [1], got 1']],
  [[{ a: 1 }], [{ a: 2 }], ['[0].a: expected 1, got 2']],
  [{ a: { password: 'x' } }, { a: { password: 'y' } }, [expect.not.stringMatching(/"[xy]"/)]],
  [{ a: { c: 'x' } }, { a: { c: 'y' } }, ['a.c: expected "x", got "y"']],
])('of %j, %j differs in %j', (expected, found, lines) => {
  expect(mismatches(expected, found)).toEqual(lines);
});

describe('what no request has reached', () => {
  const more = `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: web, namespace: shop}
spec: {host: web, subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]}
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: deny, namespace: shop}
spec: {action: DENY, selector: {matchLabels: {istio: ingress}}, rules: [{to: [{operation: {paths: [/no]}}]}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: h, namespace: shop}
spec: {parentRefs: [{name: none}], rules: [{name: one}, {}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: delegate, namespace: shop}
spec: {http: [{name: never, directResponse: {status: 200}}]}`;
  const http = `
- {name: named, match: [{uri: {exact: /a}, name: m}, {uri: {exact: /b}}], route: [{destination: {host: web, subset: v1}}]}
- {match: [{uri: {exact: /c}}], directResponse: {status: 200}}
- {name: last, directResponse: {status: 201}}`;
  const mesh = meshOf(gateway, routes(http), more);
  const ROUTES = [
    'shop/web#named.m',
    'shop/web#named',
    'shop/web#1',
    'shop/web#last',
    'shop/h#one',
    'shop/h#1',
  ];
  const without = (...names: readonly string[]) => ROUTES.filter((name) => !names.includes(name));
  const [V1, V2] = ['web.shop.svc.cluster.local/v1', 'web.shop.svc.cluster.local/v2'];

  test.each([
    [[], ROUTES, [V1, V2], ['shop/deny']],
    [['/a'], without('shop/web#named.m'), [V2], ['shop/deny']],
    [['/b', '/c'], without('shop/web#named', 'shop/web#1'), [V2], ['shop/deny']],
    [['/no', '/else'], without('shop/web#last'), [V1, V2], []],
  ])('by %j', (paths, ofRoutes, subsets, policies) => {
    const simulator = new Simulator(mesh);
    const answers = paths.map((path) =>
      simulator.answer({ from: 'gateway:shop/gw:80', request: `GET http://a.com${path}` }),
    );
    expect(uncovered(mesh, answers)).toEqual({ routes: ofRoutes, subsets, policies });
  });
});
