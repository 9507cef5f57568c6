import { expect, test } from '@jest/globals';
import { goDuration } from '../../lib/validation/go-duration';
import { headerValueMistake } from '../../lib/validation/header-value';
import { parseUrl } from '../../lib/validation/parsed-url';
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

test.each([
  ['https://a.com:80/b?c', 'https'],
  ['oci://a/b:1', 'oci'],
  ['/a', ''],
  ['mailto:a@b', 'mailto'],
  ['a/b', undefined],
  ['', undefined],
  ['http://a.com:b', undefined],
  ['http://a%zz/', undefined],
  ['http://a#@b', undefined],
  ['http://a\u0007', undefined],
])('the URL %j', (text, scheme) => {
  const url = parseUrl(text);
  expect(typeof url === 'string' ? undefined : url.scheme).toBe(scheme);
});
