import { describe, expect, test } from '@jest/globals';
import type { StructuralSchema } from '../../lib/schema/structural-schema';
import { schemaViolations } from '../../lib/validation/schema-violations';
import type { Json } from '../../lib/vocabulary/json';

/** Each violation as `path: message`, with `!` in front where nothing can be read from the value. */
function saidOf(value: Json, schema: StructuralSchema): readonly string[] {
  return schemaViolations(value, schema).map(
    ({ path, message, undecodable }) => `${undecodable ? '!' : ''}${path}: ${message}`,
  );
}

const text: StructuralSchema = { type: 'string' };
const one = (name: string): StructuralSchema => ({ required: [name] });

type Row = readonly [about: string, schema: StructuralSchema, value: Json, expected: readonly string[]];

const types: readonly Row[] = [
  ['a text', text, 'a', []],
  ['no text', text, 1, ['!: is 1, expected a text']],
  ['a null', text, null, [': is null, expected a text']],
  ['a null that may be', { type: 'string', nullable: true }, null, []],
  ['no number', { type: 'number' }, '1', ['!: is the text "1", expected a number']],
  ['a fraction', { type: 'number' }, 1.5, []],
  ['no integer', { type: 'integer' }, 1.5, ['!: is 1.5, expected an integer']],
  ['a large integer', { type: 'integer' }, 2 ** 31, []],
  ['the largest of 32 bits', { type: 'integer', format: 'int32' }, 2 ** 31 - 1, []],
  [
    'one of too many bits',
    { type: 'integer', format: 'int32' },
    2 ** 31,
    ['!: is 2147483648, expected an integer of 32 bits'],
  ],
  ['no list', { type: 'array' }, {}, ['!: is a map, expected a list']],
  ['no map', { type: 'object' }, [], ['!: is a list, expected a map']],
  ['no boolean', { type: 'boolean' }, 'yes', ['!: is the text "yes", expected true or false']],
  ['an integer or a text: a text', { 'x-kubernetes-int-or-string': true }, 'http', []],
  ['an integer or a text: an integer', { 'x-kubernetes-int-or-string': true }, 80, []],
  [
    'an integer or a text: neither',
    { 'x-kubernetes-int-or-string': true },
    1.5,
    ['!: is 1.5, expected an integer or a text'],
  ],
  ['anything', {}, [1, { a: null }], []],
  ['no value of an enumeration', { enum: ['a'] }, 'b', ['!: is "b", expected one of a; did you mean a?']],
  ['a value beyond a limit', { maximum: 1 }, 2, [': is 2, expected at most 1']],
];

const objects: readonly Row[] = [
  [
    'an unknown field',
    { type: 'object', properties: { host: text } },
    { hosts: 'a' },
    ['hosts: is no field of this kind; did you mean host?'],
  ],
  [
    'an unknown field like no other',
    { type: 'object', properties: { host: text } },
    { zz: 'a' },
    ['zz: is no field of this kind'],
  ],
  ['an unknown field that is null', { type: 'object', properties: {} }, { zz: null }, []],
  [
    'an inherited name',
    { type: 'object', properties: {} },
    { constructor: 'a' },
    ['constructor: is no field of this kind'],
  ],
  ['fields that are kept', { type: 'object', 'x-kubernetes-preserve-unknown-fields': true }, { a: 1 }, []],
  ['an embedded object', { type: 'object', 'x-kubernetes-embedded-resource': true }, { a: 1 }, []],
  ['a map of anything', { type: 'object', additionalProperties: true }, { a: 1 }, []],
  [
    'a map of texts',
    { type: 'object', additionalProperties: text },
    { a: 'b', c: 1 },
    ['!c: is 1, expected a text'],
  ],
  ['a map of nothing', { type: 'object' }, { a: 1 }, ['a: is no field of this kind']],
  ['nothing said of fields', {}, { a: 1 }, []],
  [
    'fields beside no type',
    { properties: { a: text } },
    { b: 1 },
    ['b: is no field of this kind; did you mean a?'],
  ],
  ['a required field', { type: 'object', required: ['a'], properties: { a: text } }, {}, ['a: is required']],
  [
    'a required field that is null',
    { required: ['a'], properties: { a: text } },
    { a: null },
    ['a: is required'],
  ],
  ['one that may be null', { required: ['a'], properties: { a: { nullable: true } } }, { a: null }, []],
  [
    'one that may be null, but is not there',
    { required: ['a'], properties: { a: { nullable: true } } },
    {},
    ['a: is required'],
  ],
  ['one with a default', { required: ['a'], properties: { a: { default: 1 } } }, {}, []],
  [
    'a field deep inside',
    { properties: { a: { type: 'array', items: { properties: { b: text } } } } },
    { a: [{ b: 'c' }, { b: 1 }] },
    ['!a[1].b: is 1, expected a text'],
  ],
];

const lists: readonly Row[] = [
  [
    'a set',
    { type: 'array', 'x-kubernetes-list-type': 'set' },
    ['a', 'b', 'a'],
    ['[2]: has the same value as element 0'],
  ],
  [
    'unique items',
    { type: 'array', uniqueItems: true },
    [1, 2, 2, '2'],
    ['[2]: has the same value as element 1'],
  ],
  ['no set', { type: 'array', 'x-kubernetes-list-type': 'atomic' }, ['a', 'a'], []],
  [
    'keys',
    { 'x-kubernetes-list-map-keys': ['port', 'protocol'] },
    [
      { port: 80, protocol: 'TCP' },
      { port: 80, protocol: 'UDP' },
      { port: 80, protocol: 'TCP', name: 'b' },
    ],
    ['[2]: has the same port, protocol as element 0'],
  ],
  [
    'keys with defaults',
    {
      'x-kubernetes-list-map-keys': ['protocol'],
      items: { properties: { protocol: { type: 'string', default: 'TCP' } } },
    },
    [{}, { protocol: 'TCP' }, { protocol: 'UDP' }],
    ['[1]: has the same protocol as element 0'],
  ],
  [
    'keys of what is no map',
    { 'x-kubernetes-list-map-keys': ['name'] },
    ['a', 'b'],
    ['[1]: has the same name as element 0'],
  ],
];

const alternatives: readonly Row[] = [
  [
    'one of two: none',
    { oneOf: [one('a'), one('b')] },
    {},
    [': fulfils none of the alternatives of its schema: set one of a, b'],
  ],
  ['one of two: one', { oneOf: [one('a'), one('b')] }, { b: 1 }, []],
  [
    'one of two: both',
    { oneOf: [one('a'), one('b')] },
    { a: 1, b: 2 },
    ['!: sets a and b, of which only one may be set'],
  ],
  ['one of two: nulls', { oneOf: [one('a'), one('b')] }, { a: 1, b: null }, []],
  [
    'one of two without names',
    { oneOf: [{ minimum: 1 }, { minimum: 2 }] },
    3,
    [': fulfils more than one of the alternatives of its schema, of which only one may hold'],
  ],
  [
    'any of two: none',
    { anyOf: [one('a'), one('b')] },
    {},
    [': fulfils none of the alternatives of its schema: set one of a, b'],
  ],
  ['any of two: both', { anyOf: [one('a'), one('b')] }, { a: 1, b: 2 }, []],
  [
    'any of two without names',
    { anyOf: [{ minimum: 3 }, { maximum: 1 }] },
    2,
    [': fulfils none of the alternatives of its schema'],
  ],
  [
    'all of two: one',
    { allOf: [one('a'), one('b')] },
    { a: 1 },
    [': does not fulfil all that its schema demands together (allOf)'],
  ],
  ['all of two: both', { allOf: [one('a'), one('b')] }, { a: 1, b: 2 }, []],
  ['what may not be', { not: one('a') }, { a: 1 }, [': is what its schema excludes (not)']],
  ['what may be', { not: one('a') }, { b: 1 }, []],
  [
    'a narrowed field',
    { anyOf: [{ properties: { a: { enum: [1] } } }] },
    { a: 2 },
    [': fulfils none of the alternatives of its schema'],
  ],
  ['a narrowed field that is not there', { anyOf: [{ properties: { a: { enum: [1] } } }] }, {}, []],
  [
    'narrowed elements',
    { anyOf: [{ items: { maximum: 1 } }] },
    [1, 2],
    [': fulfils none of the alternatives of its schema'],
  ],
  ['elements as they may be', { anyOf: [{ items: { maximum: 1 } }] }, [1, 0], []],
  [
    'a narrowed type',
    { anyOf: [{ type: 'string' }] },
    1,
    [': fulfils none of the alternatives of its schema'],
  ],
  ['alternatives inside alternatives', { not: { anyOf: [one('a'), one('b')] } }, { c: 1 }, []],
];

describe.each([
  ['of a type', types],
  ['a map', objects],
  ['a list', lists],
  ['with alternatives', alternatives],
])('a value %s', (_about, rows) => {
  test.each(rows)('%s', (_about, schema, value, expected) => {
    expect(saidOf(value, schema)).toEqual(expected);
  });
});

test('a rule is asked only of what keeps to the schema', () => {
  const schema: StructuralSchema = {
    properties: { a: text },
    'x-kubernetes-validations': [{ rule: 'self.a == "b"', message: 'is no b' }],
  };
  expect(saidOf({ a: 'c' }, schema)).toEqual([': is no b']);
  expect(saidOf({ a: 1 }, schema)).toEqual(['!a: is 1, expected a text']);
});
