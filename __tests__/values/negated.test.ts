import { expect, test } from '@jest/globals';
import { ChartValues } from '../../lib/values/chart-values';
import { expressionOf, type Tree } from '../../lib/values/expression';
import { HelmExpressions, TOP } from '../../lib/values/helm-expression';
import { negated } from '../../lib/values/negated';
import { and, less, not, or } from '../../lib/values/conditions';
import { choose } from '../../lib/values/operators';

const values = new ChartValues();
const flag = (key: string) => values.boolean(key, { default: true, description: 'Flag' });
const [a, b, c] = [flag('a'), flag('b'), flag('c')];
const count = values.integer('count', { default: 1, description: 'Count' });

test.each<[string, unknown, string]>([
  ['a value', a, 'not .Values.a'],
  ['what is negated already', not(a), '.Values.a'],
  ['a comparison', less(count, 3), 'not (lt (int64 .Values.count) 3)'],
  ['`and`', and(a, b), 'not (and .Values.a .Values.b)'],
  ['`or`, part by part', or(not(a), b), 'and .Values.a (not .Values.b)'],
  ['`or` in `or`', or(a, not(or(b, c))), 'and (not .Values.a) (or .Values.b .Values.c)'],
  ['`or` of what is negated into `and`', or(a, not(and(b, c))), 'and (not .Values.a) .Values.b .Values.c'],
  ['a condition as true or false', choose(or(not(a), b), true, false), 'and .Values.a (not .Values.b)'],
  ['another choice', choose(a, true, b as never), 'not (ternary true .Values.b .Values.a)'],
  ['a choice the other way round', choose(a, false, true), 'not (ternary false true .Values.a)'],
  ['a choice that is always true', choose(a, true, true), 'not (ternary true true .Values.a)'],
  ['a choice that is always false', choose(a, false, false), 'not (ternary false false .Values.a)'],
])('%s', (_what, condition, pipeline) => {
  const expressions = new HelmExpressions('shop');
  expect(expressions.pipeline(negated(expressionOf(condition as Tree)), TOP)).toBe(pipeline);
});
