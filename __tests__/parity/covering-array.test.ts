import { describe, expect, test } from '@jest/globals';
import { coveringArray, triples } from './covering-array';

describe('coveringArray', () => {
  test.each([3, 4, 10, 31])('of %d switches covers every combination of three', (switches) => {
    const rows = coveringArray(switches);
    const missing = triples(switches).filter((triple) => {
      const seen = new Set(rows.map((row) => triple.map((index) => row[index]).join()));
      return seen.size < 8;
    });
    expect(missing).toEqual([]);
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([switches]));
  });

  test('needs few rows', () => {
    expect(coveringArray(3)).toHaveLength(8);
    expect(coveringArray(31).length).toBeLessThan(50);
  });

  test('is the same every time', () => {
    expect(coveringArray(10)).toEqual(coveringArray(10));
  });
});
