// A caller of the customers waits at most ten seconds.
import { Chart, Duration } from 'cdk8s';
import { Destination, HttpRule, VirtualService } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { CustomerSystem } from './apps/customers';

export default class Timeouts extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    const { customers, v1 } = new CustomerSystem(this);
    new VirtualService(this, 'routes', {
      name: 'customers',
      hosts: [customers.host],
      rules: [HttpRule.route({ to: [Destination.subset(v1)], timeout: Duration.seconds(10) })],
    });
  }
}
