import { expect, test } from '@jest/globals';
import { re2Mistake } from '../../lib/vocabulary/re2-syntax';

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
  expect(re2Mistake(pattern)).toBeUndefined();
});

test.each([
  ['(?=a)', '(?=a is no group of RE2, which has no lookaround'],
  ['(?<!a)', '(?<! is no group of RE2, which has no lookaround'],
  ['(a)\\1', '\\1 is no escape of RE2, which has no backreferences'],
  ['\\Z', '\\Z is no escape of RE2'],
  ['(a', 'a ( without its )'],
  ['a)', 'a ) without its ('],
  ['[a', 'a [ without its ]'],
  ['[z-a]', 'a range of characters that runs backwards'],
  ['[[:foo:]]', '[:foo:] is no class of characters'],
  ['*a', 'nothing before * to repeat'],
  ['a|+', 'nothing before + to repeat'],
  ['a**', '* repeats a repetition'],
  ['a{3,2}', '{3,2} counts backwards'],
  ['a{1001}', '{1001} repeats more than 1000 times'],
  ['(a{50}){50}', '{50} repeats more than 1000 times'],
  ['(?P<a>x)(?P<a>y)', "group name 'a' is empty or taken"],
  ['\\p{Foo}', '\\p{Foo} is no class of Unicode'],
  ['\\x{110000}', '\\x{110000} is no character of Unicode'],
])('RE2 refuses %s', (pattern, mistake) => {
  expect(re2Mistake(pattern)).toBe(mistake);
});
