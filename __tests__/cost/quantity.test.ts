import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { quantityOf } from '../../lib/cost/quantity';

describe('quantityOf', () => {
  test.each<[unknown, number]>([
    ['100m', 0.1],
    ['0.1', 0.1],
    ['.5', 0.5],
    ['2.', 2],
    [2, 2],
    ['1', 1],
    ['1000m', 1],
    ['250u', 0.00025],
    ['5n', 0.000000005],
    ['40Mi', 41943040],
    ['1.5Gi', 1610612736],
    ['1Ki', 1024],
    ['2Ti', 2199023255552],
    ['128M', 128000000],
    ['1k', 1000],
    ['3T', 3e12],
    ['1E', 1e18],
    ['1Ei', 2 ** 60],
    ['1E3', 1000],
    ['128e6', 128000000],
    ['12e-3', 0.012],
    ['+5', 5],
    ['-5m', -0.005],
    ['-0', 0],
    // Kubernetes keeps no more than 63 bits.
    ['1e999', 2 ** 63 - 1],
    ['-9Ei', -(2 ** 63 - 1)],
    [6e297, 2 ** 63 - 1],
  ])('%j is %d', (written, amount) => {
    expect(quantityOf(written)).toBe(amount);
  });

  test.each([
    '',
    ' 1',
    '1 ',
    'm',
    '.',
    '1K',
    '1mi',
    '1 Gi',
    '1.2.3',
    '1e',
    '1e3m',
    '1Gi3',
    '0x10',
    '1_000',
    'Infinity',
    NaN,
    Infinity,
    null,
    undefined,
    true,
    [],
    {},
  ])('%j is none', (written) => {
    expect(quantityOf(written)).toBeUndefined();
  });

  test('a thousandth of a whole number is as many with an m', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (amount) => {
        expect(quantityOf(`${amount * 1000}m`)).toBe(amount);
        expect(quantityOf(`${amount}k`)).toBe(amount * 1000);
        expect(quantityOf(`${amount}Ki`)).toBe(amount * 1024);
        expect(quantityOf(`${amount}e3`)).toBe(amount * 1000);
      }),
    );
  });

  test('no text throws', () => {
    fc.assert(fc.property(fc.string(), (text) => Number.isFinite(quantityOf(text) ?? 0)));
  });
});
