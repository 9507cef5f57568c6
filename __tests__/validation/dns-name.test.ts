import { describe, expect, test } from '@jest/globals';
import {
  domainMistake,
  domainOrAddressMistake,
  gatewayDomainMistake,
  isDnsLabel,
  partialWildcardMistake,
  wildcardDomainMistake,
} from '../../lib/validation/dns-name';

const label = (length: number): string => 'a'.repeat(length);
/** A name of that many characters, all of its labels short enough. */
const name = (length: number): string =>
  Array.from(label(length), (a, at) => (at % 32 === 31 ? '.' : a)).join('');

describe('a label', () => {
  test.each([
    ['a', true],
    ['A9', true],
    ['a-b', true],
    ['a--b', true],
    [label(63), true],
    [label(64), false],
    ['', false],
    ['-a', false],
    ['a-', false],
    ['a.b', false],
    ['a_b', false],
    ['*', false],
  ])('%s', (text, isGood) => {
    expect(isDnsLabel(text)).toBe(isGood);
  });
});

describe('a name', () => {
  test.each([
    ['web', true, true],
    ['web.shop.svc.cluster.local', true, true],
    ['web.', true, true],
    ['a.1b', true, true],
    [name(255), true, true],
    [name(256), false, false],
    [`${label(63)}.b`, true, true],
    [`${label(64)}.b`, false, false],
    [`b.${label(64)}`, false, false],
    ['', false, false],
    ['.', false, false],
    ['a..b', false, false],
    ['a.b..', false, false],
    ['10.0.0.1', false, false],
    ['a.+1', false, false],
    ['a.-1', false, false],
    ['a.b_c', false, false],
    ['a_b.c', false, false],
    ['*', false, true],
    ['*.shop.com', false, true],
    ['*web.shop.com', false, true],
    ['*-dev.shop.com', false, true],
    ['web*.shop.com', false, false],
    ['**.shop.com', false, false],
    ['*-.shop.com', false, false],
    ['web.*.com', false, false],
  ])('%s: by itself %s, with a wildcard %s', (text, isDomain, isWildcardDomain) => {
    expect([domainMistake(text) === undefined, wildcardDomainMistake(text) === undefined]).toEqual([
      isDomain,
      isWildcardDomain,
    ]);
  });

  test('says which label is none', () => {
    expect(domainMistake('a.b_c.d')).toBe("'a.b_c.d' is no domain name: 'b_c' is no label of one");
    expect(domainMistake(name(256))).toBe('has 256 characters, a domain name at most 255');
    expect(wildcardDomainMistake('')).toBe('is empty, expected a domain name');
  });
});

describe('a name that a gateway passes on', () => {
  test.each([
    ['outbound_.80_._.web.shop', true, true],
    ['outbound_.90_._.web.shop', true, false],
    ['outbound_.80_._.web.shop', false, false],
    ['inbound_.80_._.web.shop', true, false],
    ['*.shop.com', true, true],
    ['*.shop.com', false, true],
    ['a_b', true, false],
  ])('%s, by the handshake %s: %s', (text, routesBySni, isGood) => {
    expect(gatewayDomainMistake(text, routesBySni) === undefined).toBe(isGood);
  });
});

test.each([
  ['*', true],
  ['*.shop.com', true],
  ['shop.com', true],
  ['*a.shop.com', false],
  ['*-dev.shop.com', false],
])('the wildcard of %s is a whole label: %s', (text, isWhole) => {
  expect(partialWildcardMistake(text) === undefined).toBe(isWhole);
});

test.each([
  ['10.0.0.1', true],
  ['::1', true],
  ['shop.com', true],
  ['10.0.0', false],
  ['*.shop.com', false],
])('%s is a name or an address: %s', (text, isGood) => {
  expect(domainOrAddressMistake(text) === undefined).toBe(isGood);
});
