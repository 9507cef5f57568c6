// Aborts and delays are drawn apart: a tenth fails, a fifth waits, 2 % do both, and 72 % are untouched.
import { Chart, Duration } from 'cdk8s';
import { FaultAbort, FaultDelay, FaultInjection, Percent } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { CustomerPods } from './apps/customers';

export default class FaultCombined extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    const { customers } = new CustomerPods(this);
    new FaultInjection(this, 'faults', {
      service: customers,
      testEnvironment: true,
      abort: FaultAbort.httpStatus(500, Percent.of(10)),
      delay: FaultDelay.fixed(Duration.seconds(5), Percent.of(20)),
    });
  }
}
