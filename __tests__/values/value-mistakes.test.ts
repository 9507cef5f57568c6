import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import * as fc from 'fast-check';
import { ChartValues } from '../../lib/values/chart-values';
import { valueMistakes } from '../../lib/values/value-mistakes';
import { isJsonObject, type Json, type JsonObject } from '../../lib/vocabulary/json';

const values = new ChartValues();
values.string('name', {
  default: 'ab',
  pattern: '^[a-z]*$',
  minLength: 2,
  maxLength: 5,
  description: 'Name',
});
values.oneOf('mode', { default: 'on', oneOf: ['on', 'off'], description: 'Mode' });
values.number('share', { default: 0.5, minimum: 0, maximum: 1, description: 'Share' });
values.number('sleep', { default: 1, minimum: 0, because: 'time does not run back', description: 'Pause' });
values.boolean('legacy', { default: false, only: false, description: 'No longer there' });
values.object('affinity', { default: {}, description: 'Affinity' });
values.intOrString('surge', { default: 1, description: 'Surge' });
const backend = values.at('backend', 'The backend');
backend.integer('replicas', { default: 1, minimum: 0, maximum: 5, description: 'Pods' });
backend.at('service').integer('port', { default: 80, minimum: 1, maximum: 65535, description: 'Port' });
backend.list('env', {
  default: [],
  items: { type: 'struct', fields: { name: { type: 'string', minLength: 1 }, value: { type: 'string' } } },
  description: 'Environment',
});
backend.map<string>('podLabels', {
  default: {},
  values: { type: 'string' },
  reservedKeys: ['app', 'version'],
  description: 'Labels',
});
const mistakesOf = (given: object) => valueMistakes(values.schema, given as JsonObject);
const { defaults } = values;
const inBackend = (override: object) => ({
  ...defaults,
  backend: { ...(defaults['backend'] as object), ...override },
});

test('the defaults have none', () => {
  expect(mistakesOf(defaults)).toEqual([]);
});

describe('one mistake', () => {
  test.each<[string, object, string]>([
    ['a misspelt key', { ...defaults, nmae: 'x' }, "nmae: unknown key; did you mean 'name'?"],
    [
      'a misspelt key in a group',
      inBackend({ replica: 1 }),
      "backend.replica: unknown key; did you mean 'replicas'?",
    ],
    [
      'a key that nothing is like',
      inBackend({ service: { port: 1, sessionAffinity: 'None' } }),
      'backend.service.sessionAffinity: unknown key; valid keys are port',
    ],
    [
      'a misspelt key in a list',
      inBackend({
        env: [
          { name: 'A', value: '' },
          { name: 'B', vlaue: '', value: '' },
        ],
      }),
      "backend.env[1].vlaue: unknown key; did you mean 'value'?",
    ],
    ['the wrong type', { ...defaults, name: 5 }, 'name: found 5, expected string'],
    ['a number in quotes', inBackend({ replicas: '2' }), 'backend.replicas: found "2", expected integer'],
    ['a fraction', inBackend({ replicas: 1.5 }), 'backend.replicas: found 1.5, expected integer'],
    ['one of two types', { ...defaults, surge: true }, 'surge: found true, expected integer or string'],
    ['a list for a map', { ...defaults, affinity: [] }, 'affinity: found [], expected object'],
    ['a map for a list', inBackend({ env: { A: 'b' } }), 'backend.env: found {"A":"b"}, expected array'],
    ['a value for a group', { ...defaults, backend: 'x' }, 'backend: found "x", expected object'],
    ['another word', { ...defaults, mode: 'auto' }, 'mode: found "auto", expected "on" or "off"'],
    ['what no longer works', { ...defaults, legacy: true }, 'legacy: found true, expected false'],
    [
      'the wrong form',
      { ...defaults, name: 'A-b' },
      'name: found "A-b", expected text that matches ^[a-z]*$',
    ],
    ['too little', inBackend({ replicas: -1 }), 'backend.replicas: found -1, expected at least 0'],
    [
      'too little, and why',
      { ...defaults, sleep: -1 },
      'sleep: found -1, expected at least 0: time does not run back',
    ],
    ['too much', inBackend({ replicas: 6 }), 'backend.replicas: found 6, expected at most 5'],
    ['too long', { ...defaults, name: 'abcdef' }, 'name: found "abcdef", expected at most 5 characters'],
    ['too short', { ...defaults, name: 'a' }, 'name: found "a", expected at least 2 characters'],
    [
      'a key that the chart sets',
      inBackend({ podLabels: { app: 'x', team: 'y' } }),
      'backend.podLabels.app: is set by the chart itself; remove the key',
    ],
    [
      'a value of a map, its key with dots and slashes',
      inBackend({ podLabels: { 'example.com/a~b': 1 } }),
      'backend.podLabels.example.com/a~b: found 1, expected string',
    ],
    [
      'a key that is a number',
      inBackend({ podLabels: { 5: true } }),
      'backend.podLabels.5: found true, expected string',
    ],
    ['a deleted value', { ...defaults, name: undefined }, 'name: is missing (or null), expected a value'],
    [
      'a deleted value of a group',
      inBackend({ service: {} }),
      'backend.service.port: is missing (or null), expected a value',
    ],
  ])('%s', (_what, given, message) => {
    expect(mistakesOf(given)).toEqual([message]);
  });
});

test('every mistake is told at once, each one once', () => {
  const given = {
    ...inBackend({ replicas: 9, env: [{}], podLabels: { app: 1, version: 'v' }, portt: 1 }),
    share: '1',
    mode: 3,
    hosts: [],
  };
  expect(mistakesOf(given)).toEqual([
    'hosts: unknown key; valid keys are name, mode, share, sleep, legacy, affinity, surge, backend, global',
    'mode: found 3, expected string',
    'share: found "1", expected number',
    'backend.portt: unknown key; valid keys are replicas, service, env, podLabels',
    'backend.replicas: found 9, expected at most 5',
    'backend.env[0].name: is missing (or null), expected a value',
    'backend.env[0].value: is missing (or null), expected a value',
    'backend.podLabels.app: is set by the chart itself; remove the key',
    'backend.podLabels.version: is set by the chart itself; remove the key',
  ]);
});

test('exactly those values have mistakes that the JSON Schema refuses', () => {
  const validate = new Ajv({ allowUnionTypes: true }).compile(values.jsonSchema);
  const json = fc.oneof(
    fc.constantFrom<Json>(
      null,
      true,
      false,
      -1,
      0,
      0.5,
      1,
      3,
      5,
      6,
      1e21,
      '',
      'a',
      'ab',
      'abcdef',
      '😀😀😀😀😀',
      'on',
    ),
    fc.constantFrom<Json>(
      [],
      {},
      { port: 80 },
      [{ name: 'A', value: '' }],
      [{ name: '' }],
      { app: 'x' },
      { a: 'x' },
    ),
  );
  const paths = [
    ...values.declared.map(({ path }) => path),
    ['backend'],
    ['backend', 'service'],
    ['unknown'],
  ];
  const override = fc.record({ path: fc.constantFrom(...paths), value: fc.option(json, { nil: undefined }) });
  fc.assert(
    fc.property(fc.array(override, { maxLength: 3 }), (overrides) => {
      const given = JSON.parse(JSON.stringify(overrides.reduce(overridden, defaults))) as JsonObject;
      expect(mistakesOf(given).length === 0).toBe(validate(given));
    }),
    { numRuns: 1000 },
  );
});

/** The values with another one at a path. */
function overridden(into: JsonObject, { path: [key = '', ...rest], value }: Override): JsonObject {
  if (rest.length === 0) return { ...into, [key]: value };
  const below = into[key];
  return { ...into, [key]: isJsonObject(below) ? overridden(below, { path: rest, value }) : below };
}

interface Override {
  readonly path: readonly string[];
  readonly value?: Json | undefined;
}
