import { describe, expect, test } from '@jest/globals';
import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { brokenConstraints } from '../../lib/emit/deployment-mistakes';
import { ChartValues } from '../../lib/values/chart-values';
import { constraintsOf, demand } from '../../lib/values/constraint';
import { equals, less, not, or } from '../../lib/values/conditions';
import { ConfigError } from '../../lib/vocabulary/config-error';

const values = new ChartValues();
const smallest = values.integer('smallest', { default: 1, description: 'At least' });
const largest = values.integer('largest', { default: 3, description: 'At most' });
const scaled = values.boolean('scaled', { default: true, description: 'Scaled' });
const context = (given: object) => ({
  values: { ...values.defaults, ...given },
  release: { name: 'shop', namespace: 'market' },
  chart: { name: 'orders', version: '1.0.0', appVersion: '1.0.0' },
});

describe('demand', () => {
  test('fails at once when a literal condition does not hold, naming the place', () => {
    const scope = new Construct(new Chart(new App(), 'orders'), 'api');
    expect(() => {
      demand(scope, less(3, 2), 'min must be less than max');
    }).toThrow(new ConfigError('constraint-violated', scope, 'min must be less than max'));
    expect(() => {
      demand(scope, less(3, 2), 'min must be less than max');
    }).toThrow('min must be less than max (at orders/api)');
    expect(constraintsOf(scope)).toEqual([]);
  });

  test('keeps nothing of a literal condition that holds', () => {
    const chart = new Chart(new App(), 'orders');
    demand(chart, or(scaled, true), 'never');
    expect(constraintsOf(chart)).toEqual([]);
  });

  test('checks a deferred condition for every deployment, each with its message', () => {
    const chart = new Chart(new App(), 'orders');
    const inner = new Construct(chart, 'inner');
    demand(inner, or(not(scaled), not(less(largest, smallest))), 'smallest must not exceed largest');
    demand(chart, not(equals(largest, 13)), 'thirteen is bad luck');
    demand(inner, not(equals(largest, 13)), 'thirteen is bad luck');
    const broken = (given: object) => brokenConstraints(constraintsOf(chart), context(given));
    expect(broken({})).toEqual([]);
    expect(broken({ smallest: 3 })).toEqual([]);
    expect(broken({ smallest: 4 })).toEqual(['smallest must not exceed largest']);
    expect(broken({ smallest: 4, scaled: false })).toEqual([]);
    expect(broken({ smallest: 14, largest: 13 })).toEqual([
      'thirteen is bad luck',
      'smallest must not exceed largest',
    ]);
  });
});
