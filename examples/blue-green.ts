// Both versions run; all calls go to the green one. Rolling back is one word.
import { Chart } from 'cdk8s';
import { Destination, HttpRule, VirtualService } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { CustomerSystem } from './apps/customers';

export default class BlueGreen extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    const { customers, v2 } = new CustomerSystem(this);
    const live = v2;
    new VirtualService(this, 'routes', {
      name: 'customers',
      hosts: [customers.host],
      rules: [HttpRule.route({ to: [Destination.subset(live)] })],
    });
  }
}
