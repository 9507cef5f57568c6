import { describe, expect, test } from '@jest/globals';
import type { StructuralSchema } from '../../lib/schema/structural-schema';
import { brokenLimits } from '../../lib/validation/schema-limits';
import type { Json } from '../../lib/vocabulary/json';

type Row = readonly [schema: StructuralSchema, kept: readonly Json[], broken: Readonly<Record<string, Json>>];

const rows: readonly Row[] = [
  [{}, [null, 'a', 1, [], {}], {}],
  [{ minLength: 2 }, ['ab'], { 'has 1 characters, expected at least 2': 'a' }],
  [{ maxLength: 2 }, ['ab', '', '🙂🙂'], { 'has 3 characters, expected at most 2': 'abc' }],
  [{ pattern: '^a+$' }, ['aa'], { 'is "ab", which does not match ^a+$': 'ab' }],
  [{ format: 'ipv4' }, ['10.0.0.1'], { 'is "a", which is no ipv4': 'a' }],
  [{ minimum: 1 }, [1, 2], { 'is 0, expected at least 1': 0 }],
  [{ minimum: 1, exclusiveMinimum: true }, [2], { 'is 1, expected more than 1': 1 }],
  [{ maximum: 3 }, [3, 0], { 'is 4, expected at most 3': 4 }],
  [{ maximum: 3, exclusiveMaximum: true }, [2], { 'is 3, expected less than 3': 3 }],
  [{ multipleOf: 3 }, [0, 3, 9], { 'is 4, expected a multiple of 3': 4 }],
  [{ minItems: 1 }, [['a']], { 'has 0 elements, expected at least 1': [] }],
  [{ maxItems: 1 }, [['a'], []], { 'has 2 elements, expected at most 1': ['a', 'b'] }],
  [{ minProperties: 1 }, [{ a: 1 }], { 'has 0 keys, expected at least 1': {} }],
  [{ maxProperties: 1 }, [{ a: 1 }, {}], { 'has 2 keys, expected at most 1': { a: 1, b: 2 } }],
  [
    { enum: ['ROUND_ROBIN', 'RANDOM'] },
    ['RANDOM'],
    {
      'is "RANDOMM", expected one of ROUND_ROBIN, RANDOM; did you mean RANDOM?': 'RANDOMM',
      'is "LEAST", expected one of ROUND_ROBIN, RANDOM': 'LEAST',
      'is 1, expected one of ROUND_ROBIN, RANDOM': 1,
    },
  ],
  [{ enum: [1, [2]] }, [1, [2]], { 'is "1", expected one of 1, 2': '1' }],
];

describe('the limits', () => {
  test.each(rows)('%j', (schema, kept, broken) => {
    expect(kept.map((value) => brokenLimits(value, schema))).toEqual(kept.map(() => []));
    expect(Object.values(broken).map((value) => brokenLimits(value, schema))).toEqual(
      Object.keys(broken).map((message) => [message]),
    );
  });

  test('are for values of their type alone', () => {
    expect(brokenLimits('a', { minimum: 5, minItems: 1, minProperties: 1 })).toEqual([]);
    expect(brokenLimits(1, { minLength: 5, pattern: 'a', minItems: 1 })).toEqual([]);
    expect(brokenLimits([], { minLength: 5, minProperties: 1 })).toEqual([]);
    expect(brokenLimits({}, { minLength: 5, minItems: 1 })).toEqual([]);
  });

  test('are all named that a value breaks', () => {
    expect(brokenLimits('', { minLength: 1, pattern: 'a', format: 'date' })).toHaveLength(3);
  });
});
