// Customers know no /v1/api any more: the gateway of the calls turns it into /v2/api. A prefix is replaced as text.
import { Chart } from 'cdk8s';
import { Destination, HttpRule, PathMatch, Rewrite, VirtualService } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { CustomerSystem } from './apps/customers';

export default class RewritePath extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    const { customers, v1 } = new CustomerSystem(this);

    new VirtualService(this, 'routes', {
      name: 'customers',
      hosts: [customers.host],
      rules: [
        HttpRule.route({
          matches: [{ path: PathMatch.prefix('/v1/api') }],
          rewrite: Rewrite.prefix('/v2/api'),
          to: [Destination.subset(v1)],
        }),
        HttpRule.route({ to: [Destination.subset(v1)] }),
      ],
    });
  }
}
