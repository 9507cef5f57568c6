import { expect, test } from '@jest/globals';
import { ChartValues } from '../../lib/values/chart-values';
import { expressionOf, type Tree } from '../../lib/values/expression';
import {
  choose,
  fields,
  forEach,
  format,
  fragment,
  mergeByName,
  spread,
  when,
} from '../../lib/values/operators';
import { mayEndInText } from '../../lib/values/trailing-text';

const values = new ChartValues();
const on = values.boolean('on', { default: true, description: 'On' });
const name = values.string('name', { default: '', description: 'Name' });
const list = values.list<string>('list', { default: [], items: { type: 'string' }, description: 'List' });
const block = 'a\nb\n';

// A named template whose YAML may end in a block text needs a newline at its end to be read back.
test.each<[string, unknown, boolean]>([
  ['a text of one line', 'a', false],
  ['a text of lines', block, true],
  ['a number', 1, false],
  ['a deferred text, which is quoted', name, false],
  ['a deferred list, printed by YAML', list, true],
  ['a format of one line', format`a ${name}`, false],
  ['a format of lines', format`a\n${name}`, true],
  ['a map that ends in a text of lines', { a: 1, b: block }, true],
  ['a map that ends in something else', { a: block, b: 1 }, false],
  ['a map that is printed in another order', { spec: 1, kind: block }, false],
  ['a map whose last field may be absent', { a: block, b: when(on, 1) }, true],
  ['a map whose last field may be absent, after another', { a: block, b: 1, c: when(on, 1) }, false],
  ['a list that ends in a text of lines', [1, block], true],
  ['a list that ends in something else', [block, 1], false],
  ['a list after whose text may be nothing', [block, spread(list)], true],
  ['a list that ends in a loop over nothing', [block, forEach(list, () => 1)], true],
  ['a merged list, which may be empty, after a text', { a: block, b: mergeByName([]) }, true],
  ['a loop', forEach(list, () => ({ a: block, name: 'x' })), true],
  ['a loop whose texts come first', forEach(list, () => ({ name: block, a: 1 })), false],
  ['fields, of which the first may be last', fields({ a: block }, { b: 1 }), true],
  ['fields without texts of lines', fields({ a: 1 }, { b: 1 }), false],
  ['a choice with a text of lines', choose(on, block, 'a'), true],
  ['a choice with one otherwise', choose(on, 'a', block), true],
  ['a choice without', choose(on, 'a', 'b'), false],
  ['a fragment', fragment('part', { a: block }), true],
  ['a fragment without', fragment('part', { a: 1 }), false],
  ['a condition', when(on, block), true],
])('%s', (_what, tree, expected) => {
  expect(mayEndInText(expressionOf(tree as Tree))).toBe(expected);
});
