import { describe, expect, test } from '@jest/globals';
import { objectOf, placesIn, said } from './expectation';

const policy = (spec: object) =>
  objectOf('security.istio.io/v1', 'AuthorizationPolicy', JSON.stringify(spec));
const from = (source: object) => ({ from: [{ source }] });
const to = (operation: object) => ({ to: [{ operation }] });

const identities = ['principals', 'notPrincipals', 'namespaces', 'notNamespaces'];
const accounts = ['serviceAccounts', 'notServiceAccounts'];
const trustDomains = ['trustDomains', 'notTrustDomains'];
const addresses = ['ipBlocks', 'notIpBlocks', 'remoteIpBlocks', 'notRemoteIpBlocks'];
const requestIdentities = ['requestPrincipals', 'notRequestPrincipals'];
const operations = ['hosts', 'notHosts', 'methods', 'notMethods', 'paths', 'notPaths'];
const ports = ['ports', 'notPorts'];

describe.each([...identities, ...accounts, ...trustDomains, ...addresses, ...requestIdentities])(
  'a source with %s',
  (field) => {
    const good = addresses.includes(field) ? '10.0.0.1' : 'a';
    const place = `spec.rules[0].from[0].source.${field}`;

    test('is not empty', () => {
      expect(said(policy({ rules: [from({ [field]: [good] })] }))).toEqual([]);
    });

    test('has no empty text', () => {
      expect(placesIn(policy({ rules: [from({ [field]: [good, ''] })] }))).toEqual([`Ei ${place}[1]`]);
    });

    test('is known to an extension by its address alone', () => {
      const custom = { action: 'CUSTOM', provider: { name: 'a' }, rules: [from({ [field]: [good] })] };
      expect(placesIn(policy(custom))).toEqual(addresses.includes(field) ? [] : [`Ei ${place}`]);
    });

    test('is a property of requests only as their principal', () => {
      const warned = requestIdentities.includes(field) ? ['Wi spec.rules[0]'] : [];
      expect(placesIn(policy({ action: 'DENY', rules: [from({ [field]: [good] })] }))).toEqual(warned);
    });
  },
);

test.each(addresses)('%s hold addresses and blocks of them', (field) => {
  expect(placesIn(policy({ rules: [from({ [field]: ['10.0.0.0/8', '10.0.0.0/33', 'a'] })] }))).toEqual([
    `Ei spec.rules[0].from[0].source.${field}[1]`,
    `Ei spec.rules[0].from[0].source.${field}[2]`,
  ]);
});

test.each(accounts.flatMap((account) => identities.map((identity) => [account, identity] as const)))(
  '%s stand beside no %s',
  (account, identity) => {
    const rule = from({ [account]: ['a'], [identity]: ['b'] });
    expect(placesIn(policy({ rules: [rule] })).map((place) => place.replace(/^Ea?i /, ''))).toEqual([
      'spec.rules[0].from[0].source',
    ]);
  },
);

test.each(accounts)('%s may stand beside addresses', (account) => {
  expect(said(policy({ rules: [from({ [account]: ['a'], ipBlocks: ['10.0.0.1'] })] }))).toEqual([]);
});

describe.each([...operations, ...ports])('an operation with %s', (field) => {
  const good = ports.includes(field) ? '80' : '/a';
  const place = `spec.rules[0].to[0].operation.${field}`;

  test('is not empty, and has no empty text', () => {
    expect(said(policy({ rules: [to({ [field]: [good] })] }))).toEqual([]);
    expect(placesIn(policy({ rules: [to({ [field]: [good, ''] })] }))).toEqual([`Ei ${place}[1]`]);
  });

  test('denies connections by ports alone', () => {
    const warned = ports.includes(field) ? [] : ['Wi spec.rules[0]'];
    expect(placesIn(policy({ action: 'DENY', rules: [to({ [field]: [good] })] }))).toEqual(warned);
  });
});

test.each(ports)('%s are numbers up to 65535', (field) => {
  const rule = to({ [field]: ['0', '65535', '65536', '80a', 'a80', '-1'] });
  expect(placesIn(policy({ rules: [rule] }))).toEqual(
    [2, 3, 4, 5].map((index) => `Ei spec.rules[0].to[0].operation.${field}[${index}]`),
  );
});

test.each(['paths', 'notPaths'])('%s may be templates', (field) => {
  const good = ['/{*}', '/{**}', '/a/{*}/b/{**}', '/{*}/', '/a*', '*/b', '/a b', '/{*}/~-_.!$&'];
  const bad = ['/{**}/{**}', '/{a}', '/{', '/}', '/{*}/a b', '/a{*}', '/{*}//b', '/{*}/a^'];
  expect(said(policy({ rules: [to({ [field]: good })] }))).toEqual([]);
  expect(placesIn(policy({ rules: [to({ [field]: bad })] }))).toEqual(
    bad.map((_, index) => `Ei spec.rules[0].to[0].operation.${field}[${index}]`),
  );
});

describe('a denial', () => {
  const denial = (rule: object) => placesIn(policy({ action: 'DENY', rules: [rule] }));

  test.each([
    ['of everything', {}, []],
    ['by conditions alone', { when: [{ key: 'source.ip', values: ['10.0.0.1'] }] }, []],
    [
      'of ports among other operations',
      { to: [{ operation: { paths: ['/a'] } }, { operation: { ports: ['80'] } }] },
      [],
    ],
    [
      'of clients among other requests',
      { from: [{ source: { requestPrincipals: ['a'] } }, { source: { namespaces: ['a'] } }] },
      [],
    ],
    [
      'of requests of some clients',
      { ...from({ namespaces: ['a'] }), ...to({ paths: ['/a'] }) },
      ['Wi spec.rules[0]'],
    ],
  ])('%s', (_about, rule, expected) => {
    expect(denial(rule)).toEqual(expected);
  });

  test('is no matter where something is allowed', () => {
    expect(said(policy({ action: 'ALLOW', rules: [to({ paths: ['/a'] })] }))).toEqual([]);
    expect(said(policy({ rules: [to({ paths: ['/a'] })] }))).toEqual([]);
  });
});

test('the action is ALLOW where none is said', () => {
  expect(said(policy({ provider: { name: 'a' } }))).toEqual([
    'Ei spec.provider: is set, but action ALLOW asks no provider; remove it',
  ]);
});

test('an extension is named even where there is nothing to ask it', () => {
  expect(placesIn(policy({ action: 'CUSTOM' }))).toEqual(['Ei spec.rules']);
});
