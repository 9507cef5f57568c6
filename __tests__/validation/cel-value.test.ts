import { describe, expect, test } from '@jest/globals';
import type { StructuralSchema } from '../../lib/schema/structural-schema';
import { brokenRules } from '../../lib/validation/cel-rule';
import { celValue } from '../../lib/validation/cel-value';
import type { Json } from '../../lib/vocabulary/json';

/** Whether a rule holds of a value; a rule that fails does not hold. */
const holds = (rule: string, value: Json, schema: StructuralSchema = {}): boolean =>
  brokenRules(value, { ...schema, 'x-kubernetes-validations': [{ rule }] }).length === 0;

const text: StructuralSchema = { type: 'string' };
const whole: StructuralSchema = { type: 'integer' };

describe('a value in a rule', () => {
  test.each([
    ['an integer', 1, whole, 1n],
    ['an integer of no type', 1, {}, 1n],
    ['a number', 1, { type: 'number' }, 1],
    ['a fraction', 1.5, whole, 1.5],
    ['a text', '1', text, '1'],
    ['a boolean', true, {}, true],
    ['what no schema is about', 1, undefined, 1],
    ['a list', [1, 2], { items: whole }, [1n, 2n]],
    ['a list of what no schema is about', [1], {}, [1]],
    ['a map', { a: 1 }, { additionalProperties: whole }, { a: 1n }],
    ['a map of what no schema is about', { a: 1 }, { additionalProperties: true }, { a: 1 }],
    ['fields', { a: 1, b: 'c' }, { properties: { a: whole, b: text } }, { a: 1n, b: 'c' }],
    [
      'a field beside a map',
      { a: 1, b: 1 },
      { properties: { a: { type: 'number' } }, additionalProperties: whole },
      { a: 1, b: 1n },
    ],
    ['a null', { a: null }, { properties: { a: text } }, {}],
    ['a null that may be', { a: null }, { properties: { a: { nullable: true } } }, { a: null }],
    ['a null in a map', { a: null }, { additionalProperties: text }, {}],
    ['a null in a map that may be', { a: null }, { additionalProperties: { nullable: true } }, { a: null }],
    ['a default', {}, { properties: { a: { type: 'integer', default: 1 } } }, { a: 1n }],
    [
      'a default that is not needed',
      { a: 2 },
      { properties: { a: { type: 'integer', default: 1 } } },
      { a: 2n },
    ],
    ['a default in place of a null', { a: null }, { properties: { a: { default: 'b' } } }, { a: 'b' }],
    [
      'a reserved word',
      { for: 'a', namespace: 'b' },
      { properties: { for: text, namespace: text } },
      { __for__: 'a', __namespace__: 'b' },
    ],
    ['a reserved word as a key', { for: 'a' }, { additionalProperties: text }, { for: 'a' }],
    ['a reserved word with a default', {}, { properties: { if: { default: 'a' } } }, { __if__: 'a' }],
    [
      'a reserved word before its default',
      { if: 'b' },
      { properties: { if: { default: 'a' } } },
      { __if__: 'b' },
    ],
    ['an inherited name', { toString: 1 }, { properties: {}, additionalProperties: whole }, { toString: 1n }],
  ] as const)('%s', (_about, value, schema, expected) => {
    const seen = celValue(value, schema);
    expect(seen).toEqual(expected);
  });

  test.each(
    'true false null in as break const continue else for function if import let loop package namespace return var void while'.split(
      ' ',
    ),
  )('has the word %s between underscores', (word) => {
    expect(celValue({ [word]: 'a' }, { properties: { [word]: text } })).toEqual({ [`__${word}__`]: 'a' });
  });
});

describe('the functions of rules', () => {
  test.each([
    ["url(self).getScheme() == 'https'", true],
    ["url(self).getHost() == 'a.com:80'", true],
    ["url(self).getHostname() == 'a.com'", true],
    ["url(self).getPort() == '80'", true],
    ["url(self).getEscapedPath() == '/b'", true],
    ['isURL(self)', true],
    ["isURL('a b')", false],
    ["url('a b').getHost() == ''", false],
    ["isIP('::1')", true],
    ["isIP('fe80::1%eth0')", false],
    ["isCIDR('10.0.0.0')", false],
    ["self.matches('com')", true],
    ["self.matches('^com')", false],
    ["self.matches('(?i)A[.]COM')", true],
    ["[1, 'a'].size() == 2", true],
  ])('%s', (rule, expected) => {
    expect(holds(rule, 'https://a.com:80/b')).toBe(expected);
  });

  test.each([
    ['has(self.a)', { a: 'b' }, true],
    ['has(self.a)', {}, false],
    ['has(self.a.b)', { a: 'b' }, false],
    ['has(self.a[0].b)', { a: [{ b: 'c' }] }, true],
    ['has(self.toString)', {}, false],
    ['has(self)', {}, false],
    ["has(self.a) && self.a == 'b'", { a: 'b' }, true],
  ])('%s of %j', (rule, value, expected) => {
    expect(holds(rule, value as Json)).toBe(expected);
  });
});

describe('durations', () => {
  const rules = [{ rule: "duration(self) >= duration('1ms')", message: 'is short' }];

  test.each([
    ['1ms', []],
    ['1h', []],
    ['999us', ['is short']],
    ['-1s', ['is short']],
    ['soon', ['is short, and unreadable']],
    [5, ['is short, and unreadable']],
  ])('%s', (value, expected) => {
    const broken = brokenRules(value, { 'x-kubernetes-validations': rules });
    expect(
      broken.map(({ message, unreadable }) => (unreadable ? `${message}, and unreadable` : message)),
    ).toEqual(expected);
  });

  test('are judged by their other rules too', () => {
    const more = [...rules, { rule: "self != '5s'", message: 'is five' }];
    expect(brokenRules('5s', { 'x-kubernetes-validations': more }).map(({ message }) => message)).toEqual([
      'is five',
    ]);
  });
});

test.each([
  ["'is ' + string(self)", 'is 1'],
  ["' '", 'is small'],
  ['self.a', 'is small'],
  ['1', 'is small'],
])('the message %s', (messageExpression, expected) => {
  const rules = [{ rule: 'self > 1', message: 'is small', messageExpression }];
  expect(brokenRules(1, { type: 'integer', 'x-kubernetes-validations': rules })[0]?.message).toBe(expected);
});

test('a rule over several lines stands for itself in one', () => {
  const rules = [{ rule: 'self\n   > 1' }];
  expect(brokenRules(1, { type: 'integer', 'x-kubernetes-validations': rules })[0]?.message).toBe(
    'breaks the rule self > 1',
  );
});
