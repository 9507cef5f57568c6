import { Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { expect, test } from '@jest/globals';
import { requiredSecretsOf, requireSecret } from '../../lib/edges/required-secret';
import { ChartValues } from '../../lib/values/chart-values';
import { evaluate } from '../../lib/values/evaluate';
import { includeOnlyIn, includeWhen } from '../../lib/values/inclusion';

const secret = { name: 'db', namespace: 'shop', keys: ['password'] };

test('Secrets are listed in the order of the tree, with who requires them', () => {
  const chart = new Chart(Testing.app(), 'test');
  const first = new Construct(chart, 'First');
  requireSecret(first, secret);
  requireSecret(new Construct(first, 'Inner'), { ...secret, name: 'queue' });
  expect(requiredSecretsOf(chart).map(({ construct, name }) => [construct.node.path, name])).toEqual([
    ['test/First', 'db'],
    ['test/First/Inner', 'queue'],
  ]);
});

test('a Secret is required where its construct is emitted and its own condition holds', () => {
  const values = new ChartValues();
  const flag = (key: string) => values.boolean(key, { default: true, description: key });
  const chart = new Chart(Testing.app(), 'test');
  const store = new Construct(chart, 'Store');
  includeWhen(store, flag('enabled'));
  requireSecret(store, { ...secret, when: flag('auth') });
  const [requirement] = requiredSecretsOf(chart);
  const holds = (given: Record<string, boolean>) =>
    evaluate(requirement?.condition, {
      values: { ...values.defaults, ...given },
      release: { name: 'shop', namespace: 'shop' },
      chart: { name: 'shop', version: '0.1.0', appVersion: '1' },
    });
  expect(holds({})).toBe(true);
  expect(holds({ enabled: false })).toBe(false);
  expect(holds({ auth: false })).toBe(false);
});

test('what never is required, or only the chart has, is not listed', () => {
  const chart = new Chart(Testing.app(), 'test');
  requireSecret(new Construct(chart, 'Never'), { ...secret, when: false });
  const ofChart = new Construct(chart, 'OfChart');
  includeOnlyIn(ofChart, 'chart');
  requireSecret(ofChart, secret);
  expect(requiredSecretsOf(chart)).toEqual([]);
});
