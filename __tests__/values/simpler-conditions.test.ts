import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { assuming } from '../../lib/values/assuming';
import { deferred, type Deferred } from '../../lib/values/chart-value';
import { ChartValues } from '../../lib/values/chart-values';
import { disjunction } from '../../lib/values/disjunction';
import { evaluate, type DeployContext } from '../../lib/values/evaluate';
import { expressionOf, type Expression, type Tree } from '../../lib/values/expression';
import { mentions } from '../../lib/values/expression-parts';
import { HelmExpressions, TOP } from '../../lib/values/helm-expression';
import { and, equals, not, or } from '../../lib/values/conditions';
import { choose, fields, when } from '../../lib/values/operators';

const values = new ChartValues();
const flag = (key: string) => values.boolean(key, { default: false, description: 'Flag' });
const [a, b, c] = [flag('a'), flag('b'), flag('c')];
const size = values.string('size', { default: 's', description: 'Size' });

/** Every deployment that the values allow. */
const contexts = [0, 1, 2, 3, 4, 5, 6, 7].flatMap((bits) =>
  ['s', 'm', 'l'].map((one): DeployContext => ({
    values: { a: (bits & 1) > 0, b: (bits & 2) > 0, c: (bits & 4) > 0, size: one },
    release: { name: 'shop', namespace: 'market' },
    chart: { name: 'orders', version: '1.0.0', appVersion: '1.0.0' },
  })),
);
const holds = (condition: Deferred<unknown>, context: DeployContext) =>
  evaluate(choose(condition, 'yes', 'no'), context) === 'yes';
const printed = (condition: Expression) => new HelmExpressions('shop').pipeline(condition, TOP);

const conditions = fc.letrec<{ condition: Deferred<boolean> }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<Deferred<boolean>>(a, b, c, equals(size, 's'), equals(size, 'm')),
    tie('condition').map(not),
    fc.array(tie('condition'), { maxLength: 3 }).map((operands) => and(...operands)),
    fc.array(tie('condition'), { maxLength: 3 }).map((operands) => or(...operands)),
  ),
})).condition;

/** Trees of a map, some of whose parts are there under conditions only. */
const trees = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom<Tree>('text', 1, {}, []),
    fc.tuple(conditions, tie('tree')).map(([condition, body]) => (when(condition, body) ?? null) as Tree),
    fc.tuple(conditions, tie('tree'), tie('tree')).map((parts) => choose(...parts) as Tree),
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }),
    fc.dictionary(fc.constantFrom('x', 'y'), tie('tree'), { minKeys: 1, noNullPrototype: true }),
    fc
      .tuple(conditions, tie('tree'), tie('tree'))
      .map(([condition, x, y]) => fields(when(condition, { x }), { y }) as Tree),
  ),
})).tree;

describe('disjunction', () => {
  test('holds where one of the conditions holds', () => {
    fc.assert(
      fc.property(fc.array(conditions, { minLength: 1, maxLength: 4 }), (alternatives) => {
        const needed = disjunction(alternatives.map((one) => expressionOf(one as Tree)));
        for (const context of contexts) {
          const expected = alternatives.some((one) => holds(one, context));
          const found = needed.length === 0 || needed.some((one) => holds(deferred(one), context));
          expect(found).toBe(expected);
        }
      }),
    );
  });

  test.each<[string, Deferred<boolean>, string | boolean]>([
    ['a condition goes for a narrower one', or(and(a, b), a), '.Values.a'],
    ['and for one that is met twice', or(and(a, b), and(b, a)), 'and .Values.a .Values.b'],
    ['one of two opposites always holds', or(a, not(a)), true],
    ['opposites under the same condition', or(and(a, not(b)), and(a, b)), '.Values.a'],
    ['what only matters without the other', or(a, and(not(a), b)), 'or .Values.a .Values.b'],
    ['what has nothing to do with the other', or(and(a, b), c), 'or (and .Values.a .Values.b) .Values.c'],
    ['what both lack is said once', and(not(a), not(b)), 'not (or .Values.a .Values.b)'],
  ])('%s', (_, condition, expected) => {
    expect(typeof condition === 'boolean' ? condition : printed(expressionOf(condition))).toBe(expected);
  });
});

describe('assuming', () => {
  test('gives the same tree wherever the condition holds', () => {
    fc.assert(
      fc.property(conditions, trees, (condition, tree) => {
        const simple = assuming({ tree }, expressionOf(condition));
        for (const context of contexts.filter((one) => holds(condition, one))) {
          expect(evaluate(simple, context) ?? null).toEqual(evaluate({ tree }, context) ?? null);
        }
      }),
    );
  });

  test('asks for nothing that the condition answers', () => {
    const tree = {
      same: when(and(a, b), 1),
      opposite: when(or(not(a), c), 2),
      other: when(equals(size, 'm'), 3),
      chosen: choose(a, { x: 4 }, { y: 5 }),
      list: [when(a, 6), when(and(b, a), when(b, 7))],
    };
    const simple = expressionOf(assuming(tree, expressionOf(and(a, equals(size, 's')))));
    const asked: string[] = [];
    mentions(simple, (part) => {
      if (part.op === 'when') asked.push(printed(part.condition));
      return false;
    });
    expect(asked).toEqual(['.Values.b', '.Values.c', '.Values.b']);
    expect(evaluate(deferred(simple), contexts[0] as DeployContext)).toEqual({ chosen: { x: 4 }, list: [6] });
  });

  test('leaves what it does not know', () => {
    const tree = { kept: when(b, 1), fixed: { x: [2] } };
    expect(assuming(tree as Tree, expressionOf(a))).toBe(tree);
  });
});
