import { describe, expect, test } from '@jest/globals';
import { aroundMatch, aroundPolicyValue, aroundPrefix, aroundText } from '../../lib/simulate/boundary-values';
import { re2 } from '../../lib/simulate/re2';
import { regexExamples } from '../../lib/simulate/regex-example';

describe('examples of an expression', () => {
  test.each([
    ['abc', ['abc']],
    ['a|b', ['a', 'b']],
    ['/(cat|dog)/x', ['/cat/x', '/dog/x']],
    ['(a|b)(c|d|e)', ['ac', 'bd', 'ae']],
    ['ab?c', ['abc', 'ac']],
    ['ab*', ['ab', 'a']],
    ['ab+', ['ab']],
    ['ab+?', ['ab']],
    ['a{3}', ['aaa']],
    ['a{2,5}b', ['aab']],
    ['a{0,2}b', ['ab', 'b']],
    ['[0-9]+', ['0']],
    ['[b-d]', ['b']],
    ['[^a-z]', ['0']],
    ['[^a0A]', ['-']],
    ['[]x]', [']']],
    ['[^]a]', ['0']],
    ['[\\]x]y', [']y']],
    ['[[:alpha:]]b', ['ab']],
    ['[é]', ['é']],
    ['.*', ['x', '']],
    ['^a$', ['a']],
    ['\\d\\w\\s\\D\\W\\S', ['0a a-a']],
    ['\\t\\n', ['\t\n']],
    ['a\\.b', ['a.b']],
    ['\\Aa\\z', ['a']],
    ['(?i)A', ['A']],
    ['(?:a|b)c', ['ac', 'bc']],
    ['(?P<name>a)b', ['ab']],
    ['(?i:a)b', ['ab']],
    ['a||b', ['a', '', 'b']],
    ['a|a', ['a']],
    ['', ['']],
    ['a{101}', []],
    ['a{100}', ['a'.repeat(100)]],
    ['1|2|3|4|5|6|7|8|9', ['1', '2', '3', '4', '5', '6', '7', '8']],
    ['a(', []],
    ['a\\bb', []],
  ])('%s: %j', (pattern, expected) => {
    expect(regexExamples(pattern)).toEqual(expected);
  });
});

describe('values around', () => {
  test.each([
    [{ exact: '/a' }, ['/a', '/ax', '/a/', '/', '/A']],
    [{ exact: 'a', prefix: 'b' }, ['a', 'ax', 'a/', '', 'A']],
    [{ prefix: '/a' }, ['/a', '/a/x', '/ax', '/', '/a/', '/A']],
    [{ prefix: '/a/' }, ['/a/', '/a/x', '/ax', '/', '/A/']],
    [{ regex: 'ab|c' }, ['ab', 'c', 'ab~', 'a']],
    [{ regex: 'abc|d' }, ['abc', 'd', 'abc~', 'ab']],
    [{ regex: '*' }, ['any']],
    [{ regex: 'a(' }, []],
    [{}, ['any']],
  ])('the match %j', (match, expected) => {
    expect(aroundMatch(match)).toEqual(expected);
  });

  test.each([
    ['*', ['any']],
    ['/a', aroundText('/a')],
    ['/a*', aroundPrefix('/a')],
    ['*/a', ['/x/a', 'x/a', '/a']],
    ['/{*}/a', ['/x/a', '/x/a/x']],
    ['/{**}', ['/x', '/x/x', '/x/y']],
    ['/{*}/{**}', ['/x/x', '/x/x/x', '/x/x/y']],
  ])('the value %s of a policy', (value, expected) => {
    expect(aroundPolicyValue(value)).toEqual(expected);
  });
});

/** @see https://github.com/google/re2/wiki/Syntax */
describe('an expression', () => {
  test.each([
    ['a', 'a', true],
    ['a', 'ab', false],
    ['a', 'ba', false],
    ['a|b', 'ab', false],
    ['a|b', 'b', true],
    ['[a-c]{2}', 'ab', true],
    ['[a-c]{2}', 'abc', false],
    ['a{1,}', 'aaa', true],
    ['(?i)a', 'A', true],
    ['(a*)*', 'aa', true],
    ['(a|b)+c', 'abac', true],
    ['.', '\n', false],
    ['\\pL', 'é', true],
    ['a.*b.*c.*d.*e', 'a1b2c3d4e', true],
    ['a{,2}', 'a{,2}', true],
    ['}', '}', true],
    ['[[:digit:]]', '7', true],
  ])('%s matches %j: %s', (pattern, text, expected) => {
    expect(re2(pattern)?.matches(text)).toBe(expected);
  });

  test.each(['a(', '(?=a)', 'a**', '[', '(a)\\1'])('%s is none', (pattern) => {
    expect(re2(pattern)).toBeUndefined();
  });

  test.each(['(a+)+', '((a+)b?)+', '(a|aa)+', '((a|aa)b?)*', '(c?(a*)){2,}', '(a{1,2}b?)+'])(
    'that repeats what repeats takes no longer for more: %s',
    (pattern) => {
      expect(re2(pattern)?.matches(`${'a'.repeat(300)}d`)).toBe(false);
    },
  );

  test.each([
    ['b', 'abcb', 'x', 'axcx'],
    ['(a)(b)', 'ab', '\\2\\1', 'ba'],
    ['a+', 'aab', '[\\0]', '[aa]b'],
    ['a', 'a', '$1', '$1'],
    ['a', 'a', '\\\\', '\\'],
    ['z', 'a', 'x', 'a'],
  ])('%s replaces in %s by %s: %s', (pattern, text, substitution, expected) => {
    expect(re2(pattern)?.replaceAll(text, substitution)).toBe(expected);
  });
});
