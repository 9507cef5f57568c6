import { expect, test } from '@jest/globals';
import { byAge } from '../../lib/mesh/age-order';
import { service } from './manifests';

const aged = (name: string, creationTimestamp?: unknown) =>
  service(name, {}, creationTimestamp === undefined ? {} : { creationTimestamp });

test.each([
  ['the older first', aged('shop/z', '2026-01-01T00:00:00Z'), aged('shop/a', '2026-01-01T00:00:01Z')],
  ['what exists before what does not', aged('shop/z', '2026-01-01T00:00:00Z'), aged('shop/a')],
  ['a time that is none does not count', aged('shop/z', '2026-01-01T00:00:00Z'), aged('shop/a', 'soon')],
  [
    'within one second the names decide',
    aged('shop/a', '2026-01-01T00:00:00.9Z'),
    aged('shop/z', '2026-01-01T00:00:00.1Z'),
  ],
  ['the names before the namespaces', aged('shop/a'), aged('bank/b')],
  ['of one name the namespaces', aged('bank/a'), aged('shop/a')],
])('%s', (_, first, second) => {
  expect(byAge(first, second)).toBeLessThan(0);
  expect(byAge(second, first)).toBeGreaterThan(0);
  expect([second, first].sort(byAge)).toEqual([first, second]);
});

test('an object is as old as itself', () => {
  expect(byAge(aged('shop/a'), aged('shop/a'))).toBe(0);
});
