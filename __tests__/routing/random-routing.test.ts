import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ConfigError } from '../../lib/vocabulary/config-error';
import { bad, good, mixed, randomObjects, type Make } from './random-routing';
import { crdMistakes, shop } from './shop';

const mistakesOf = (make: Make) => crdMistakes(make(shop()).resource.toJson() as never);
const run = (objects: fc.Arbitrary<Make> | undefined, property: (make: Make) => void) => {
  fc.assert(fc.property(objects as fc.Arbitrary<Make>, property), { numRuns: 50 });
};
const ofGood = randomObjects(good);
const ofBad = randomObjects(bad);
const ofMixed = randomObjects(mixed);

describe.each(Object.keys(ofGood))('%s', (kind) => {
  test('takes good props, and gives what the CRD takes', () => {
    run(ofGood[kind], (make) => {
      expect(mistakesOf(make)).toEqual([]);
    });
  });

  test('refuses bad props by an error that says what is expected', () => {
    run(ofBad[kind], (make) => {
      expect(() => make(shop())).toThrow(ConfigError);
      expect(() => make(shop())).toThrow(/expected/);
    });
  });

  test('lets no props pass that the CRD refuses', () => {
    run(ofMixed[kind], (make) => {
      try {
        expect(mistakesOf(make)).toEqual([]);
      } catch (error) {
        expect(error).toBeInstanceOf(ConfigError);
      }
    });
  });
});
