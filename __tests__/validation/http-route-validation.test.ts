import { describe, expect, test } from '@jest/globals';
import { objectOf, placesIn } from './expectation';

const route = [{ destination: { host: 'web' } }];
const service = (spec: object) => objectOf('networking.istio.io/v1', 'VirtualService', JSON.stringify(spec));
/** Where something is said of a route, from the route on; by itself it leads to web. */
const placesInRoute = (fields: object, more: object = {}): readonly string[] =>
  placesIn(service({ hosts: ['web'], http: [{ route, ...fields }], ...more })).map((place) =>
    place.replace('spec.http[0]', '').replace(/ \./, ' '),
  );
const inMatch = (match: object) =>
  placesInRoute({ match: [match] }).map((place) => place.replace('match[0].', ''));

describe('a match', () => {
  const texts = ['scheme', 'method', 'authority'];

  test.each(texts)('of %s has a prefix or an expression', (field) => {
    expect(inMatch({ [field]: { exact: '' } })).toEqual([]);
    expect(inMatch({ [field]: { prefix: 'a' } })).toEqual([]);
    expect(inMatch({ [field]: { prefix: '' } })).toEqual([`Ei ${field}.prefix`]);
    expect(inMatch({ [field]: { regex: '' } })).toEqual([`Ei ${field}.regex`]);
    expect(inMatch({ [field]: { regex: '(' } })).toEqual([`Ei ${field}.regex`]);
  });

  test.each(['headers', 'withoutHeaders', 'queryParams'])('of %s too', (field) => {
    expect(inMatch({ [field]: { a: { exact: 'b' }, c: {} } })).toEqual([]);
    expect(inMatch({ [field]: { a: { prefix: '' } } })).toEqual([`Ei ${field}.a.prefix`]);
    expect(inMatch({ [field]: { a: { regex: '(' } } })).toEqual([`Ei ${field}.a.regex`]);
  });

  test('of a header that is not there, with any value', () => {
    expect(inMatch({ withoutHeaders: { a: { regex: '*' } } })).toEqual([]);
    expect(inMatch({ headers: { a: { regex: '*' } } })).toEqual(['Ei headers.a.regex']);
  });

  test.each([':method', ':scheme', ':authority', ':path', ':status', 'x-a', '!#$%'])(
    'of the header %s',
    (name) => {
      expect(
        inMatch({ headers: { [name]: { exact: 'a' } }, withoutHeaders: { [name]: { exact: 'b' } } }),
      ).toEqual([]);
    },
  );

  test.each([':host', 'a b', ''])('not of the header %j', (name) => {
    const place = name === '' ? '[""]' : `["${name}"]`;
    expect(inMatch({ headers: { [name]: { exact: 'a' } } })).toEqual([`Ei headers${place}`]);
    expect(inMatch({ withoutHeaders: { [name]: { exact: 'a' } } })).toEqual([`Ei withoutHeaders${place}`]);
  });

  test.each(['headers', 'withoutHeaders'])('of a claim in %s is for gateways', (field) => {
    const match = [{ [field]: { '@request.auth.claims.group': { exact: 'a' } } }];
    expect(placesInRoute({ match }, { gateways: ['a'] })).toEqual([]);
    expect(placesInRoute({ match }, { gateways: ['a', 'mesh'] })).toHaveLength(1);
    expect(placesInRoute({ match })).toHaveLength(1);
  });

  test.each([
    ['@request.auth.claims.a', true],
    ['@request.auth.claims[a]', true],
    ['@request.auth.claims[a][b]', true],
    ['@Request.Auth.Claims.a', true],
    ['@request.auth.claims', false],
    ['@request.auth.claims[a', false],
    ['@request.auth.claimsa]', false],
    ['x@request.auth.claims.a', false],
  ])('%s is a claim: %s', (name, isClaim) => {
    const match = [{ headers: { [name]: { exact: 'a' } } }];
    const isName = /^[a-z@.]+$/i.test(name) && !name.includes('@');
    expect(placesInRoute({ match }, { gateways: ['a'] })).toHaveLength(isClaim || isName ? 0 : 1);
  });

  test.each([
    [{ port: 1 }, []],
    [{ port: 65536 }, ['Ei port']],
    [{ sourceNamespace: 'shop' }, []],
    [{ sourceNamespace: '' }, []],
    [{ sourceLabels: { 'a.b/c': 'd' } }, []],
    [{ gateways: ['mesh', 'shop/a'] }, []],
    [{ uri: { prefix: '' } }, []],
    [{ uri: { regex: '' } }, ['Ei uri.regex']],
    [{ uri: { regex: 'a'.repeat(1024) } }, []],
  ])('%j', (match, expected) => {
    expect(inMatch(match)).toEqual(expected);
  });

  test('that is null is said once', () => {
    expect(placesInRoute({ match: [null] })).toEqual(['Ea match[0]']);
    expect(inMatch({ headers: { a: null } })).toEqual(['Ei headers.a']);
  });
});

describe('an answer', () => {
  const place = (fields: object) => placesInRoute({ route: undefined, ...fields });
  const body = (size: number, field = 'string') => ({
    directResponse: {
      status: 200,
      body: { [field]: field === 'bytes' ? Buffer.alloc(size).toString('base64') : 'a'.repeat(size) },
    },
  });

  test.each([
    [{ uri: '/' }, []],
    [{ authority: 'a.com' }, []],
    [{ scheme: 'http' }, []],
    [{ scheme: 'https' }, []],
    [{ port: 80 }, []],
    [{ derivePort: 'FROM_REQUEST_PORT' }, []],
    [{ uri: '/', redirectCode: 300 }, []],
    [{ uri: '/', redirectCode: 399 }, []],
    [{ uri: '/', redirectCode: 400 }, ['Ei redirect.redirectCode']],
    [{ uri: '/', redirectCode: 299 }, ['Ei redirect.redirectCode']],
    [{ port: 65535 }, []],
    [{}, ['Ei redirect']],
  ])('by redirect %j', (redirect, expected) => {
    expect(place({ redirect })).toEqual(expected);
  });

  test.each([
    [200, []],
    [600, []],
    [199, ['Ei directResponse.status']],
    [601, ['Ei directResponse.status']],
  ])('of status %d', (status, expected) => {
    expect(place({ directResponse: { status } })).toEqual(expected);
  });

  test.each(['string', 'bytes'])('has a %s that proxies can hold', (field) => {
    expect(place(body(100 * 1024, field))).toEqual([]);
    expect(place(body(100 * 1024 + 1, field))).toEqual(['Wi directResponse.body']);
    expect(place(body(1024 * 1024, field))).toEqual(['Wi directResponse.body']);
    expect(place(body(1024 * 1024 + 1, field))).toEqual(['Ei directResponse.body']);
  });
});

describe('a route', () => {
  test.each([
    [{ mirror: { host: 'a' } }, []],
    [{ mirrors: [{ destination: { host: 'a' } }] }, []],
    [{ mirror: { host: 'a' }, mirrors: [] }, []],
    [{ mirrors: [{ destination: { host: 'a_b' } }] }, ['Ei mirrors[0].destination.host']],
    [{ mirrorPercentage: { value: 101 } }, ['Ei mirrorPercentage.value']],
    [{ mirrorPercentage: { value: 100 } }, []],
    [{ mirrorPercentage: { value: -1 } }, ['Ei mirrorPercentage.value']],
    [{ mirror_percent: 1 }, ['Wi mirror_percent']],
    [{ delegate: { name: 'a' }, redirect: { uri: '/' }, route: undefined }, ['Ei redirect']],
    [{ delegate: { name: 'a' }, route: undefined }, []],
    [{ rewrite: { uriRegexRewrite: { match: 'a', rewrite: '' } } }, ['Ei rewrite.uriRegexRewrite']],
    [{ rewrite: { uriRegexRewrite: { match: '', rewrite: 'a' } } }, ['Ei rewrite.uriRegexRewrite']],
    [{ rewrite: { uriRegexRewrite: { match: 'a', rewrite: 'b' } } }, []],
    [{ rewrite: { authority: 'a.com' } }, []],
    [
      { headers: { request: { set: { host: 'a' }, add: { ':authority': 'b' } } } },
      ['Ei headers.request.add[":authority"]'],
    ],
    [{ headers: { request: { set: { host: 'a' }, add: { host: '' } } } }, []],
    [{ headers: { request: { set: { 'x-host': 'a', hosts: 'b' } } } }, []],
    [
      { headers: { response: { remove: ['host', ''] } } },
      ['Ei headers.response.remove[0]', 'Ei headers.response.remove[1]'],
    ],
    [{ fault: { delay: { exponentialDelay: '1s' } } }, ['Ei fault.delay.exponentialDelay']],
    [{ fault: { abort: { http2Error: 'a' } } }, ['Ei fault.abort.http2Error']],
    [{ fault: { abort: { httpStatus: 500, percentage: { value: 0.0001 } } } }, []],
    [{ fault: { delay: { fixedDelay: '1s', percentage: { value: 100 } } } }, []],
    [{ corsPolicy: { allowOrigins: [{ prefix: 'a' }, { regex: 'b' }, { exact: '*' }] } }, []],
    [{ corsPolicy: { allowHeaders: ['*', 'x-a', ''] } }, ['Ei corsPolicy.allowHeaders[2]']],
    [{ retries: { attempts: 0, perTryTimeout: '1s' } }, ['Ei retries']],
    [{ retries: { attempts: 0, retryRemoteLocalities: true } }, ['Ei retries']],
    [{ retries: { attempts: 0 } }, []],
    [{ retries: { attempts: 1, retryOn: '503' } }, []],
    [{ retries: { attempts: 1, retryOn: '599' } }, ['Ei retries.retryOn']],
    [{ retries: { attempts: 1, retryOn: '50a' } }, ['Ei retries.retryOn']],
    [{ timeout: '1ms' }, []],
  ])('%j', (fields, expected) => {
    const found = placesInRoute(fields);
    expect(found.filter((place) => !/^Ea /.test(place)).map((place) => place.replace('Eai', 'Ei'))).toEqual(
      expected,
    );
  });

  test.each([
    'OK CANCELLED UNKNOWN INVALID_ARGUMENT DEADLINE_EXCEEDED NOT_FOUND ALREADY_EXISTS PERMISSION_DENIED UNAUTHENTICATED',
    'RESOURCE_EXHAUSTED FAILED_PRECONDITION ABORTED OUT_OF_RANGE UNIMPLEMENTED INTERNAL UNAVAILABLE DATA_LOSS',
  ])('is aborted with %s', (names) => {
    const aborted = names.split(' ').map((grpcStatus) => placesInRoute({ fault: { abort: { grpcStatus } } }));
    expect(aborted.flat()).toEqual([]);
    expect(placesInRoute({ fault: { abort: { grpcStatus: '' } } })).toEqual(['Ei fault.abort.grpcStatus']);
  });

  test('of a delegate delegates no further', () => {
    expect(placesIn(service({ http: [{ delegate: { name: 'a' }, route }] }))).toEqual([
      'Ei spec.http[0].delegate',
    ]);
    const mirrors = { mirror: { host: 'a' }, mirrors: [{ destination: { host: 'a' } }] };
    expect(placesIn(service({ http: [{ route, ...mirrors }] }))).toEqual(['Ei spec.http[0]']);
    expect(placesInRoute({ delegate: { name: 'a' }, route: undefined, ...mirrors })).toEqual([]);
  });
});

test('a delegate routes requests alone', () => {
  const tls = [{ match: [{ sniHosts: ['a.com'] }], route }];
  expect(placesIn(service({ http: [{ route }], tls }))).toContain('Ei spec.tls');
});
