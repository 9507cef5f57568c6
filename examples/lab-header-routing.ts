// A developer who calls with `user: debug` meets version 2. The web page must pass the header on.
import { Chart } from 'cdk8s';
import { Destination, HeaderMatch, HttpRule, VirtualService } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { CustomerSystem } from './apps/customers';

export default class LabHeaderRouting extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    const { customers, v1, v2 } = new CustomerSystem(this);
    new VirtualService(this, 'routes', {
      name: 'customers',
      hosts: [customers.host],
      rules: [
        HttpRule.route({
          matches: [{ headers: [HeaderMatch.exact('user', 'debug')] }],
          to: [Destination.subset(v2)],
        }),
        HttpRule.route({ to: [Destination.subset(v1)] }),
      ],
    });
  }
}
