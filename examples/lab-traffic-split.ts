// The last step of a move to version 2: half of the calls.
import { Chart } from 'cdk8s';
import { Destination, HttpRule, VirtualService } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { CustomerSystem } from './apps/customers';

export default class LabTrafficSplit extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    const { customers, v1, v2 } = new CustomerSystem(this);
    new VirtualService(this, 'routes', {
      name: 'customers',
      hosts: [customers.host],
      rules: [
        HttpRule.route({
          to: [Destination.subset(v1, { weight: 50 }), Destination.subset(v2, { weight: 50 })],
        }),
      ],
    });
  }
}
