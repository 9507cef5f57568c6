import { describe, expect, test } from '@jest/globals';
import type { AccessRequest } from '../../lib/simulate/access-request';
import { accessRule } from '../../lib/simulate/access-rule';
import { inBlock, valueMatches } from '../../lib/simulate/access-value';

const BARE: AccessRequest = {
  method: 'GET',
  path: '/a/b',
  authority: 'a.test:80',
  port: 8080,
  headers: { 'x-user': 'bob', ':path': 'never' },
};
const REQUEST: AccessRequest = {
  ...BARE,
  principal: 'cluster.local/ns/shop/sa/web',
  sourceIp: '10.1.2.3',
  remoteIp: '192.0.2.1',
  sni: 'a.test',
  claims: {
    iss: 'https://id.test',
    sub: 'bob',
    aud: ['shop', 'bank'],
    azp: 'app',
    admin: true,
    deep: { a: ['x'] },
    n: 1,
  },
};

const holds = (rule: object, request: AccessRequest = REQUEST) =>
  accessRule(rule as never, 'shop')?.(request);
const when = (key: string, ...values: readonly string[]) => ({ when: [{ key, values }] });
const from = (source: object) => ({ from: [{ source }] });
const to = (operation: object) => ({ to: [{ operation }] });

/** @see https://istio.io/latest/docs/reference/config/security/conditions/ */
test.each([
  [when('source.ip', '10.1.0.0/16'), true],
  [when('source.ip', '192.0.2.1'), false],
  [when('remote.ip', '192.0.2.1'), true],
  [when('remote.ip', '10.1.2.3'), false],
  [when('source.namespace', 'shop'), true],
  [when('source.namespace', 'sh*'), true],
  [when('source.namespace', 'hop'), false],
  [when('source.principal', '*/sa/web'), true],
  [when('source.principal', 'cluster.local/ns/shop/sa/api'), false],
  [when('request.auth.principal', 'https://id.test/bob'), true],
  [when('request.auth.audiences', 'bank'), true],
  [when('request.auth.audiences', 'other'), false],
  [when('request.auth.presenter', 'app'), true],
  [when('request.auth.presenter', 'bob'), false],
  [when('request.auth.claims[admin]', 'true'), true],
  [when('request.auth.claims[admin]', 'false'), false],
  [when('request.auth.claims[deep][a]', 'x'), true],
  [when('request.auth.claims[deep]', 'x'), false],
  [when('request.auth.claims[n]', '1'), false],
  [when('request.auth.claims[gone][a]', '*'), false],
  [when('request.auth.claims[aud][0]', 'shop'), false],
  [when('destination.port', '8080'), true],
  [when('destination.port', '80'), false],
  [when('connection.sni', '*.test'), true],
  [when('connection.sni', 'b.test'), false],
  [when('request.headers[X-User]', 'b*'), true],
  [when('request.headers[:method]', 'GET'), true],
  [when('request.headers[:authority]', 'a.test:*'), true],
  [when('request.headers[host]', '*:80'), true],
  [when('request.headers[:path]', '/a/*'), true],
  [when('request.headers[x-gone]', '*'), false],
  [when('request.headers[x-user', 'bob'), undefined],
  [when('x.request.headers[x-user]', 'bob'), undefined],
  [when('request.header', 'bob'), undefined],
  [{ when: [{ key: 'destination.port', notValues: ['80'] }] }, true],
  [{ when: [{ key: 'destination.port', values: ['80', '8080'], notValues: ['8080'] }] }, false],
  [
    {
      when: [
        { key: 'destination.port', values: ['8080'] },
        { key: 'connection.sni', values: ['b'] },
      ],
    },
    false,
  ],
  [from({ namespaces: ['shop'] }), true],
  [from({ namespaces: ['bank'] }), false],
  [from({ notNamespaces: ['bank'] }), true],
  [from({ notNamespaces: ['shop'] }), false],
  [from({ principals: ['*'], namespaces: ['bank'] }), false],
  [{ from: [{ source: { namespaces: ['bank'] } }, { source: { principals: ['*'] } }] }, true],
  [from({ serviceAccounts: ['web'] }), true],
  [from({ serviceAccounts: ['shop/web'] }), true],
  [from({ serviceAccounts: ['bank/web'] }), false],
  [from({ serviceAccounts: ['we'] }), false],
  [from({ notServiceAccounts: ['web'] }), false],
  [from({ ipBlocks: ['10.1.2.3'] }), true],
  [from({ remoteIpBlocks: ['10.1.2.3'] }), false],
  [from({ requestPrincipals: ['*'] }), true],
  [from({ requestPrincipals: ['https://id.test/*'] }), true],
  [from({ requestPrincipals: ['*/bob'] }), true],
  [from({ requestPrincipals: ['*test/bob'] }), true],
  [from({ requestPrincipals: ['*test/b*'] }), false],
  [from({ requestPrincipals: ['https://id.test/al'] }), false],
  [from({ requestPrincipals: ['https://other.test/bob'] }), false],
  [from({ requestPrincipals: ['*ob'] }), true],
  [from({ requestPrincipals: ['*al'] }), false],
  [from({ requestPrincipals: ['id*'] }), false],
  [from({ requestPrincipals: ['bob'] }), false],
  [from({ requestPrincipals: ['https*'] }), true],
  [from({ requestPrincipals: ['htt*/bob'] }), false],
  [from({}), true],
  [to({ hosts: ['A.test:80'] }), true],
  [to({ hosts: ['a.test'] }), false],
  [to({ methods: ['G*'] }), true],
  [to({ methods: ['g*'] }), false],
  [to({ notMethods: ['GET'] }), false],
  [to({ paths: ['/a/{*}'] }), true],
  [to({ paths: ['/{*}'] }), false],
  [to({ paths: ['/{**}'] }), true],
  [to({ paths: ['/a.b/{*}'] }), false],
  [to({ ports: ['8080'] }), true],
  [{ ...from({ namespaces: ['bank'] }), ...to({ methods: ['GET'] }) }, false],
  [{}, true],
])('%j: %s', (rule, expected) => {
  expect(holds(rule)).toBe(expected);
});

describe('a rule about what nobody knows', () => {
  test.each([
    [when('connection.sni', '*'), [false, false, false]],
    [when('source.principal', '*'), [false, false, false]],
    [when('source.namespace', '*'), [false, false, false]],
    [from({ serviceAccounts: ['web'] }), [false, false, false]],
    [from({ requestPrincipals: ['*'] }), [false, false, false]],
    [when('source.ip', '10.0.0.0/8'), [false, true, false]],
    [when('remote.ip', '10.0.0.0/8'), [false, true, false]],
    [when('destination.ip', '10.0.0.0/8'), [false, true, false]],
    [from({ notIpBlocks: ['10.0.0.0/8'] }), [true, true, false]],
  ])('%j holds as it is, where addresses hold, where they fail: %j', (rule, expected) => {
    const asked: readonly AccessRequest[] = [
      BARE,
      { ...BARE, unknownAddresses: 'hold' },
      { ...BARE, unknownAddresses: 'fail' },
    ];
    expect(asked.map((request) => holds(rule, request))).toEqual(expected);
  });

  test('needs both the issuer and the subject of a token', () => {
    const rule = from({ requestPrincipals: ['*'] });
    expect(holds(rule, { ...BARE, claims: { iss: 'a' } })).toBe(false);
    expect(holds(rule, { ...BARE, claims: { sub: 'a' } })).toBe(false);
    expect(holds(rule, { ...BARE, claims: { iss: 'a', sub: 'b' } })).toBe(true);
  });
});

test.each([
  ['10.0.0.0/8', '10.255.0.1', true],
  ['10.0.0.0/8', '11.0.0.1', false],
  ['10.128.0.0/9', '10.128.0.1', true],
  ['10.128.0.0/9', '10.127.0.1', false],
  ['10.0.0.1', '10.0.0.1', true],
  ['10.0.0.1', '10.0.0.2', false],
  ['0.0.0.0/0', '8.8.8.8', true],
  ['2001:db8::/32', '2001:db8:1::1', true],
  ['2001:db8::/32', '2001:db9::1', false],
  ['::1', '0:0:0:0:0:0:0:1', true],
  ['::', '::1', false],
  ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8', true],
  ['1::8', '1:0:0:0:0:0:0:8', true],
  ['::/0', '10.0.0.1', false],
  ['10.0.0.0.0', '10.0.0.0', false],
  ['x10.0.0.1', '10.0.0.1', false],
  ['10.0.0.1x', '10.0.0.1', false],
  ['1:2', '1:2:0:0:0:0:0:0', false],
  ['nonsense', 'nonsense', false],
])('the block %s holds %s: %s', (block, address, expected) => {
  expect(inBlock(block, address)).toBe(expected);
});

test.each([
  ['*', 'a', true],
  ['*', '', false],
  ['a*', 'ab', true],
  ['a*', 'a', true],
  ['a*', 'ba', false],
  ['*a', 'ba', true],
  ['*a', 'ab', false],
  ['a', 'a', true],
  ['a', 'ab', false],
  ['', '', true],
])('the value %s is met by "%s": %s', (value, text, expected) => {
  expect(valueMatches(value, text)).toBe(expected);
});
