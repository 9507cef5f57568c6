// Seven of ten calls to the customers go to their first version. The same split by the Gateway API, which knows no
// subsets, is `customers-split-gateway-api`.
import { Chart } from 'cdk8s';
import { Destination, HttpRule, VirtualService } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { CustomerSystem } from './apps/customers';

export default class CustomersSplit extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    const { customers, v1, v2 } = new CustomerSystem(this);
    new VirtualService(this, 'routes', {
      name: 'customers',
      hosts: [customers.host],
      rules: [
        HttpRule.route({
          to: [Destination.subset(v1, { weight: 70 }), Destination.subset(v2, { weight: 30 })],
        }),
      ],
    });
  }
}
