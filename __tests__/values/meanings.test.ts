import { expect, test } from '@jest/globals';
import { expressionOf, type Tree } from '../../lib/values/expression';
import { sameExpression } from '../../lib/values/same-expression';
import { Meanings } from '../../lib/values/meanings';
import { ChartValues } from '../../lib/values/chart-values';
import { and, not } from '../../lib/values/conditions';
import { format, fragment, when } from '../../lib/values/operators';

const values = new ChartValues();
const on = values.boolean('on', { default: true, description: 'on' });
const name = values.string('name', { default: 'shop', description: 'name' });

const trees: Tree[] = [
  1,
  '1',
  true,
  'true',
  null,
  {},
  [],
  { a: 1, b: 2 },
  { b: 2, a: 1 },
  { a: 2, b: 1 },
  { 'a:1,b': 2 },
  [1, 2],
  [[1], 2],
  { a: undefined, b: 2 },
  on,
  not(on),
  and(on, name),
  name,
  format`${name}-worker`,
  format`${name}-worker`,
  format`${name}-backend`,
  { a: when(on, { b: name }) },
  { a: when(on, { b: name }) },
  { a: when(name, { b: name }) },
  fragment<Tree>('part', { a: name }),
  fragment<Tree>('part', { a: name }),
  fragment<Tree>('other', { a: name }),
];

test('expressions have one number exactly where they say the same', () => {
  const meanings = new Meanings();
  for (const a of trees) {
    for (const b of trees) {
      const same = meanings.of(expressionOf(a)) === meanings.of(expressionOf(b));
      expect(same).toBe(sameExpression(expressionOf(a), expressionOf(b)));
    }
  }
});
