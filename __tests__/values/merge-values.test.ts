import { describe, expect, test } from '@jest/globals';
import { mergeValues } from '../../lib/values/merge-values';
import type { JsonObject } from '../../lib/vocabulary/json';
import { plainChart, renderedText } from '../fixtures/rendered-chart';

/** What a base value and what a values file says make of each other; a key of its own for each row. */
const rows: readonly (readonly [what: string, base: unknown, override: unknown, merged: unknown])[] = [
  ['text by text', 'a', 'b', 'b'],
  [
    'map by map, key by key',
    { a: 1, b: { c: 2, d: 3 } },
    { b: { d: 4, e: 5 } },
    { a: 1, b: { c: 2, d: 4, e: 5 } },
  ],
  ['list by list, as a whole', [1, 2, 3], [4], [4]],
  ['list of maps, as a whole', [{ a: 1 }], [{ b: 2 }], [{ b: 2 }]],
  ['list by an empty one', [1], [], []],
  ['map by an empty one', { a: 1 }, {}, { a: 1 }],
  ['empty map by map', {}, { a: 1 }, { a: 1 }],
  ['text by an empty one', 'a', '', ''],
  ['number by 0', 5, 0, 0],
  ['switch off', true, false, false],
  ['a key by null', { a: 1, b: 2 }, { a: null }, { b: 2 }],
  ['the last key by null', { a: 1 }, { a: null }, {}],
  ['a map by null', { a: { b: 1 }, c: 1 }, { a: null }, { c: 1 }],
  ['null for a key that is not there stays', { a: 1 }, { b: null }, { a: 1, b: null }],
  ['null for a key of a new map stays', { a: {} }, { a: { b: { c: null } } }, { a: { b: { c: null } } }],
  ['a map by a text', { a: { b: 1 } }, { a: 'c' }, { a: 'c' }],
  ['a text by a map', { a: 'b' }, { a: { c: null } }, { a: { c: null } }],
  ['null in a list stays', [1], [null, { a: null }], [null, { a: null }]],
  [
    'keys of JavaScript objects',
    { constructor: 'a', toString: 'b' },
    { toString: 'c', valueOf: 'd' },
    { constructor: 'a', toString: 'c', valueOf: 'd' },
  ],
  ['keys with dots and blanks', { 'a.b/c d': 1 }, { 'a.b/c d': 2 }, { 'a.b/c d': 2 }],
];
const column = (index: 1 | 2 | 3): JsonObject =>
  Object.fromEntries(rows.map((row) => [row[0], row[index] as never]));

describe('mergeValues', () => {
  test.each(rows)('%s', (_what, base, override, merged) => {
    expect(mergeValues({ it: base } as JsonObject, { it: override } as JsonObject)).toEqual({ it: merged });
  });

  test('does what Helm does', () => {
    const text = renderedText(plainChart('{{ toJson .Values }}', JSON.stringify(column(1))), {
      valuesFiles: [JSON.stringify(column(2))],
    });
    const merged = JSON.parse(text.slice(text.indexOf('{'))) as JsonObject;
    expect(merged).toEqual(column(3));
    expect(mergeValues(column(1), column(2))).toEqual(merged);
  });

  test('merges any number of files, the later ones winning', () => {
    const files = [{ a: { x: 2 }, b: 2 }, { a: { x: null } }, { a: { x: 4 }, c: null }];
    expect(mergeValues({ a: { x: 1, y: 1 }, c: 1 }, ...files)).toEqual({ a: { x: 4, y: 1 }, b: 2 });
    expect(mergeValues({ a: 1 })).toEqual({ a: 1 });
  });

  test('merges files with each other before it deletes keys of the defaults', () => {
    const given = [
      { a: { x: 1 }, b: null },
      { a: { x: null }, b: { z: 2 } },
    ];
    expect(mergeValues({ a: {}, b: { y: 1 } }, ...given)).toEqual({ a: { x: null }, b: { y: 1, z: 2 } });
    const files = given.map((file) => JSON.stringify(file));
    const text = renderedText(plainChart('{{ toJson .Values }}', '{"a": {}, "b": {"y": 1}}'), {
      valuesFiles: files,
    });
    expect(JSON.parse(text.slice(text.indexOf('{')))).toEqual({ a: { x: null }, b: { y: 1, z: 2 } });
  });

  test('takes `__proto__` for a key like any other', () => {
    const hostile = JSON.parse('{"__proto__": {"polluted": true}, "a": {"__proto__": "x"}}') as JsonObject;
    const merged = mergeValues({ a: { b: 1 } }, hostile);
    expect(JSON.stringify(merged)).toBe('{"a":{"b":1,"__proto__":"x"},"__proto__":{"polluted":true}}');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(merged)).toBe(Object.prototype);
    expect(JSON.stringify(mergeValues(merged, JSON.parse('{"__proto__": null}') as JsonObject))).toBe(
      '{"a":{"b":1,"__proto__":"x"}}',
    );
  });

  test('leaves what it merges as it was', () => {
    const base = { a: { b: 1 } };
    const override = { a: { b: null, c: 2 } };
    mergeValues(base, override);
    expect([base, override]).toEqual([{ a: { b: 1 } }, { a: { b: null, c: 2 } }]);
  });
});
