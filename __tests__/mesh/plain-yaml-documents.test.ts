import { describe, expect, test } from '@jest/globals';
import { load } from 'js-yaml';
import { PlainYaml } from '../../lib/mesh/plain-yaml';
import { GO_YAML } from '../../lib/vocabulary/go-yaml';

function plain(text: string): unknown {
  return new PlainYaml(text).document(0, text.length);
}

describe('a document of the plain style', () => {
  const deep = (levels: number): string =>
    `${Array.from({ length: levels }, (_, level) => `${' '.repeat(level)}a:\n`).join('')}${' '.repeat(levels)}a: 1\n`;
  const nested = (text: string): string => JSON.stringify(plain(text)).replace(/[{}"]/g, '');

  test.each<[string, unknown]>([
    ['a: 1\n', { a: 1 }],
    ['--- \na: 1\n', undefined],
    ['---\na: 1\n', { a: 1 }],
    [' a: 1\n', undefined],
    ['# only a comment\n', undefined],
    ['a:\n', { a: null }],
    ['a: \nb: 1\n', { a: null, b: 1 }],
    ['a: # why\n  b: 1\n', { a: { b: 1 } }],
    ['a: x # why\n', { a: 'x' }],
    ['a: x#y\n', { a: 'x#y' }],
    ['a: x #y\n', { a: 'x' }],
    ['a: x# y\n', { a: 'x# y' }],
    ['#a: x\n#\nb: 1\n  # c\n', { b: 1 }],
    ["a: 'x'#y\n", undefined],
    ["a: 'x' # y\n", { a: 'x' }],
    ["a: 'x' y\n", undefined],
    ["a: 'x\n", undefined],
    ["a: 'x\n'\n", undefined],
    ["a: 'it''s'\n", undefined],
    ["a: ''\n", { a: '' }],
    ['a: ""\n', { a: '' }],
    ['a: "\'"\n', { a: "'" }],
    ["a: '\\n'\n", { a: '\\n' }],
    ['a: {}\nb: []\n', { a: {}, b: [] }],
    ['a: {} x\n', undefined],
    ['a: [x, "y z",on]\n', { a: ['x', 'y z', true] }],
    ['a: [ x ]\n', { a: ['x'] }],
    ['a: [x,\n', undefined],
    ['a: $x\nb: /y\nc: _z\nd: -1\n', { a: '$x', b: '/y', c: '_z', d: -1 }],
    ['a: -x\n', undefined],
    ['a: .5\n', undefined],
    ['a: x:y\n', { a: 'x:y' }],
    ['a: x: y\n', undefined],
    ['a: x:\n', undefined],
    ['a: x   \n', { a: 'x' }],
    ['a: long words\n', { a: 'long words' }],
    ['a.b/c-d_9: 1\n', { 'a.b/c-d_9': 1 }],
    ['9a: 1\n', undefined],
    ['a b: 1\n', undefined],
    ['a,b: 1\n', undefined],
    [`${'a'.repeat(299)}: 1\n`, { ['a'.repeat(299)]: 1 }],
    [`${'a'.repeat(300)}: 1\n`, undefined],
    ['a:1\n', undefined],
    ['a:\n- 1\n- 2\nb: 3\n', { a: [1, 2], b: 3 }],
    ['a:\n  - 1\n  - b: 2\n    c: 3\n', { a: [1, { b: 2, c: 3 }] }],
    ['a:\n  - 1\n - 2\n', undefined],
    ['a:\n  - 1\n    - 2\n', undefined],
    ['a:\n  -1\n', undefined],
    ['a:\n  b: 1\n c: 2\n', undefined],
    ['a:\n  b: 1\n   c: 2\n', undefined],
    ['a:\n  b:\n  - 1\nc:\n', { a: { b: [1] }, c: null }],
    ['a:\n  b:\n- 1\n', undefined],
    ['a: |\n  x\n   y\n\n  z\n\nb: 1\n', { a: 'x\n y\n\nz\n', b: 1 }],
    ['a: |-\n  x\n\n\n', { a: 'x' }],
    ['a: |\n  x\n     \n  y\n', { a: 'x\n   \ny\n' }],
    ['a: |\n x\n', { a: 'x\n' }],
    ['a: |\nx\n', undefined],
    ['a: |\n\n  x\n', undefined],
    ['a: |+\n  x\n', undefined],
    ['a: |2\n  x\n', undefined],
    ['a: | # why\n  x\n', undefined],
    ['a:\n  b: |\n    x\n  # a comment\n  c: 1\n', { a: { b: 'x\n', c: 1 } }],
    ['a: |\n    x\n  y: 1\n', undefined],
    ['a: |\n', undefined],
    ['a:\n  - |\n    x\n  - z\n', { a: ['x\n', 'z'] }],
    ['a: toString\nb: enabled\nc: falsely\n', { a: 'toString', b: 'enabled', c: 'falsely' }],
    ['toString: 1\n', undefined],
    ['a: null\nb: ~\n', undefined],
    ['a: null\nb: false\nc: 0x1f\n', { a: null, b: false, c: 31 }],
  ])('reads %j as %j', (text, expected) => {
    expect(plain(text)).toEqual(expected);
    if (expected !== undefined) expect(load(text, { schema: GO_YAML })).toEqual(expected);
  });

  test('is read sixty levels deep, no deeper', () => {
    expect(nested(deep(60))).toMatch(/^(a:){61}1$/);
    expect(plain(deep(63))).toBeUndefined();
    const lists = (levels: number): string =>
      `${Array.from({ length: levels }, (_, level) => `${' '.repeat(2 * level)}${level === 0 ? '' : '- '}a:\n`).join('')}${' '.repeat(2 * levels)}- 1\n`;
    expect(nested(lists(25))).toMatch(/^(?:a:\[){25}1\]{25}$/);
    expect(plain(lists(40))).toBeUndefined();
  });

  test('is read between two offsets, and what is unusual elsewhere does not count', () => {
    const [first, second, last] = ['é: 1\n', 'a: 1\n', '---\nb: é\n'];
    const reader = new PlainYaml(`${first}${second}${last}`);
    const end = first.length + second.length;
    expect(reader.document(0, first.length)).toBeUndefined();
    expect(reader.document(first.length, end)).toEqual({ a: 1 });
    expect(reader.document(end, end + last.length)).toBeUndefined();
    expect(reader.document(first.length, end - 1)).toBeUndefined();
    expect(reader.document(end, end)).toBeUndefined();
  });
});
