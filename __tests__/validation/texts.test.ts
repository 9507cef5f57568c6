import { expect, test } from '@jest/globals';
import { goDuration } from '../../lib/validation/go-duration';
import { headerValueMistake } from '../../lib/validation/header-value';
import { regularExpressionMistake } from '../../lib/vocabulary/regular-expression';

test.each([
  ['1h30m', 5400e9],
  ['1.5s', 1.5e9],
  ['100ms', 1e8],
  ['-1s', -1e9],
  ['0', 0],
  ['.5s', 5e8],
  ['10', undefined],
  ['', undefined],
  ['1d', undefined],
  ['s', undefined],
  ['999999h9999999h', undefined],
  ['5m', 3e11],
  ['12s', 12e9],
  ['1234567s', 1234567e9],
  ['+1s', 1e9],
  ['1ns', 1],
  ['2us', 2e3],
  ['2µs', 2e3],
  ['2μs', 2e3],
  ['12.25ms', 12_250_000],
  ['4.1s', 4.1e9],
  ['1.s', 1e9],
  ['.25s', 25e7],
  ['-0', 0],
  ['x1.5s', undefined],
  ['1.5sx', undefined],
  ['1-s', undefined],
  ['.s', undefined],
  ['2562047h', 2562047 * 3600e9],
  ['2562048h', undefined],
  ['9223372036854775808ns', undefined],
])('the duration %j', (text, nanoseconds) => {
  expect(goDuration(text)).toBe(nanoseconds);
});

test.each([
  ['plain', true],
  ['100%%', true],
  ['a %HOSTNAME% b', true],
  ['%REQ(X-A?X-B):10%', false],
  ['%REQ(X-A)%', true],
  ['%UPSTREAM_METADATA(["a", "b\\"c"])%', true],
  ['%UPSTREAM_METADATA(["a" "b"])%', false],
  ['100%', false],
  ['a\u0001', false],
  ['a\tb c', true],
  ['a\u007f', false],
  ['\u007f', false],
  ['%%%REQ(X)%%%', true],
  ['%REQ(X)%%', false],
  ['%M( [ "a" , "b" ] ) %', true],
  ['%M(["a"])% %M(["b"])%', true],
  ['%M(["a")', false],
  ['%M(["a"]x)%', false],
  ['%M(["a"]', false],
  ['%M(["a"])x%', false],
  ['%M(["a"x])%', false],
  ['%M([x])%', false],
  ['%M(["a%%"])%', true],
  ['%', false],
  ['%%', true],
  ['%%%', false],
])('the header value %j', (value, isGood) => {
  expect(headerValueMistake(value) === undefined).toBe(isGood);
});

test.each([
  ['a++', false],
  ['(?=a)', false],
  ['[a', false],
  ['(?i)a.*', true],
  ['(?P<n>a)', true],
  ['\\d+\\p{L}', true],
])('the regular expression %j', (expression, isGood) => {
  expect(regularExpressionMistake(expression) === undefined).toBe(isGood);
});
