// Two paths lead to the experimental page, all others to the original one. A prefix is plain text to a VirtualService:
// /experimentalx begins with /experimental too.
import { Chart } from 'cdk8s';
import { Destination, HttpRule, IngressGateway, PathMatch, VirtualService } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { Webapp } from './apps/fleetman';

export default class FleetmanPrefixRouting extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'fleetman' });
    const webapp = new Webapp(this);
    const gateway = new IngressGateway(this, 'gateway', { name: 'ingress-gateway', hosts: ['*'] });
    new VirtualService(this, 'routes', {
      name: 'fleetman-webapp',
      gateways: [gateway],
      rules: [
        HttpRule.route({
          matches: [{ path: PathMatch.prefix('/experimental') }, { path: PathMatch.prefix('/canary') }],
          to: [Destination.subset(webapp.experimental)],
        }),
        HttpRule.route({ to: [Destination.subset(webapp.original)] }),
      ],
    });
  }
}
