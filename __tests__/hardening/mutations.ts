import * as fc from 'fast-check';
import { isJsonObject, type Json, type JsonObject } from '../../lib/vocabulary/json';

/** Keys that mean something to JavaScript. */
export const PROTOTYPE_KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'length',
];

const TEXTS = [
  ...[
    '',
    ' ',
    '\n',
    '\t',
    '\u0000',
    '\u001b[2J',
    '\u202e',
    '\u2028',
    '\ud800',
    '\ufeff',
    'é',
    'x'.repeat(5000),
  ],
  ...[
    '*',
    '**',
    '*.',
    '*.*',
    '.',
    '..',
    '/',
    '//',
    '../../etc/passwd',
    ':',
    '::',
    'http://',
    '%',
    '%00',
    '-',
    '~',
  ],
  ...['(', '[', '(a+)+$', '\\', '{}', '[]', '{{ .Values }}', '${x}', '<b>', '&', ']]>', '|', '`', '@team'],
  ...[
    '-1',
    '0',
    '1e400',
    '9'.repeat(400),
    '1s',
    '-1h',
    '1h1',
    '100%',
    '10Ei',
    '10m',
    'NaN',
    'null',
    'true',
    '0x10',
  ],
  ...PROTOTYPE_KEYS,
];

/** Values that no place expects, or that a place expects in another form. */
const hostileValue: fc.Arbitrary<Json> = fc.oneof(
  fc.constantFrom(...TEXTS),
  fc.constantFrom<Json>(null, true, false, 0, -1, 0.5, 65536, 2 ** 31, 1e308, [], {}, [null], [[]], [{}], {
    '': null,
  }),
  fc.constantFrom(...PROTOTYPE_KEYS).map((key) => withKey({}, key, { polluted: true })),
  fc.json({ maxDepth: 2 }).map((text) => JSON.parse(text) as Json),
);

type Path = readonly (string | number)[];

/** The documents with one to three of their fields replaced, renamed or added to. */
export function mutated(documents: readonly Json[]): fc.Arbitrary<Json> {
  const change = fc.record({
    place: fc.nat(),
    how: fc.constantFrom('replace', 'add', 'rename', 'remove'),
    key: fc.constantFrom(...PROTOTYPE_KEYS, ...TEXTS.slice(0, 12)),
    value: hostileValue,
  });
  return fc
    .tuple(fc.constantFrom(...documents), fc.array(change, { minLength: 1, maxLength: 3 }))
    .map(([document, changes]) =>
      changes.reduce<Json>((changing, { place, how, key, value }) => {
        const paths = [...pathsOf(changing)];
        return changedAt(changing, paths[place % paths.length] ?? [], (found) => {
          if (how === 'replace' || !isJsonObject(found)) return value;
          if (how === 'add') return withKey(found, key, value);
          const [first, ...others] = Object.entries(found);
          if (first === undefined) return value;
          return Object.fromEntries(how === 'remove' ? others : [...others, [key, first[1]]]);
        });
      }, document),
    );
}

/** A map with a key of its own, whatever it is called. */
export function withKey(map: JsonObject, key: string, value: Json): JsonObject {
  return Object.fromEntries([...Object.entries(map), [key, value]]);
}

function* pathsOf(value: Json | undefined, path: Path = []): Generator<Path> {
  yield path;
  if (Array.isArray(value))
    for (const [at, item] of value.entries()) yield* pathsOf(item as Json, [...path, at]);
  else if (isJsonObject(value)) {
    for (const [key, field] of Object.entries(value)) yield* pathsOf(field, [...path, key]);
  }
}

function changedAt(value: Json | undefined, path: Path, change: (found: Json | undefined) => Json): Json {
  const [first, ...rest] = path;
  if (first === undefined) return change(value);
  if (Array.isArray(value)) {
    return value.map((item: Json, at) => (at === first ? changedAt(item, rest, change) : item));
  }
  return Object.fromEntries(
    Object.entries(value as JsonObject).map(([key, field]) => [
      key,
      key === first ? changedAt(field, rest, change) : field,
    ]),
  );
}
