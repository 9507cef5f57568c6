import * as fc from 'fast-check';
import type { ChartValues, Declaration } from '../../lib/values/chart-values';
import { valueMistakes } from '../../lib/values/value-mistakes';
import type { ValueSchema } from '../../lib/values/value-schema';
import { isJsonObject, type Json, type JsonObject } from '../../lib/vocabulary/json';

/** Something wrong that a values file says. */
export interface Mistake {
  readonly path: readonly string[];
  readonly value: Json;
}

/** The file with a value at a path, whatever was there. */
export function withValue(file: JsonObject, [key = '', ...rest]: readonly string[], value: Json): JsonObject {
  const inner = Object.hasOwn(file, key) ? file[key] : undefined;
  const changed = rest.length === 0 ? value : withValue(isJsonObject(inner) ? inner : {}, rest, value);
  return Object.fromEntries([...Object.entries(file).filter(([other]) => other !== key), [key, changed]]);
}

/** Mistakes that a values file can make: each is refused by the schema of these values. */
export function arbitraryMistake(values: ChartValues): fc.Arbitrary<Mistake> {
  const { declared } = values;
  const groups = [
    ...new Map(
      declared.flatMap(({ path }) =>
        path.map((_, end) => [path.slice(0, end).join('.'), path.slice(0, end)]),
      ),
    ).values(),
  ];
  const groupPlaces = groups.slice(1).map((path) => ({ path, schema: GROUP }));
  return fc.oneof(
    fc
      .tuple(
        fc.constantFrom(...groups),
        fc.constantFrom(...UNKNOWN_KEYS),
        fc.constantFrom<Json>(1, null, {}, 'x'),
      )
      .map(([group, key, value]) => ({ path: [...group, key], value })),
    refused(declared, () => WRONG_TYPES),
    refused(declared, beyond),
    refused(declared, badElements),
    refused([...declared, ...groupPlaces], () => [null]),
    refused(groupPlaces, () => WRONG_TYPES),
  );
}

/** Values files that together hold every wrong value that is known here, at every path. */
export function filesOfMistakes(values: ChartValues): JsonObject[] {
  const mistakes = values.declared.map(({ path, schema }) => ({
    path,
    wrong: [null, ...WRONG_TYPES, ...beyond(schema), ...badElements(schema)].filter((value) =>
      isRefused(schema, value),
    ),
  }));
  const most = Math.max(...mistakes.map(({ wrong }) => wrong.length));
  return Array.from({ length: most }, (_, round) =>
    mistakes.reduce<JsonObject>((file, { path, wrong }) => {
      const value = wrong[round];
      return value === undefined ? file : withValue(file, path, value);
    }, {}),
  );
}

type Place = Pick<Declaration, 'path' | 'schema'>;

const GROUP: ValueSchema = { type: 'freeForm' };
const WRONG_TYPES: readonly Json[] = ['x', 7, 1.5, true, [], [1], {}, { a: 'b' }];
const UNKNOWN_KEYS = ['replicas', 'Enabled', 'a.b', 'a/b~c', "it's", 'x y', '0', '', '# x', '{{ .Values }}'];

/** One of the candidates that the schemas of these places refuse. */
function refused(
  places: readonly Place[],
  candidates: (schema: ValueSchema) => readonly Json[],
): fc.Arbitrary<Mistake> {
  const mistakes = places.flatMap(({ path, schema }) =>
    candidates(schema)
      .filter((value) => isRefused(schema, value))
      .map((value) => ({ path, value })),
  );
  return fc.constantFrom(...mistakes);
}

function isRefused(schema: ValueSchema, value: Json): boolean {
  return valueMistakes(schema, value, 'it').length > 0;
}

function beyond(schema: ValueSchema): Json[] {
  switch (schema.type) {
    case 'integer':
    case 'number':
      return [
        ...(schema.minimum === undefined ? [] : [schema.minimum - 1, schema.minimum - 0.5, -1e300]),
        ...(schema.maximum === undefined ? [] : [schema.maximum + 1, schema.maximum + 0.5, 1e300]),
      ];
    case 'string':
      return ['', 'No Name', 'x\n', '-', 'é', '{{ .Values }}', 'x'.repeat(300)];
    default:
      return [];
  }
}

function badElements(schema: ValueSchema): Json[] {
  switch (schema.type) {
    case 'array':
      return [[null], [1], [{ a: [] }], [[]], ['ok', 2], [{}, 'No Name']];
    case 'map':
      return [
        { x: null },
        { x: 1, 'a.b/c~d': [] },
        ...(schema.reservedKeys ?? []).map((key) => ({ [key]: 'x' })),
      ];
    default:
      return [];
  }
}
