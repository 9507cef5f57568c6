import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  compareSpecificity,
  covers,
  overlap,
  qualifiedHost,
  serviceOf,
} from '../../lib/vocabulary/host-name';

const label = fc.constantFrom('a', 'b', 'ab');
const name = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => labels.join('.'));
const host = fc.oneof(
  name,
  name.map((suffix) => `*.${suffix}`),
  fc.constant('*'),
);
/** What a pattern means, said the slow way: a `*` stands for at least one character. */
const meaning = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replaceAll('.', '\\.').replace('*', '.+')}$`);

describe('hosts', () => {
  test.each([
    ['*', 'a.com', true],
    ['*.a.com', 'x.a.com', true],
    ['*.a.com', 'y.x.a.com', true],
    ['*.a.com', 'a.com', false],
    ['*.a.com', '*.x.a.com', true],
    ['*.x.a.com', '*.a.com', false],
    ['*.a.com', '*a.com', false],
    ['*a.com', '*.a.com', true],
    ['a.com', 'b.a.com', false],
  ])('%s covers %s: %s', (pattern, other, expected) => {
    expect(covers(pattern, other)).toBe(expected);
  });

  test('a pattern covers exactly the names that it means', () => {
    fc.assert(
      fc.property(host, name, (pattern, other) => covers(pattern, other) === meaning(pattern).test(other)),
    );
  });

  test('a pattern that covers another covers all that it covers', () => {
    fc.assert(
      fc.property(host, host, name, (one, other, some) => {
        fc.pre(covers(one, other) && covers(other, some));
        return covers(one, some);
      }),
    );
  });

  test('two patterns overlap where a name is meant by both', () => {
    fc.assert(
      fc.property(host, host, name, (one, other, some) => {
        fc.pre(covers(one, some) && covers(other, some));
        return overlap(one, other);
      }),
    );
  });

  test('are looked for by name, then from the longest wildcard to the shortest', () => {
    const hosts = ['*', '*.com', 'b.a.com', '*.a.com', 'a.com'];
    expect(hosts.sort(compareSpecificity)).toEqual(['a.com', 'b.a.com', '*.a.com', '*.com', '*']);
  });

  test.each([
    ['web', 'web.shop.svc.cluster.local'],
    ['web.shop', 'web.shop'],
    ['web.shop.svc', 'web.shop.svc'],
    ['*', '*'],
    ['', ''],
  ])('%j in shop is %j', (short, expected) => {
    expect(qualifiedHost(short, 'shop')).toBe(expected);
  });

  test.each([
    ['web.shop.svc.cluster.local', { name: 'web', namespace: 'shop' }],
    ['pod-0.web.shop.svc.cluster.local', undefined],
    ['web.svc.cluster.local', undefined],
    ['web.example.com', undefined],
  ])('%s names the Service %j', (full, expected) => {
    expect(serviceOf(full)).toEqual(expected);
  });
});
