import { describe, expect, test } from '@jest/globals';
import { objectOf, said } from './expectation';

/** What is said of one condition of an AuthorizationPolicy, with paths from the condition on. */
function saidOf(condition: object, action = 'ALLOW'): readonly string[] {
  const spec = {
    action,
    rules: [{ when: [condition] }],
    ...(action === 'CUSTOM' && { provider: { name: 'a' } }),
  };
  return said(objectOf('security.istio.io/v1', 'AuthorizationPolicy', JSON.stringify(spec))).map((line) =>
    line.replace('spec.rules[0].when[0]', ''),
  );
}

describe('an attribute', () => {
  test.each([
    ['source.namespace', 'shop'],
    ['source.principal', 'cluster.local/ns/shop/sa/web'],
    ['source.trustDomain', 'cluster.local'],
    ['source.serviceAccount', 'shop/web'],
    ['request.auth.principal', 'https://a.com/me'],
    ['request.auth.audiences', 'a.com'],
    ['request.auth.presenter', 'me'],
    ['request.auth.claims[group]', 'admins'],
    ['request.auth.claims[a][b]', 'c'],
    ['request.headers[x-token]', 'a'],
    ['request.experimental.inline.headers[x-token]', 'a'],
    ['experimental.envoy.filters.network.mysql_proxy[a.b]', '[c]'],
    ['connection.sni', 'a.com'],
    ['source.ip', '10.0.0.0/8'],
    ['remote.ip', '10.0.0.1'],
    ['destination.ip', '::1'],
    ['destination.port', '65535'],
    ['destination.port', '0'],
  ])('%s may be %s', (key, value) => {
    expect(saidOf({ key, values: [value] })).toEqual([]);
    expect(saidOf({ key, notValues: [value] })).toEqual([]);
    expect(saidOf({ key, values: [value], notValues: [value] })).toEqual([]);
  });

  test.each([
    ['source.ip', 'shop', "'shop' is no IP address"],
    ['remote.ip', '10.0.0.0/33', "'10.0.0.0/33' is no block of addresses such as 10.0.0.0/8"],
    ['destination.ip', '10.0.0', "'10.0.0' is no IP address"],
    ['destination.port', '65536', "'65536' is no port"],
    ['destination.port', 'http', "'http' is no port"],
    ['destination.port', '80a', "'80a' is no port"],
    ['destination.port', '8.5', "'8.5' is no port"],
    ['source.serviceAccount', 'a/b/c', "is 'a/b/c', expected NAME or NAMESPACE/NAME"],
    ['source.serviceAccount', '/web', "is '/web', expected NAME or NAMESPACE/NAME"],
    ['source.serviceAccount', 'shop/', "is 'shop/', expected NAME or NAMESPACE/NAME"],
    ['source.serviceAccount', 'shop/*', "'shop/*' has a wildcard, which no service account may have"],
    ['source.namespace', '', 'is empty, expected a text'],
    ['source.ip', '', 'is empty, expected a text'],
    ['request.headers[a]', '', 'is empty, expected a text'],
  ])('%s may not be %j', (key, value, message) => {
    expect(saidOf({ key, values: ['', value].slice(-1) })).toEqual([`Ei .values[0]: ${message}`]);
    expect(saidOf({ key, notValues: [value] })).toEqual([`Ei .notValues[0]: ${message}`]);
  });

  test.each([
    ['request.headers', 'lacks its key in brackets: NAME[KEY]'],
    ['request.headers[]', 'lacks its key in brackets: NAME[KEY]'],
    ['request.headers[a]b', 'lacks its key in brackets: NAME[KEY]'],
    ['request.auth.claims', 'lacks its key in brackets: NAME[KEY]'],
    ['experimental.envoy.filters.a', 'lacks its key in brackets: NAME[KEY]'],
    ['destination.namespace', 'is no attribute any more; use the namespace of the policy'],
    ['destination.labels[app]', 'is no attribute any more; use the selector of the policy'],
    ['destination.name', 'is no attribute any more; use the selector of the policy'],
    ['destination.user', 'is no attribute any more; use the selector of the policy'],
    ['source.namespaces', 'is no attribute; did you mean source.namespace?'],
    ['remote.ipp', 'is no attribute; did you mean remote.ip?'],
    ['destination.ports', 'is no attribute; did you mean destination.port?'],
    ['source.serviceAccounts', 'is no attribute; did you mean source.serviceAccount?'],
    ['request.header[a]', 'is no attribute; did you mean request.headers?'],
    ['nothing', 'is no attribute'],
  ])('cannot be %s', (key, message) => {
    expect(saidOf({ key, values: ['a'] })).toEqual([`Ei .key: '${key}' ${message}`]);
  });

  test.each([
    ['source.namespace', false],
    ['source.serviceAccount', false],
    ['source.principal', false],
    ['request.auth.claims[a]', false],
    ['request.auth.presenter', false],
    ['source.trustDomain', true],
    ['connection.sni', true],
    ['request.headers[request.auth.a]', true],
  ])('%s is known to who is asked by action CUSTOM: %s', (key, isKnown) => {
    const message = `Ei .key: '${key}' is not known when action CUSTOM asks its provider; remove it`;
    expect(saidOf({ key, values: ['a'] }, 'CUSTOM')).toEqual(isKnown ? [] : [message]);
  });

  test('is compared with something', () => {
    expect(saidOf({ key: 'source.ip', values: [], notValues: [] })).toEqual([
      "Ei : compares 'source.ip' with nothing, expected values or notValues",
    ]);
  });
});

describe('service accounts', () => {
  const accounts = (count: number) => Array.from({ length: count }, (_, at) => `web-${at}`);

  test('are sixteen at most', () => {
    expect(saidOf({ key: 'source.serviceAccount', values: accounts(16) })).toEqual([]);
    expect(saidOf({ key: 'source.serviceAccount', values: accounts(17) })).toEqual([
      'Ei .values: has 17 elements, expected at most 16',
    ]);
  });

  test('have 320 characters at most', () => {
    expect(saidOf({ key: 'source.serviceAccount', values: ['a'.repeat(320)] })).toEqual([]);
    expect(saidOf({ key: 'source.serviceAccount', values: ['a'.repeat(321)] })).toEqual([
      'Ei .values[0]: has 321 characters, expected at most 320',
    ]);
  });
});
