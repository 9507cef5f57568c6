// Beta users are pinned to the new version by a header; everybody else meets it once in ten times. A header from
// outside proves nothing: let the gateway set it, or match a claim of a token.
import { Chart } from 'cdk8s';
import { Destination, HeaderMatch, HttpRule, VirtualService } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { CustomerSystem } from './apps/customers';

export default class RouteByAudience extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    const { customers, v1, v2 } = new CustomerSystem(this);
    new VirtualService(this, 'routes', {
      name: 'customers',
      hosts: [customers.host],
      rules: [
        HttpRule.route({
          matches: [{ headers: [HeaderMatch.exact('x-beta-user', 'true')] }],
          to: [Destination.subset(v2)],
        }),
        HttpRule.route({
          to: [Destination.subset(v1, { weight: 90 }), Destination.subset(v2, { weight: 10 })],
        }),
      ],
    });
  }
}
