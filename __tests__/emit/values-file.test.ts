import { describe, expect, test } from '@jest/globals';
import { App } from 'cdk8s';
import * as fc from 'fast-check';
import { describedValue, valuesFile } from '../../lib/emit/values-file';
import { parseValuesYaml } from '../../lib/emit/values-yaml';
import { EventSystemChart } from '../../lib/system/event-system-chart';
import { ChartValues } from '../../lib/values/chart-values';
import type { ValueSchema } from '../../lib/values/value-schema';
import type { Json, JsonObject } from '../../lib/vocabulary/json';
import { hostileText } from '../fixtures/arbitrary-values';
import { plainChart, renderedText } from '../fixtures/rendered-chart';

/** Descriptions that YAML or helm-docs would read as something else. */
const descriptions = ['a\n# b\n\nc: d', '{{ .Values }}', '\u2028 \u0085 \0', 'x\r\ny: 1', '(int) x'];
const pieces = 'word,--,---x,--flag,`a,@raw,@ignored,@default -- 1,@section -- y,#'.split(',');
const description = fc.oneof(
  fc.constantFrom(...descriptions),
  fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((words) => words.join(' ')),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const text = fc.oneof(hostileText, fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }));
const key = fc.oneof(
  { weight: 3, arbitrary: fc.stringMatching(/^[a-z][a-zA-Z0-9]{0,6}$/) },
  fc.constantFrom('', 'a\nb', ...'yes,n,null,~,1,0x1f,1e3,a.b/c,a b,: ,# x,-'.split(',')),
);
const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(key, tie('json'), { maxKeys: 3, noNullPrototype: true }),
  ),
}));
const object = fc.dictionary(key, json, { maxKeys: 3, noNullPrototype: true });

/** Declares one value, or a group of them, under a key. */
type Declare = (values: ChartValues, key: string) => void;

const declared = <T>(
  value: fc.Arbitrary<T>,
  declare: (...args: [...Parameters<Declare>, T, string]) => unknown,
) =>
  fc.tuple(value, description).map(
    ([given, about]): Declare =>
      (values, name) =>
        void declare(values, name, given, about),
  );
const anything = { type: 'freeForm' } as const;
const leaf = fc.oneof(
  declared(text, (values, name, given, about) =>
    values.oneOf(name, { default: given, oneOf: [given], description: about }),
  ),
  declared(object, (values, name, given, about) =>
    values.map(name, { default: given, values: anything, reservedKeys: [about], description: about }),
  ),
  declared(json, (values, name, given, about) =>
    values.object(name, { default: given as JsonObject, description: about }),
  ),
);
const { entry } = fc.letrec<{ entry: Declare }>((tie) => ({
  entry: fc.oneof(
    { maxDepth: 3, depthSize: 'medium' },
    leaf,
    declared(fc.dictionary(key, tie('entry'), { maxKeys: 4 }), (values, name, children, about) => {
      const group = values.at(name, about);
      for (const [child, declare] of Object.entries(children)) declare(group, child);
    }),
  ),
}));
const trees = fc.dictionary(key, entry, { maxKeys: 6 }).map((entries) => {
  const values = new ChartValues();
  for (const [name, declare] of Object.entries(entries)) declare(values, name);
  return values;
});

/** What Helm takes as the default values of a chart with this `values.yaml`. */
function readByHelm(file: string): JsonObject {
  // In base64, because Helm reads the manifest again, and JSON holds characters that YAML refuses.
  const text = renderedText(plainChart('# json: {{ toJson .Values | b64enc }}\n', file));
  const [, encoded = ''] = /^# json: (.*)$/m.exec(text) ?? [];
  return JSON.parse(Buffer.from(encoded, 'base64').toString()) as JsonObject;
}

/** Plain scalars that Helm's YAML 1.1 or others read as something else than a text. */
const words = String.raw`
  y Y n N yes Yes no on off true True null Null ~ 0 -0 +1 007 0777 08 0o17 0x1F 0b101 1_000 0_9 08_1 0_x1f 1e3 1E+3 .5 5. 1.e3
  .inf .nan 12:30 190:20:30 2020-01-01 2020-01-01T00:00:00Z = < << - --- ... ? : , % @ ! & * | > # "a" 'a' {} [] {a:1}
  1Gi 100m v1.0.0 a:b a#b */5 1.2.3 é 😀 \ \n
`
  .trim()
  .split(/\s+/);

const inQuotes = (word: string): [Json, string] => [word, `"${word}"`];
const asItIs = (word: string): [Json, string] => [word, word];

describe('the values of values.yaml', () => {
  test('are the declared defaults, whatever these and their descriptions hold', () => {
    fc.assert(
      fc.property(trees, fc.oneof(description, fc.constant('a\n\nb')), (values, header) => {
        expect(parseValuesYaml(valuesFile(values, header), 'values.yaml')).toEqual(values.defaults);
      }),
      { numRuns: 300 },
    );
  });

  test('are the same for Helm', () => {
    const all = new ChartValues();
    for (const [index, word] of words.entries()) {
      all.string(`word${index}`, { default: word, description: word });
      all.map(`key${index}`, { default: { [word]: [word] }, values: anything, description: word });
    }
    for (const [index, declare] of fc.sample(entry, { numRuns: 150, seed: 1 }).entries())
      declare(all, `tree${index}`);
    expect(readByHelm(valuesFile(all, 'a: 1\n--- {{ b }}'))).toEqual(all.defaults);
  });

  test.each<[Json, string]>([
    ...['', 'yes', 'y', 'on', '0777', '1_000', '0_9', '12:30', '1e3', '*', '2020-01-01'].map(inQuotes),
    ...['v1.0.0', '1Gi', '0 2 * * *', 'rq:queue:default', 'STRICT'].map(asItIs),
    [{}, '{}'],
    [[], '[]'],
    [0.5, '0.5'],
    [['a', '5'], '\n    - a\n    - "5"'],
    ['a\n\nb\n', '|\n    a\n\n    b'],
  ])('print %j as an expert writes it', (given, expected) => {
    const values = new ChartValues();
    values.at('group').object('it', { default: given as JsonObject, description: '' });
    const file = valuesFile(values, '');
    expect(file).toBe(`group:\n  it: ${expected}\n`.replace(': \n', ':\n'));
  });
});

describe('the comments of values.yaml', () => {
  test('are what helm-docs finds, and instruct it to nothing', () => {
    // As in its sources; blanks of Go's expressions are those of ASCII.
    const documented = /^[\t\n\f\r ]*#[\t\n\f\r ]*(.*)[\t\n\f\r ]+--[\t\n\f\r ]*(.*)$/;
    const instruction = /@ignore|^ *#\s+@(raw|default|section|notationType)/;
    fc.assert(
      fc.property(description, description, (group, value) => {
        const values = new ChartValues();
        values.at('group', group).boolean('it', { default: true, description: value });
        const lines = valuesFile(values, `${value}\n${group}`).split('\n');
        const keys = lines.flatMap((line) => documented.exec(line)?.slice(1, 2) ?? []);
        const said = lines.some((line) => /^ {2}# -- ./.test(line));
        expect(keys).toEqual(said ? [''] : []);
        expect(said).toBe(/[^\s\p{Cc}\p{Cs}\u2028\u2029\ufeff\ufffe\uffff]/u.test(value));
        expect(lines.filter((line) => instruction.test(line))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test.each<[string, ValueSchema, string, string]>([
    ['allowed words', { type: 'string', oneOf: ['a', 'b c', ''] }, 'When', 'When. One of: a, "b c", "".'],
    ['allowed words that are said', { type: 'string', oneOf: ['a', 'b'] }, '`a` or b', '`a` or b.'],
    ['a length', { type: 'string', maxLength: 30 }, 'Name', 'Name. At most 30 characters.'],
    ['a range', { type: 'integer', minimum: 1, maximum: 65535 }, 'Port', 'Port. 1 to 65535.'],
    ['a range that is said', { type: 'integer', minimum: 1, maximum: 5 }, 'From 1 to 5!', 'From 1 to 5!'],
    ['a range half said', { type: 'integer', minimum: 0, maximum: 5 }, '0: off', '0: off. 0 to 5.'],
    ['a range of one number', { type: 'number', minimum: 0.5, maximum: 0.5 }, 'x', 'x. Only 0.5.'],
    ['a reason', { type: 'integer', minimum: 0, maximum: 1, because: 'why' }, 'x', 'x. 0 to 1: why.'],
    ['no huge bound', { type: 'integer', minimum: 1, maximum: 2147483647 }, 'User', 'User. At least 1.'],
    ['no bound that says nothing', { type: 'integer', minimum: 0, maximum: 999999 }, 'x', 'x.'],
    ['an upper bound', { type: 'integer', maximum: 7 }, 'x', 'x. At most 7.'],
    ['the one state of a switch', { type: 'boolean', only: false }, 'x', 'x. Only false.'],
    [
      'bounds of items',
      { type: 'array', items: { type: 'string', maxLength: 2 } },
      'x',
      'x. Each at most 2 characters.',
    ],
    ['reserved keys', { type: 'map', values: anything, reservedKeys: ['a'] }, 'x', 'x. Reserved keys: a.'],
    ['bounds alone', { type: 'integer', minimum: 2 }, '', 'At least 2.'],
  ])('say %s', (_, schema, about, expected) => {
    expect(describedValue({ path: ['it'], schema, default: {}, description: about })).toBe(expected);
  });

  test.each<[string, string, string]>([
    ['a type at the beginning', '(or so) x', '(int/string) (or so) x.'],
    ['dashes', '-- a -- `b --c`', '– a – `b\u00a0--c`.'],
    ['an instruction', 'x @ignore', 'x @ ignore.'],
    ['several lines', 'a\n  # b: c\n', 'a # b: c.'],
  ])('quote %s', (_, about, expected) => {
    const values = new ChartValues();
    values.intOrString('it', { default: 1, description: about });
    expect(valuesFile(values, '')).toBe(`# -- ${expected}\nit: 1\n`);
  });

  test('stand over groups and values, apart at the top level and before groups', () => {
    const values = new ChartValues();
    const outer = values.at('outer', 'Outer');
    outer.at('inner', 'Inner group').string('a', { default: '', description: '' });
    outer.string('b', { default: 'x', description: `${'long '.repeat(24)}text` });
    values.at('empty', 'Nothing is declared here');
    values.boolean('c', { default: true, description: 'Last' });
    expect(valuesFile(values, 'One\n\ntwo')).toBe(`# One
#
# two

# Outer.
outer:
  # -- ${'long '.repeat(20).trim()}
  # ${'long '.repeat(4)}text.
  b: x

  # Inner group.
  inner:
    a: ""

# -- Last.
c: true
`);
  });
});

describe('values.yaml of the event system', () => {
  const { values } = new EventSystemChart(new App(), 'event-backend');
  const file = valuesFile(values, 'Values of the event system.');

  test('holds the defaults, for Helm too', () => {
    expect(parseValuesYaml(file, 'values.yaml')).toEqual(values.defaults);
    expect(readByHelm(file)).toEqual(values.defaults);
  });

  test('describes every value, in lines of 110 columns', () => {
    expect(file.match(/^ *# -- /gm)).toHaveLength(values.declared.length);
    expect(file.split('\n').filter((line) => line.length > 110)).toEqual([]);
  });
});
