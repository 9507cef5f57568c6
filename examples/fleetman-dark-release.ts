// Who sends a header sees what nobody else sees yet. Each service must pass the header on with the calls that it makes,
// or its callees are the ordinary ones again.
import { Chart } from 'cdk8s';
import { Destination, HeaderMatch, HttpRule, IngressGateway, VirtualService } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { Webapp } from './apps/fleetman';

export default class FleetmanDarkRelease extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'fleetman' });
    const webapp = new Webapp(this);
    const gateway = new IngressGateway(this, 'gateway', { name: 'ingress-gateway', hosts: ['*'] });
    new VirtualService(this, 'routes', {
      name: 'fleetman-webapp',
      gateways: [gateway],
      rules: [
        HttpRule.route({
          matches: [{ headers: [HeaderMatch.exact('my-header', 'canary')] }],
          to: [Destination.subset(webapp.experimental)],
        }),
        HttpRule.route({ to: [Destination.subset(webapp.original)] }),
      ],
    });
  }
}
