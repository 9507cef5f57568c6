import { describe, expect, test } from '@jest/globals';
import { readYaml } from '../../lib/vocabulary/read-yaml';
import { entrances } from './entrances';

/** Ten levels of lists, each ten times the one before: a few lines that stand for a hundred billion values. */
const MULTIPLYING = [
  'l0: &l0 [x, x, x, x, x, x, x, x, x, x]',
  ...Array.from({ length: 10 }, (_, level) => {
    const aliases = Array.from({ length: 10 }, () => `*l${level}`).join(', ');
    return `l${level + 1}: &l${level + 1} [${aliases}]`;
  }),
].join('\n');

/** Each alias one level deeper than the one before. */
const DEEPENING = [
  'l0: &l0 []',
  ...Array.from({ length: 300 }, (_, level) => `l${level + 1}: &l${level + 1} [*l${level}]`),
].join('\n');

const rows = entrances.flatMap(({ name, read }) =>
  (
    [
      ['multiply', MULTIPLYING, /aliases stand for more than 400000 values/],
      ['deepen', DEEPENING, /aliases nest deeper than 200 levels/],
      ['lead in a circle', 'a: &a\n  b: [*a]\n', /an anchor holds itself/],
      [
        'are written out too deep',
        `a: ${'['.repeat(5000)}${']'.repeat(5000)}\n`,
        /nesting exceeded maxDepth/,
      ],
    ] as const
  ).map(([what, text, message]) => [name, what, read, text, message] as const),
);

describe('aliases', () => {
  test.each(rows)('%s: values that %s are refused', async (_, __, read, text, message) => {
    const { exitCode, stdout, stderr } = await read(text);
    expect(stderr).toMatch(message);
    expect(stderr).toContain('given.yaml');
    expect(stderr.length).toBeLessThan(1000);
    expect({ refused: [1, 2].includes(exitCode), stdout }).toEqual({ refused: true, stdout: '' });
  });

  test('of one value in several places are read', () => {
    expect(readYaml('a: &a {b: [1]}\nc: *a\nd: [*a, *a]\n')).toEqual({
      a: { b: [1] },
      c: { b: [1] },
      d: [{ b: [1] }, { b: [1] }],
    });
  });
});
