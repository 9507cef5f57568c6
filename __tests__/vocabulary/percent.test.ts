import { expect, test } from '@jest/globals';
import { Percent } from '../../lib/vocabulary/percent';

test.each([0, 0.0001, 12.5, 100])('%d is a percentage', (value) => {
  expect(Percent.of(value).value).toBe(value);
});

test('every request', () => {
  expect(Percent.all().value).toBe(100);
});

test.each([-1, 0.00001, 100.1, NaN, Infinity])('%d is none', (value) => {
  expect(() => Percent.of(value)).toThrow(
    `a percentage is ${value}, expected 0, or a number from 0.0001 to 100; write 12.5 for one of eight`,
  );
});
