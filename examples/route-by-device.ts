// Phones and desktops are told apart by what their browsers say of themselves; whoever says nothing known gets the
// desktop page.
import { Chart } from 'cdk8s';
import { Destination, HeaderMatch, HttpRule, VirtualService } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { CustomerSystem } from './apps/customers';

export default class RouteByDevice extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    const { customers, v1, v2 } = new CustomerSystem(this);
    new VirtualService(this, 'routes', {
      name: 'customers',
      hosts: [customers.host],
      rules: [
        HttpRule.route({
          matches: [{ headers: [HeaderMatch.regex('user-agent', '.*Mobile.*')] }],
          to: [Destination.subset(v2)],
        }),
        HttpRule.route({ to: [Destination.subset(v1)] }),
      ],
    });
  }
}
