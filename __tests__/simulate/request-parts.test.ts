import { describe, expect, test } from '@jest/globals';
import { answersPreflight, corsOf } from '../../lib/simulate/cors';
import { faultOf, percentOf } from '../../lib/simulate/fault';
import { authorityOf, headerOperations, headerStep, withHeaders } from '../../lib/simulate/header-operations';
import { preparedRequest, withoutPort } from '../../lib/simulate/prepared-request';
import { queryParameters, requestPath } from '../../lib/simulate/request-path';
import { retryPolicy } from '../../lib/simulate/retry-policy';

const prepared = (request: string, headers: Record<string, string> = {}, sourceIp?: string) =>
  preparedRequest({ from: 'x', request, headers, ...(sourceIp === undefined ? {} : { sourceIp }) });

describe('a request', () => {
  test.each([
    [
      'GET http://a.test',
      { method: 'GET', scheme: 'http', authority: 'a.test', port: 80, path: '/', query: '' },
    ],
    [
      'PUT https://A.test:8443/x?y',
      { scheme: 'https', authority: 'A.test:8443', host: 'a.test', port: 8443, path: '/x', query: '?y' },
    ],
    ['GET https://a.test/', { port: 443 }],
    ['GET tls://a.test', { port: 443 }],
    ['GET tcp://a.test:1', { port: 1 }],
    ['GET grpc://a.test', { port: 80 }],
    ['GET http://a.test?x=1', { path: '/', query: '?x=1' }],
    ['GET http://a.test/x#y', undefined],
    ['GET http://[::1]:81/', { host: '[::1]', port: 81 }],
    ['GET ftp://a.test/', undefined],
    ['http://a.test/', undefined],
    ['GET http://a.test/ x#', undefined],
    [' GET http://a.test/', undefined],
  ])('%s', (request, expected) => {
    if (expected === undefined) expect(() => prepared(request)).toThrow('is no request');
    else expect(prepared(request)).toMatchObject(expected);
  });

  test('has headers by their names in small letters, its own ones too', () => {
    const request = prepared(
      'GET http://a.test/x/../y?z=1&z=2',
      { 'X-A': '1', Host: 'B.test:81' },
      '10.0.0.1',
    );
    expect(request.headers).toEqual({ 'x-a': '1' });
    expect(
      [':method', ':authority', 'host', ':scheme', ':path', 'x-a', 'X-A'].map((name) => request.header(name)),
    ).toEqual(
      ['GET', 'B.test:81', 'B.test:81', 'http', '/y?z=1', '1', undefined].map((value) =>
        value === '/y?z=1' ? '/y?z=1&z=2' : value,
      ),
    );
    expect([request.host, request.port, request.parameter('z'), request.parameter('y')]).toEqual([
      'b.test',
      80,
      '1',
      undefined,
    ]);
    expect(prepared('GET http://a.test/', { ':Authority': 'c.test' }).host).toBe('c.test');
    const claimed = request.withClaims({ sub: 'bob' });
    expect({ ...claimed, claims: undefined }).toEqual({ ...request, claims: undefined });
    expect([claimed.claims, request.claims, claimed.parameter('z')]).toEqual([
      { sub: 'bob' },
      undefined,
      '1',
    ]);
  });

  test.each([
    ['a.test', 'a.test'],
    ['a.test:80', 'a.test'],
    ['[::1]', '[::1]'],
    ['[::1]:80', '[::1]'],
  ])('the authority %s is of %s', (authority, expected) => {
    expect(withoutPort(authority)).toBe(expected);
  });

  test.each(['10.0.0.0/8', 'a.test', ''])('the address %s is none', (address) => {
    expect(() => prepared('GET http://a.test/', {}, address)).toThrow('is no IP address');
  });

  test.each([
    ['/a', '/a'],
    ['/a/./b', '/a/b'],
    ['/a/../b', '/b'],
    ['/../a', '/a'],
    ['/a/..', '/'],
    ['/a/b/..', '/a/'],
    ['/a/.', '/a/'],
    ['/a/.b', '/a/.b'],
    ['/a/...', '/a/...'],
    ['/a//b', '/a//b'],
    ['/%41%2d%7E', '/A-~'],
    ['/%2F%20', '/%2F%20'],
    ['/%2e%2E/a', '/a'],
    ['/%zz', '/%zz'],
  ])('the path %s is %s', (raw, path) => {
    expect(requestPath(raw)).toEqual({ path, query: '' });
    expect(requestPath(`${raw}?x=/../%41?`)).toEqual({ path, query: '?x=/../%41?' });
  });

  test.each([
    ['', {}],
    ['?', {}],
    ['?a', { a: '' }],
    ['?a=1&b=2=3&a=4', { a: '1', b: '2=3' }],
    ['?=1', { '': '1' }],
  ])('the query %s has %j', (query, expected) => {
    expect(Object.fromEntries(queryParameters(query))).toEqual(expected);
  });
});

describe('headers', () => {
  const step = (remove: readonly string[], set: object = {}, add: object = {}) =>
    headerStep({ remove: [...remove], set, add } as never);
  const nothing = { remove: [], set: {}, add: {} };
  test.each([
    [[], nothing],
    [[step(['X'])], { ...nothing, remove: ['x'] }],
    [[step([], { X: '1' })], { ...nothing, set: { x: '1' } }],
    [[step([], {}, { X: '1' })], { ...nothing, add: { x: '1' } }],
    [[step(['x'], { x: '1' }, { x: '2' })], { ...nothing, set: { x: '1,2' } }],
    [[step(['x'], {}, { x: '2' })], { ...nothing, set: { x: '2' } }],
    [[step([], {}, { x: '1' }), step([], {}, { x: '2' })], { ...nothing, add: { x: '1,2' } }],
    [[step([], { x: '1' }), step(['x'])], { ...nothing, remove: ['x'] }],
    [[step(['host', ':path', 'Host'], { Host: 'a', ':x': 'b' }, { ':authority': 'c' })], nothing],
    [[headerStep(undefined)], nothing],
  ])('after %j are %j', (steps, expected) => {
    expect(headerOperations(steps)).toEqual(expected);
  });

  test.each([
    [nothing, { a: '1', b: '2' }],
    [{ ...nothing, remove: ['a'] }, { b: '2' }],
    [
      { ...nothing, set: { a: '3', c: '4' } },
      { a: '3', b: '2', c: '4' },
    ],
    [
      { ...nothing, add: { a: '3', c: '4' } },
      { a: '1,3', b: '2', c: '4' },
    ],
  ])('%j are done', (operations, expected) => {
    expect(withHeaders({ a: '1', b: '2' }, operations)).toEqual(expected);
  });

  test.each([
    [{ set: { host: 'a' } }, 'a'],
    [{ add: { ':Authority': 'a' } }, 'a'],
    [{ set: { x: 'b', HOST: 'a' }, add: { host: 'c' } }, 'a'],
    [{ set: { x: 'a' } }, undefined],
    [undefined, undefined],
  ])('%j set the authority %s', (fields, expected) => {
    expect(authorityOf(fields as never)).toBe(expected);
  });
});

describe('retries, faults and origins', () => {
  const STANDARD = 'connect-failure,refused-stream,unavailable,cancelled';
  const policy = { attempts: 2, perTryTimeout: null, retryOn: STANDARD, statusCodes: [] };
  test.each<[unknown, unknown]>([
    [undefined, policy],
    [{ attempts: 0 }, null],
    [{ attempts: -1 }, null],
    [{}, null],
    [{ attempts: 1 }, { ...policy, attempts: 1 }],
    [
      { attempts: 1, retryOn: '' },
      { ...policy, attempts: 1 },
    ],
    [
      { attempts: 1, perTryTimeout: '2s' },
      { ...policy, attempts: 1, perTryTimeout: '2s' },
    ],
    ...(
      [
        ['5xx', '5xx', []],
        [' reset , ,503', 'reset', [503]],
        ['100,103,104,99', '104,99', [100, 103]],
        ['200,208,209,226,227', '209,227', [200, 208, 226]],
        ['299,300,305,306,307,308,309', '299,306,309', [300, 305, 307, 308]],
        [
          '399,400,418,419,420,421,426,427,428,429,430',
          '399,419,420,427,430',
          [400, 418, 421, 426, 428, 429],
        ],
        [
          '431,432,451,452,499,500,508,509,510,511,512',
          '432,452,499,509,512',
          [431, 451, 500, 508, 510, 511],
        ],
        ['503x,x503', '503x,x503', []],
      ] as const
    ).map(([on, retryOn, statusCodes]): [unknown, unknown] => [
      { attempts: 1, retryOn: on },
      { ...policy, attempts: 1, retryOn, statusCodes },
    ]),
  ])('%j: %j', (fields, expected) => {
    expect(retryPolicy(fields as never)).toEqual(expected);
  });

  test.each([
    [undefined, null],
    [{}, null],
    [{ abort: {} }, null],
    [{ abort: { httpStatus: 503 } }, { abort: { status: 503, percent: 0 }, delay: null }],
    [
      { abort: { grpcStatus: 'UNAVAILABLE', percentage: { value: 5 } } },
      { abort: { status: 200, grpcStatus: 'UNAVAILABLE', percent: 5 }, delay: null },
    ],
    [{ delay: { fixedDelay: '1s' } }, { abort: null, delay: { fixedDelay: '1s', percent: 0 } }],
    [{ delay: { fixedDelay: '1s', percent: 7 } }, { abort: null, delay: { fixedDelay: '1s', percent: 7 } }],
    [
      { delay: { fixedDelay: '1s', percent: 7, percentage: { value: 9 } } },
      { abort: null, delay: { fixedDelay: '1s', percent: 9 } },
    ],
  ])('the fault %j is %j', (fields, expected) => {
    expect(faultOf(fields)).toEqual(expected);
  });

  test.each([
    [{}, 7, 7],
    [{ percentage: {} }, 7, 0],
    [{ percentage: { value: 12.34567 } }, 7, 12.3456],
  ])('%j, else %d, is %d percent', (holder, absent, expected) => {
    expect(percentOf(holder, absent)).toBe(expected);
  });

  const preflight = { origin: 'https://a.test', 'access-control-request-method': 'GET' };
  test.each([
    [{ allowOrigins: [{ exact: 'https://a.test' }] }, 'OPTIONS', preflight, true],
    [{ allowOrigins: [{ exact: 'https://b.test' }, { prefix: 'https://a' }] }, 'OPTIONS', preflight, true],
    [{ allowOrigins: [{ exact: 'https://b.test' }] }, 'OPTIONS', preflight, false],
    [{ allowOrigin: ['https://a.test'] }, 'OPTIONS', preflight, true],
    [{ allowOrigin: ['*'] }, 'OPTIONS', preflight, true],
    [{ allowOrigin: ['https://b.test'] }, 'OPTIONS', preflight, false],
    [{}, 'OPTIONS', preflight, false],
    [{ unmatchedPreflights: 'IGNORE' }, 'OPTIONS', preflight, true],
    [{ unmatchedPreflights: 'FORWARD' }, 'OPTIONS', preflight, false],
    [{ unmatchedPreflights: 'IGNORE' }, 'GET', preflight, false],
    [{ unmatchedPreflights: 'IGNORE' }, 'OPTIONS', { ...preflight, origin: '' }, false],
    [{ unmatchedPreflights: 'IGNORE' }, 'OPTIONS', { origin: 'https://a.test' }, false],
    [{ unmatchedPreflights: 'IGNORE' }, 'OPTIONS', { 'access-control-request-method': 'GET' }, false],
  ])('%j answers %s with %j: %s', (fields, method, headers, expected) => {
    const cors = corsOf(fields);
    expect(cors && answersPreflight(cors, prepared(`${method} http://x.test/`, headers as never))).toBe(
      expected,
    );
    expect(corsOf(undefined)).toBeNull();
  });
});
