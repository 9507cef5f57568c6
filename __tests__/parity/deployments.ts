import * as fc from 'fast-check';
import type { DeployContext } from '../../lib/values/evaluate';
import type { Json, JsonObject } from '../../lib/vocabulary/json';
import { arbitraryValues } from '../fixtures/arbitrary-values';
import type { EventSystemUnderTest } from '../fixtures/event-system';
import { arbitraryMistake, withValue } from './mistakes';

/** What somebody installs: a values file, under a name, into a namespace. */
export interface Deployment {
  readonly file: JsonObject;
  readonly release: DeployContext['release'];
}

/** Random deployments: most are accepted, about a third have mistakes or break a constraint. */
export function arbitraryDeployments(system: EventSystemUnderTest): fc.Arbitrary<Deployment> {
  const accepted = fc
    .record({ file: varied(system), release: releases(ACCEPTED_NAMES) })
    .filter(({ file, release }) => system.refusals(file, release).length === 0);
  const mistaken = fc
    .record({
      file: varied(system),
      release: releases(ACCEPTED_NAMES),
      mistakes: fc.array(arbitraryMistake(system.values), { minLength: 1, maxLength: 3 }),
    })
    .map(({ file, release, mistakes }) => ({
      file: mistakes.reduce((changed, { path, value }) => withValue(changed, path, value), file),
      release,
    }));
  const constrained = fc
    .record({ file: varied(system), release: releases([...ACCEPTED_NAMES, ...LONG_NAMES]) })
    .filter(({ file, release }) => system.refusals(file, release).length > 0);
  return fc.oneof(
    { weight: 12, arbitrary: accepted },
    { weight: 6, arbitrary: mistaken },
    { weight: 2, arbitrary: constrained },
  );
}

/** The text of a values file. JSON is YAML, but for characters that YAML wants to have escaped. */
export function valuesFileOf(file: JsonObject): string {
  return JSON.stringify(file).replaceAll(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

const ACCEPTED_NAMES = ['event-system', 'a', '1e3', 'null', 'v1.2', 'my-event-backend', 'r'.repeat(34)];
const LONG_NAMES = ['r'.repeat(35), 'r'.repeat(53)];

function releases(names: readonly string[]): fc.Arbitrary<Deployment['release']> {
  return fc.record({
    name: fc.constantFrom(...names),
    namespace: fc.constantFrom('event-system', 'default', 'shop', 'n'.repeat(63)),
  });
}

/**
 * Unicode's further blanks and line breaks: Helm prints them without quotes, and of YAML libraries only Go's reads them
 * back. Beside a face they are escaped.
 */
const FURTHER_BLANKS = /[^\S ](?!😀)/u;

/** Valid values, some of whose lists are empty and some of whose maps have keys with null, which Helm keeps. */
function varied(system: EventSystemUnderTest): fc.Arbitrary<JsonObject> {
  const lists = system.values.declared.filter(({ schema }) => schema.type === 'array');
  const structs = system.values.declared.filter(({ schema }) => schema.type === 'freeForm');
  const settings = [
    ...lists.map(({ path }) => ({ path, value: [] as Json })),
    ...structs.map(({ path }) => ({ path: [...path, 'absent'], value: null })),
  ];
  return fc
    .tuple(arbitraryValues(system.values), fc.array(fc.constantFrom(...settings), { maxLength: 2 }))
    .map(([file, chosen]) =>
      chosen.reduce((changed, { path, value }) => withValue(changed, path, value), file),
    )
    .filter((file) => !FURTHER_BLANKS.test(JSON.stringify(file)));
}
