// One call of twenty waits for three seconds before it reaches the customers.
import { Chart, Duration } from 'cdk8s';
import { FaultDelay, FaultInjection, Percent } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { CustomerPods } from './apps/customers';

export default class DelayedRequests extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    const { customers } = new CustomerPods(this);
    new FaultInjection(this, 'faults', {
      service: customers,
      testEnvironment: true,
      delay: FaultDelay.fixed(Duration.seconds(3), Percent.of(5)),
    });
  }
}
