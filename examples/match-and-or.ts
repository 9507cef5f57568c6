// Conditions of one match must all hold; of several matches, one must. Here: version 2 for debugging users of the API,
// and for whoever says hello, whatever the path.
import { Chart } from 'cdk8s';
import { Destination, HeaderMatch, HttpRule, PathMatch, VirtualService } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { CustomerSystem } from './apps/customers';

export default class MatchAndOr extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    const { customers, v1, v2 } = new CustomerSystem(this);
    new VirtualService(this, 'routes', {
      name: 'customers',
      hosts: [customers.host],
      rules: [
        HttpRule.route({
          matches: [
            { path: PathMatch.prefix('/api'), headers: [HeaderMatch.exact('user', 'debug')] },
            { headers: [HeaderMatch.exact('my-header', 'hello')] },
          ],
          to: [Destination.subset(v2)],
        }),
        HttpRule.route({ to: [Destination.subset(v1)] }),
      ],
    });
  }
}
