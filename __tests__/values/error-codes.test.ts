import { expect, test } from '@jest/globals';
import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { Bindings, deferredManifest } from '../../lib/values/bindings';
import { ChartValues } from '../../lib/values/chart-values';
import { evaluate } from '../../lib/values/evaluate';
import { expressionOf, type Tree } from '../../lib/values/expression';
import { HelmExpressions, TOP } from '../../lib/values/helm-expression';
import { add } from '../../lib/values/arithmetic';
import {
  fields,
  forEach,
  fragment,
  hash,
  INSTALLATION,
  type LoopItem,
  when,
} from '../../lib/values/operators';
import { presenceOf } from '../../lib/values/presence';

const values = new ChartValues();
const on = values.boolean('on', { default: true, description: 'On' });
const two = values.integer('two', { default: 2, description: 'Two' });
const list = values.list<string>('list', { default: [], items: { type: 'string' }, description: 'List' });
const context = {
  release: { name: 'shop', namespace: 'market' },
  chart: { name: 'orders', version: '1.0.0', appVersion: '1.0.0' },
};
let escaped: LoopItem<string> | undefined;
forEach(list, (item) => ((escaped = item), item.value));

/** An object whose replicas are deferred. */
function bound(): { object: ApiObject; bindings: Bindings<{ spec: { replicas: { count: number } } }> } {
  const object = new ApiObject(new Chart(new App(), 'orders'), 'api', { apiVersion: 'v1', kind: 'Any' });
  const bindings = new Bindings<{ spec: { replicas: { count: number } } }>(object);
  bindings.set((o) => o.spec.replicas, two);
  return { object, bindings };
}

function printed(...trees: readonly unknown[]): string[] {
  const expressions = new HelmExpressions('orders');
  return trees.map((tree) => expressions.pipeline(expressionOf(tree as Tree), TOP));
}

// Callers match the code; words of messages are free to change.
test.each<[string, string, () => unknown]>([
  ['deferred-value-read', 'a deferred value is read', () => JSON.stringify(two)],
  ['deferred-type', 'a value is no number', () => evaluate(add(on as never, 1), context)],
  ['chart-only', 'what Helm alone knows is evaluated', () => evaluate(INSTALLATION.isUpgrade, context)],
  [
    'loop-variable-outside',
    'an element is evaluated outside of its loop',
    () => evaluate(escaped?.value, context),
  ],
  ['loop-variable-outside', 'an element is printed outside of its loop', () => printed(escaped?.value)],
  [
    'loop-body-conditional',
    'the body of a loop may disappear',
    () => presenceOf(expressionOf(forEach(list, () => ({ a: when(on, 1) })))),
  ],
  ['needs-fragment', 'a template computes with a tree', () => printed(hash(fields({ two })))],
  [
    'fragment-name-taken',
    'two subtrees have one name',
    () => printed(fragment('part', { a: 1 }), fragment('part', { a: 2 })),
  ],
  [
    'bound-path',
    'a field of a deferred value is bound',
    () => {
      const { object, bindings } = bound();
      bindings.set((o) => o.spec.replicas.count, 1);
      return deferredManifest(object);
    },
  ],
  [
    'patch-of-deferred',
    'a patch reaches into a deferred value',
    () => {
      const { object } = bound();
      object.addJsonPatch(JsonPatch.replace('/spec/replicas/count', 1));
      return deferredManifest(object);
    },
  ],
])('the code is %s where %s', (code, _what, act) => {
  expect(act).toThrow(expect.objectContaining({ name: 'ConfigError', code }));
});
