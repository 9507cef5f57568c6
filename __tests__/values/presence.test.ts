import { describe, expect, test } from '@jest/globals';
import { ChartValues } from '../../lib/values/chart-values';
import { evaluate, type DeployContext } from '../../lib/values/evaluate';
import { expressionOf, type Tree } from '../../lib/values/expression';
import { isTruthy } from '../../lib/values/conditions';
import { choose, fields, forEach, format, fragment, ifSet, spread, when } from '../../lib/values/operators';
import { presenceOf } from '../../lib/values/presence';

const values = new ChartValues();
const on = values.boolean('on', { default: true, description: 'On' });
const also = values.boolean('also', { default: true, description: 'Also' });
const name = values.string('name', { default: 'x', description: 'Name' });
const list = values.list<string>('list', { default: ['a'], items: { type: 'string' }, description: 'List' });
const map = values.map<string>('map', {
  default: { a: 'b' },
  values: { type: 'string' },
  description: 'Map',
});

/** Every way in which the values can be there or not. */
const contexts = [true, false].flatMap((first) =>
  [true, false].flatMap((second) =>
    [true, false].map((filled): DeployContext => ({
      values: {
        on: first,
        also: second,
        name: filled ? 'x' : '',
        list: filled ? ['a'] : [],
        map: filled ? { a: 'b' } : {},
      },
      release: { name: 'shop', namespace: 'market' },
      chart: { name: 'orders', version: '1.0.0', appVersion: '1.0.0' },
    })),
  ),
);

/** Trees that may mean nothing at all, and some that never do. */
const trees: readonly (readonly [string, unknown])[] = [
  ['a scalar', format`a-${name}`],
  ['a value', list],
  ['an empty map', {}],
  ['an empty list', []],
  ['when', when(on, { a: 1 })],
  ['when in when', when(on, when(also, 'x'))],
  ['when of a vanishing tree', when(on, { a: when(also, 1) })],
  ['ifSet of a list', ifSet(list)],
  ['a map of one conditional field', { a: when(on, 1) }],
  ['a map of two conditional fields', { a: when(on, 1), b: when(also, 1) }],
  ['a map with a fixed field', { a: when(on, 1), b: 1 }],
  ['a map of maps', { a: { b: { c: when(on, 1) } }, d: { e: when(also, 2) } }],
  ['a map with an undefined field', { a: undefined, b: when(on, 1) }],
  ['a list of one conditional element', [when(on, 1)]],
  ['a list with a fixed element', [when(on, 1), 2]],
  ['a list of conditional maps', [{ a: when(on, 1) }, { b: when(also, 1) }]],
  ['a list of a spread', [spread(list)]],
  ['a list of a conditional spread', [when(on, spread(list))]],
  ['a list of a forEach', [forEach(map, (item) => ({ key: item.key }))]],
  [
    'a list of a conditional forEach',
    [
      when(
        on,
        forEach(list, (item) => item.value),
      ),
    ],
  ],
  ['a forEach', forEach(list, (item) => ({ it: item.value }))],
  ['fields of a conditional map', fields(when(on, { a: 1 }))],
  ['fields of a map value', fields(map)],
  ['fields of both', fields(map, when(on, { c: 1 }))],
  ['fields with a fixed one', fields(map, { c: 1 })],
  ['fields of a forEach', fields(forEach(map, (item) => ({ fixed: item.value })))],
  ['a fragment of a vanishing tree', fragment('some', { a: when(on, 1) })],
  ['a choice of trees', choose<object>(on, { a: 1 }, { b: 1 })],
];

describe('presenceOf says when a tree means anything', () => {
  test.each(trees)('%s', (_what, tree) => {
    const presence = presenceOf(expressionOf(tree as Tree));
    const expected = contexts.map((context) => evaluate(tree as Tree, context) !== undefined);
    expect(contexts.map((context) => isTruthy(evaluate(presence, context)))).toEqual(expected);
  });
});

test('a forEach whose body may vanish as a whole is refused', () => {
  const tree = [forEach(list, () => ({ a: when(on, 1) }), 'host')];
  expect(() => presenceOf(expressionOf(tree as Tree))).toThrow(
    'the body of a forEach over a host may disappear as a whole; give it a field that is always there',
  );
});
