import { describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { ChartValues } from '../../lib/values/chart-values';
import { evaluate, type DeployContext } from '../../lib/values/evaluate';
import type { Tree } from '../../lib/values/expression';
import { add, multiply } from '../../lib/values/arithmetic';
import { and, equals, less, not, or } from '../../lib/values/conditions';
import {
  base64,
  CHART,
  choose,
  fields,
  forEach,
  format,
  fragment,
  hash,
  ifSet,
  LoopItem,
  lower,
  mergeByName,
  orDefault,
  RELEASE,
  spread,
  truncate,
  when,
  withReleaseName,
} from '../../lib/values/operators';
import type { JsonObject } from '../../lib/vocabulary/json';

const values = new ChartValues();
const on = values.boolean('on', { default: true, description: 'On' });
const off = values.boolean('off', { default: false, description: 'Off' });
const two = values.integer('two', { default: 2, description: 'Two' });
const name = values.string('name', { default: 'Orders', description: 'Name' });
const blank = values.string('blank', { default: '', description: 'Nothing' });
const list = values.list<string>('list', {
  default: ['b', 'a'],
  items: { type: 'string' },
  description: 'L',
});
const none = values.list<string>('none', { default: [], items: { type: 'string' }, description: 'None' });
const map = values.map<number>('map', {
  default: { z: 1, a: 2, B: 3 },
  values: { type: 'integer' },
  description: 'Map',
});
const env = values.list<{ name: string; value: string }>('env', {
  default: [
    { name: 'A', value: '{{ .Release.Name }}-db' },
    { name: 'B', value: '{{.Release.Name}}{{ .Release.Namespace }}' },
  ],
  items: { type: 'struct', fields: { name: { type: 'string' }, value: { type: 'string' } } },
  description: 'Environment',
});
const struct = values.object('struct', { default: { deep: { x: [1, null] } }, description: 'Struct' });

const context: DeployContext = {
  release: { name: 'shop', namespace: 'market' },
  chart: { name: 'orders', version: '1.2.3', appVersion: '4.5' },
};
const at = (overrides: JsonObject): DeployContext => ({
  ...context,
  values: { ...values.defaults, ...overrides },
});

describe('every operator', () => {
  test.each<[string, unknown, unknown]>([
    ['value', name, 'Orders'],
    ['release', { name: RELEASE.name, namespace: RELEASE.namespace }, { name: 'shop', namespace: 'market' }],
    [
      'chart',
      { name: CHART.name, version: CHART.version, appVersion: CHART.appVersion },
      { name: 'orders', version: '1.2.3', appVersion: '4.5' },
    ],
    ['and', [and(on, name), and(on, off)], [true, false]],
    ['or', [or(off, blank), or(off, list)], [false, true]],
    ['not', [not(on), not(blank), not(none)], [false, true, true]],
    ['equals', [equals(name, 'Orders'), equals(two, 3), equals(on, true)], [true, false, true]],
    ['less', [less(two, 3), less(two, 2), less(1, two)], [true, false, true]],
    ['add', add(two, -3), -1],
    ['multiply', multiply(two, multiply(two, two)), 8],
    ['if', [choose(on, 'a', 'b'), choose(blank, 'a', name)], ['a', 'Orders']],
    ['if of trees', choose<JsonObject>(off, { a: 1 }, { b: 2 }), { b: 2 }],
    ['format', format`${RELEASE.name}/${two}%s-${name}`, 'shop/2%s-Orders'],
    ['format of a flag', format`debug=${on as never}`, 'debug=true'],
    ['default', [orDefault(blank, name), orDefault(name, 'x'), orDefault(two, 1)], ['Orders', 'Orders', 2]],
    ['lower', lower(name), 'orders'],
    ['truncate', [truncate(format`${name}-x`, 7), truncate(name, 3)], ['Orders', 'Ord']],
    ['base64', base64(format`${name}é`), Buffer.from('Ordersé').toString('base64')],
    ['hash', hash(struct), createHash('sha256').update('{"deep":{"x":[1,null]}}').digest('hex')],
    ['hash of a map with keys out of order', hash(map), sha256('{"B":3,"a":2,"z":1}')],
    [
      'releaseName, and no other template',
      forEach(env, (item) => withReleaseName(item.field('value'))),
      ['shop-db', 'shop{{ .Release.Namespace }}'],
    ],
    [
      'mergeByName: later entries win in the place of the first',
      mergeByName(
        [
          [
            { name: 'B', value: 'edge' },
            { name: 'C', value: 'edge' },
            { name: 'S', valueFrom: 'secret' },
          ],
          env,
          [
            { name: 'A', value: 'last' },
            { name: 'D', value: 'last' },
            { name: 'S', value: 'a literal secret is left out' },
          ],
        ],
        ['S'],
      ),
      [
        { name: 'B', value: '{{.Release.Name}}{{ .Release.Namespace }}' },
        { name: 'C', value: 'edge' },
        { name: 'S', valueFrom: 'secret' },
        { name: 'A', value: 'last' },
        { name: 'D', value: 'last' },
      ],
    ],
    [
      'mergeByName of nothing',
      { list: mergeByName([none, [when(off, { name: 'A' })]]), kept: 1 },
      { kept: 1 },
    ],
    [
      'fields',
      fields({ first: 1 }, map, when(off, { b: 2 }), when(on, { c: 3 })),
      { first: 1, z: 1, a: 2, B: 3, c: 3 },
    ],
    ['fields of what may be undefined', fields(undefined, { a: 1 }, undefined), { a: 1 }],
    ['fields of a forEach', fields(forEach(list, (item) => ({ fixed: item.value }))), { fixed: 'a' }],
    [
      'forEach over a list gives the index as key',
      forEach(list, (item) => ({ key: item.key, value: item.value })),
      [
        { key: 0, value: 'b' },
        { key: 1, value: 'a' },
      ],
    ],
    [
      'forEach over a map goes in byte order of its keys',
      forEach(map, (item) => format`${item.key}=${item.value}`),
      ['B=3', 'a=2', 'z=1'],
    ],
    [
      'forEach inside forEach sees both',
      forEach(list, (outer) => ({
        of: outer.value,
        pairs: forEach(map, (inner) => format`${outer.value}${inner.key}${inner.value}`, 'pair'),
      })),
      [
        { of: 'b', pairs: ['bB3', 'ba2', 'bz1'] },
        { of: 'a', pairs: ['aB3', 'aa2', 'az1'] },
      ],
    ],
    ['spread', ['first', spread(list), spread(none), 'last'], ['first', 'b', 'a', 'last']],
    ['forEach as list elements', [forEach(list, (item) => item.value), 'last'], ['b', 'a', 'last']],
    [
      'a conditional forEach as list elements',
      [
        when(
          on,
          forEach(list, (item) => item.value),
        ),
        when(off, spread(list)),
        'last',
      ],
      ['b', 'a', 'last'],
    ],
    ['when', { kept: when(on, 1), gone: when(off, 2) }, { kept: 1 }],
    ['when as a list element leaves no null', [when(off, 1), 2, when(on, 3)], [2, 3]],
    ['ifSet', { name: ifSet(name), blank: ifSet(blank), none: ifSet(none) }, { name: 'Orders' }],
    ['fragment', fragment('labels', { app: name }), { app: 'Orders' }],
    ['a whole struct, as it was written', struct, { deep: { x: [1, null] } }],
  ])('%s', (_operator, tree, expected) => {
    expect(evaluate(tree as Tree, context)).toEqual(expected);
  });
});

describe('what disappears', () => {
  test.each<[string, unknown, unknown]>([
    ['an undefined field', { a: undefined, b: 1 }, { b: 1 }],
    ['a map of which every field disappeared', { a: { b: when(off, 1) }, c: 1 }, { c: 1 }],
    ['a list of which every element disappeared', { a: [when(off, 1)], c: 1 }, { c: 1 }],
    ['whatever holds nothing but these', { a: [{ b: { c: [when(off, 1)] } }] }, undefined],
    ['a forEach over nothing', { a: forEach(none, (item) => item.value), b: 1 }, { b: 1 }],
    ['fields of nothing', { a: fields(when(off, { x: 1 })), b: 1 }, { b: 1 }],
    ['the element of a list that would be empty', [1, [when(off, 2)]], [1]],
  ])('%s', (_what, tree, expected) => {
    expect(evaluate(tree as Tree, context)).toEqual(expected);
  });

  test.each<[string, unknown]>([
    ['an empty map', { a: {}, b: 1 }],
    ['an empty list', { a: [], b: 1 }],
    ['null', { a: null, b: [null] }],
    ['false, 0 and an empty text', { a: false, b: 0, c: '' }],
  ])('%s that was written stays', (_what, tree) => {
    expect(evaluate(tree as Tree, context)).toEqual(tree);
  });

  test('a value that is an empty list stays a list', () => {
    expect(evaluate({ none, blank }, context)).toEqual({ none: [], blank: '' });
  });
});

describe('the context', () => {
  test('without values: every value is its default', () => {
    expect(evaluate({ two, list }, context)).toEqual({ two: 2, list: ['b', 'a'] });
  });

  test('with values: they are all there is', () => {
    expect(evaluate({ two, name }, at({ two: 7 }))).toEqual({ two: 7, name: 'Orders' });
    expect(evaluate({ two, name }, { ...context, values: { name: 'x' } })).toEqual({ name: 'x' });
  });

  test('null counts as not there', () => {
    expect(evaluate({ name, kept: 1, ordered: orDefault(name, 'x') }, at({ name: null }))).toEqual({
      kept: 1,
      ordered: 'x',
    });
  });

  test('keys of JavaScript objects are keys like any other', () => {
    const own = new ChartValues();
    const inherited = ['constructor', 'toString', 'hasOwnProperty'].map((key) =>
      own.string(key, { default: 'x', description: 'Key' }),
    );
    expect(evaluate(inherited, { ...context, values: {} })).toBeUndefined();
    const odd = JSON.parse('{"__proto__": 1, "constructor": 2}') as Record<string, number>;
    expect(
      evaluate(
        forEach(map, (item) => format`${item.key}=${item.value}`),
        at({ map: odd }),
      ),
    ).toEqual(['__proto__=1', 'constructor=2']);
  });
});

describe('fails', () => {
  test('to put a map into a text', () => {
    expect(() => evaluate(format`x-${map as never}`, context)).toThrow(
      `value 'map' is {"z":1,"a":2,"B":3}, expected a text`,
    );
  });

  test('to compute with what is no number', () => {
    expect(() => evaluate(add(two, 1), at({ two: 'many' }))).toThrow(
      `value 'two' is "many", expected a number`,
    );
    expect(() => evaluate(less(two, 1), at({ two: null }))).toThrow(
      "value 'two' is missing, expected a number",
    );
  });

  test("to use a loop's element outside of the loop", () => {
    let escaped: LoopItem<string> | undefined;
    forEach(list, (item) => ((escaped = item), item.value), 'host');
    expect(() => evaluate(escaped?.value, context)).toThrow(
      'the host of a forEach is used outside of its body; use it only in the tree that the body returns',
    );
  });
});

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
