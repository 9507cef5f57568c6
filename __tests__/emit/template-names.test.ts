import { expect, test } from '@jest/globals';
import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { templateNames } from '../../lib/emit/template-names';
import type { Tree } from '../../lib/values/expression';
import { fragment, when } from '../../lib/values/operators';
import { ChartValues } from '../../lib/values/chart-values';

const on = new ChartValues().boolean('on', { default: true, description: 'On' });
const chart = new Chart(new App(), 'shop');
const system = new Construct(chart, 'system');
const part = (name: string, body: Tree) => fragment<Tree>(name, body);

test.each<[string, Construct, Tree[], Record<string, string>]>([
  ['what says one thing keeps its name', chart, [part('api.image', { a: 1 })], { 'api.image': 'api.image' }],
  [
    'the scope of all parts goes',
    system,
    [part('system.api.image', { a: 1 }), part('other.image', { b: 1 })],
    { 'system.api.image': 'api.image', 'other.image': 'other.image' },
  ],
  [
    'what several parts say alike is called by what it is',
    chart,
    [part('api.env', { a: 1 }), part('worker.env', { a: 1 }), part('job.env', { b: 1 })],
    { 'api.env': 'env', 'worker.env': 'env', 'job.env': 'job.env' },
  ],
  [
    'what is alike but called otherwise keeps its name',
    chart,
    [part('api.env', { a: 1 }), part('worker.variables', { a: 1 })],
    { 'api.env': 'api.env', 'worker.variables': 'worker.variables' },
  ],
  [
    'a name that is taken is not given twice',
    chart,
    [part('env', { b: 1 }), part('api.env', { a: 1 }), part('worker.env', { a: 1 })],
    { env: 'env', 'api.env': 'api.env', 'worker.env': 'worker.env' },
  ],
  [
    'fragments are found in trees, conditions and fragments',
    chart,
    [
      {
        list: [null, { deep: when(on, { of: part('outer.a', { in: part('inner.b', 1) }) }) }],
        none: undefined,
      },
    ],
    { 'outer.a': 'outer.a', 'inner.b': 'inner.b' },
  ],
])('%s', (_what, level, roots, names) => {
  expect(Object.fromEntries(templateNames(roots, level))).toEqual(names);
});

test('a fragment that is used twice is one', () => {
  const env = part('api.env', { a: 1 });
  expect([...templateNames([env, { again: env }], chart)]).toEqual([['api.env', 'api.env']]);
});
