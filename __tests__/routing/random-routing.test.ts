import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { violations } from '../../lib/validation/validate';
import { ConfigError } from '../../lib/vocabulary/config-error';
import type { JsonObject } from '../../lib/vocabulary/json';
import { bad, good, mixed, randomObjects, type Make } from './random-routing';
import { shop } from './shop';

/** What the API server's schema and CEL rules, and istiod, refuse. */
const mistakesOf = (make: Make) =>
  violations(make(shop()).resource.toJson() as JsonObject).filter(({ severity }) => severity === 'error');
const run = (objects: fc.Arbitrary<Make> | undefined, property: (make: Make) => void) => {
  fc.assert(fc.property(objects as fc.Arbitrary<Make>, property), { numRuns: 50 });
};
const ofGood = randomObjects(good);
const ofBad = randomObjects(bad);
const ofMixed = randomObjects(mixed);

describe.each(Object.keys(ofGood))('%s', (kind) => {
  test('takes good props, and gives what the API server and istiod take', () => {
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

  test('lets no props pass that the API server or istiod refuses', () => {
    run(ofMixed[kind], (make) => {
      try {
        expect(mistakesOf(make)).toEqual([]);
      } catch (error) {
        expect(error).toBeInstanceOf(ConfigError);
      }
    });
  });
});
