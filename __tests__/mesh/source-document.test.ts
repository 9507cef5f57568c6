import { describe, expect, test } from '@jest/globals';
import { SourceDocument } from '../../lib/mesh/source-document';
import { readPath } from '../../lib/vocabulary/field-path';

const text = `apiVersion: v1
kind: ConfigMap
metadata:
  name: a
data:
  "quoted": x
  list:
    - one
    - key: two
      other: &anchor three
    -
      - nested
      - [flow, {deep: 1}]
  block: |
    line
    line
  after: *anchor
items: [{}, {metadata: {name: b}}]
`;

describe('the line of a field', () => {
  const document = new SourceDocument('a.yaml', text, 11);
  test.each([
    ['', 11],
    ['apiVersion', 11],
    ['kind', 12],
    ['metadata', 13],
    ['metadata.name', 14],
    ['data.quoted', 16],
    ['data.list', 17],
    ['data.list[0]', 18],
    ['data.list[1]', 19],
    ['data.list[1].key', 19],
    ['data.list[1].other', 20],
    ['data.list[2][0]', 22],
    ['data.list[2][1]', 23],
    ['data.list[2][1][1].deep', 23],
    ['data.block', 24],
    ['data.after', 27],
    ['data.after.deeper', 27],
    ['data.list[7]', 17],
    ['data.absent', 15],
    ['absent', 11],
  ])('%s is %i', (path, line) => {
    expect(document.lineOf(readPath(path))).toBe(line);
  });

  test('is looked for in the item of a List', () => {
    expect(document.item(1).lineOf(readPath('metadata.name'))).toBe(28);
    expect(document.item(1).item(0).lineOf([])).toBe(28);
    expect(document.item(1).file).toBe('a.yaml');
    expect(new SourceDocument('a.yaml', 'items:\n- {}\n- a: 1\n  b: 2\n', 5).item(1).lineOf(['b'])).toBe(8);
  });

  test('of an empty document is its first', () => {
    expect(new SourceDocument('a.yaml', '', 3).lineOf(['kind'])).toBe(3);
  });
});

describe('the lines around one', () => {
  const around = (line: number, more?: number) =>
    new SourceDocument('a.yaml', 'a: 1\nb: 2\nc: 3\nd: 4', 11).excerpt(line, more);
  const lines = ['a: 1', 'b: 2', 'c: 3', 'd: 4'].map((found, index) => ({ line: 11 + index, text: found }));

  test.each([
    [12, undefined, lines.slice(0, 3)],
    [11, undefined, lines.slice(0, 2)],
    [14, undefined, lines.slice(2)],
    [13, 0, lines.slice(2, 3)],
    [13, 5, lines],
  ])('%i are given', (line, more, expected) => {
    expect(around(line, more)).toEqual(expected);
  });

  test.each([
    ['kind: Secret\ndata: {a: b}', 0],
    ['"kind" : "Secret"\ndata: {a: b}', 0],
    ["{'kind': 'Secret'}\n", 0],
    ['kind: SecretStore\ndata: {a: b}', 2],
    ['mankind: x\nof: Secret', 2],
  ])('%j are hidden where they hold a Secret', (document, expected) => {
    expect(new SourceDocument('a.yaml', document, 1).excerpt(1)).toHaveLength(expected);
  });

  test('hide what a line keeps secret, and the line under such a name', () => {
    const document = new SourceDocument('a.yaml', 'env:\n- name: DB_PASSWORD\n  value: hunter2\n', 1);
    expect(JSON.stringify(document.excerpt(3))).not.toContain('hunter2');
    expect(JSON.stringify(document.excerpt(3, 0))).not.toContain('hunter2');
  });
});
