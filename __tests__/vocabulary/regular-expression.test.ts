import { expect, test } from '@jest/globals';
import {
  matchesRegularExpression,
  regularExpression,
  regularExpressionMistake,
} from '../../lib/vocabulary/regular-expression';

test.each([
  '',
  '/v[0-9]+/.*',
  '(?i)mobile',
  '(?P<id>\\d+)(?<name>\\w+)',
  '(?i:a|b)*?',
  '[]a-z^-]',
  '[[:alpha:]\\d-z]',
  '\\pN\\p{Greek}\\P{^Lu}',
  '\\Qa.b*\\E',
  '\\x41\\x{1F600}\\012',
  'a{2}b{2,}c{2,3}d{,3}e{',
  '(a{10}){100}',
  '^|$|\\A\\b\\z',
  'é😀',
])('RE2 reads %s', (pattern) => {
  expect(regularExpressionMistake(pattern)).toBeUndefined();
});

test.each([
  ['(?=a)', 'invalid or unsupported Perl syntax: `(?=`'],
  ['(?<!a)', 'invalid named capture: `(?<!a)`'],
  ['(a)\\1', 'invalid escape sequence: `\\1`'],
  ['\\Z', 'invalid escape sequence: `\\Z`'],
  ['(a', 'missing closing ): `(a`'],
  ['a)', 'unexpected ): `a)`'],
  ['[a', 'missing closing ]: `[a`'],
  ['[z-a]', 'invalid character class range: `z-a`'],
  ['*a', 'missing argument to repetition operator: `*`'],
  ['a**', 'invalid nested repetition operator: `**`'],
  ['a++', 'invalid nested repetition operator: `++`'],
  ['a{1001}', 'invalid repeat count: `{1001}`'],
  ['(a{50}){50}', 'invalid repeat count: `{50}`'],
  ['(?P<a>x)(?P<a>y)', 'duplicate capture group name: `a`'],
  ['\\p{Foo}', 'invalid character class range: `\\p{Foo}`'],
  ['\\x{110000}', 'invalid escape sequence: `\\x{110000`'],
])('RE2 refuses %s', (pattern, mistake) => {
  expect(regularExpressionMistake(pattern)).toBe(mistake);
  expect(regularExpression(pattern)).toBeUndefined();
  expect(() => matchesRegularExpression('a', pattern)).toThrow(SyntaxError);
});

test('a match may stand anywhere', () => {
  expect(matchesRegularExpression('xaby', 'ab?')).toBe(true);
  expect(matchesRegularExpression('xaby', '^a')).toBe(false);
  expect(regularExpression('a+')?.matches('xa')).toBe(false);
});
