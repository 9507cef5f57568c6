// The first rule that matches wins: the exact path stands before the prefix that would take it too.
import { Chart } from 'cdk8s';
import { Destination, HttpRule, PathMatch, VirtualService } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { CustomerSystem } from './apps/customers';

export default class RouteOrder extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    const { customers, v1, v2 } = new CustomerSystem(this);
    new VirtualService(this, 'routes', {
      name: 'customers',
      hosts: [customers.host],
      rules: [
        HttpRule.route({
          matches: [{ path: PathMatch.exact('/api/v1/admin') }],
          to: [Destination.subset(v2)],
        }),
        HttpRule.route({ matches: [{ path: PathMatch.prefix('/api/v1') }], to: [Destination.subset(v1)] }),
      ],
    });
  }
}
