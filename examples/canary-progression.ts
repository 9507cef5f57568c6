// A canary that steps from 5 to 100 percent by one number; at deploy time it is a value, so that a step is no change
// of code.
import { Chart } from 'cdk8s';
import { Canary, ChartValues } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { CustomerPods } from './apps/customers';

export default class CanaryProgression extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    const weight = new ChartValues().integer('canary.weight', {
      default: 5,
      minimum: 0,
      maximum: 100,
      description: 'Percent of the calls that version 2 takes: 5, 10, 30, 50, 90, 100',
    });
    const { customers } = new CustomerPods(this);
    new Canary(this, 'canary', { backend: customers, stable: 'v1', canary: 'v2', weight });
  }
}
