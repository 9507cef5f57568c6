// Who says hello is sent elsewhere; everybody else is served here. Clients outside of the cluster could not follow
// this one: its name is known inside only.
import { Chart } from 'cdk8s';
import { Destination, HeaderMatch, HttpRule, VirtualService } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { CustomerSystem } from './apps/customers';

export default class RedirectByHeader extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    const { customers, v1 } = new CustomerSystem(this);

    new VirtualService(this, 'routes', {
      name: 'customers',
      hosts: [customers.host],
      rules: [
        HttpRule.redirect({
          matches: [{ headers: [HeaderMatch.exact('my-header', 'hello')] }],
          path: '/hello',
          host: 'my-service.default.svc.cluster.local',
          port: 8000,
        }),
        HttpRule.route({ to: [Destination.subset(v1)] }),
      ],
    });
  }
}
