import { describe, expect, test } from '@jest/globals';
import { nearestName } from '../../lib/vocabulary/nearest-name';

describe('nearestName', () => {
  test.each([
    ['outptu', 'output'],
    ['ouput', 'output'],
    ['outputs', 'output'],
    ['OUTPUT', 'output'],
    ['ap', 'app'],
    ['repalce', 'replace'],
  ])('%s is probably %s', (misspelt, meant) => {
    expect(nearestName(misspelt, ['app', 'output', 'replace'])).toBe(meant);
  });

  test.each(['volume', 'x', 'outline-of-it'])('%s is near to nothing', (misspelt) => {
    expect(nearestName(misspelt, ['app', 'output'])).toBeUndefined();
  });

  test('there is nothing to be near to', () => {
    expect(nearestName('output', [])).toBeUndefined();
  });
});
