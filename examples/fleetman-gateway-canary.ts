// Visitors from outside meet the experimental page once in ten times; calls between services are not split.
import { Chart } from 'cdk8s';
import { Destination, HttpRule, IngressGateway, VirtualService } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { Webapp } from './apps/fleetman';

export default class FleetmanGatewayCanary extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'fleetman' });
    const webapp = new Webapp(this);
    const gateway = new IngressGateway(this, 'gateway', { name: 'ingress-gateway', hosts: ['*'] });
    new VirtualService(this, 'routes', {
      name: 'fleetman-webapp',
      gateways: [gateway],
      rules: [
        HttpRule.route({
          to: [
            Destination.subset(webapp.original, { weight: 90 }),
            Destination.subset(webapp.experimental, { weight: 10 }),
          ],
        }),
      ],
    });
  }
}
