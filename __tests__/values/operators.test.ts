import { describe, expect, test } from '@jest/globals';
import { ChartValues } from '../../lib/values/chart-values';
import { expressionOf, isDeferral, type Expression } from '../../lib/values/expression';
import { add, multiply } from '../../lib/values/arithmetic';
import { and, equals, isTruthy, less, not, or } from '../../lib/values/conditions';
import {
  base64,
  choose,
  format,
  ifSet,
  lower,
  orDefault,
  spreadList,
  truncate,
  when,
} from '../../lib/values/operators';

const values = new ChartValues();
const flag = (key: string) => values.boolean(key, { default: false, description: 'Flag' });
const [a, b, c] = [flag('a'), flag('b'), flag('c')];
const size = values.integer('size', { default: 1, description: 'Size' });
const name = values.string('name', { default: '', description: 'Name' });

/** The operator and the values paths of an expression, as a list: ['and', 'a', 'b']. */
function shape(value: unknown): unknown {
  if (!isDeferral(value)) return value;
  return shapeOf(expressionOf(value));
}

function shapeOf(expression: Expression): unknown {
  switch (expression.op) {
    case 'value':
      return expression.path.join('.');
    case 'literal':
      return expression.value;
    case 'and':
    case 'or':
      return [expression.op, ...expression.operands.map(shapeOf)];
    case 'not':
      return ['not', shapeOf(expression.operand)];
    case 'format':
      return ['format', ...expression.parts.map((part) => (typeof part === 'string' ? part : shapeOf(part)))];
    default:
      return expression.op;
  }
}

test('only what is subtracted cancels out', () => {
  expect(shape(add(add(100, multiply(size, -1)), 1))).toBe('add');
});

describe('literal operands', () => {
  test.each<[string, unknown, unknown]>([
    ['and()', and(), true],
    ['and(true, 1)', and(true, 1), true],
    ['and(true, "")', and(true, ''), false],
    ['or()', or(), false],
    ['or(false, {})', or(false, {}), false],
    ['or(false, [0])', or(false, [0]), true],
    ['not(0)', not(0), true],
    ['not("false")', not('false'), false],
    ['equals(1, 1)', equals(1, 1), true],
    ['equals("1", "2")', equals('1', '2'), false],
    ['less(1, 2)', less(1, 2), true],
    ['less(2, 2)', less(2, 2), false],
    ['add(1, 2)', add(1, 2), 3],
    ['multiply(2, 3)', multiply(2, 3), 6],
    ['100 - size + size', add(add(100, multiply(size, -1)), size), 100],
    ['size + (100 - size)', add(size, add(100, multiply(size, -1))), 100],
    ['choose(true, …)', choose(true, 'then', 'otherwise'), 'then'],
    ['choose("", …)', choose('', 'then', 'otherwise'), 'otherwise'],
    ['format', format`${'shop'}-${2}-db`, 'shop-2-db'],
    ['format of nothing', format``, ''],
    ['orDefault("x", …)', orDefault('x', 'y'), 'x'],
    ['orDefault(0, …)', orDefault(0, 3), 3],
    ['lower', lower('ABC'), 'abc'],
    ['truncate', truncate('x'.repeat(64)), 'x'.repeat(63)],
    ['truncate before a dash', truncate('abc-def', 4), 'abc'],
    ['truncate of a short name', truncate('abc-', 10), 'abc'],
    ['base64', base64('é'), 'w6k='],
    ['when(true, …)', when(true, 'x'), 'x'],
    ['when(false, …)', when(false, 'x'), undefined],
    ['ifSet({})', ifSet({}), undefined],
    ['ifSet({ a: 1 })', ifSet({ a: 1 }), { a: 1 }],
    ['spreadList(nothing)', spreadList(undefined), []],
    ['spreadList([1, 2])', spreadList([1, 2]), [1, 2]],
  ])('%s is folded', (_what, folded, expected) => {
    expect(folded).toEqual(expected);
  });

  test.each<[string, unknown, unknown]>([
    ['and(true, a)', and(true, a), 'a'],
    ['and(a, false)', and(a, false), false],
    ['or(false, a)', or(false, a), 'a'],
    ['or(a, true)', or(a, true), true],
    ['and(a, a)', and(a, a), 'a'],
    ['and(and(a, b), c)', and(and(a, b), c), ['and', 'a', 'b', 'c']],
    ['and(a, and(b, a))', and(a, and(b, a)), ['and', 'a', 'b']],
    ['or(or(a, b), b)', or(or(a, b), b), ['or', 'a', 'b']],
    ['and(or(a, b), c)', and(or(a, b), c), ['and', ['or', 'a', 'b'], 'c']],
    ['not(not(a))', not(not(a)), 'a'],
    ['not(a)', not(a), ['not', 'a']],
    ['format with two texts between', format`a${'b'}c${name}d${1}`, ['format', 'abc', 'name', 'd1']],
    ['format of one value', format`${name}`, ['format', 'name']],
    ['choose(true, a, b)', choose(true, a, b), 'a'],
    ['choose(false, a, b)', choose(false, a, b), 'b'],
    ['orDefault("", name)', orDefault('', name), 'name'],
    ['orDefault("x", name)', orDefault('x', name), 'x'],
    ['when(true, name)', when(true, name), 'name'],
    ['spreadList(name)', spreadList(name).map(shape), ['spread']],
  ])('%s is folded as far as it goes', (_what, folded, expected) => {
    expect(shape(folded)).toEqual(expected);
  });
});

test.each<[boolean, unknown[]]>([
  [false, [undefined, null, false, 0, -0, '', [], {}]],
  [true, [true, 1, -1, 0.1, ' ', 'false', '0', [0], [null], { a: undefined }, { a: null }]],
])('isTruthy is %s as in a template', (expected, candidates) => {
  expect((candidates as never[]).map(isTruthy)).toEqual(candidates.map(() => expected));
});
