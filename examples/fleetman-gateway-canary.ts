// Visitors from outside meet the experimental page once in ten times; calls between services, such as that of a monitor,
// are not split.
import { Chart } from 'cdk8s';
import { Destination, HttpRule, IngressGateway, VirtualService, Worker } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { Webapp } from './apps/fleetman';

export default class FleetmanGatewayCanary extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'fleetman' });
    const webapp = new Webapp(this);
    const image = { repository: 'registry.example.com/monitor', tag: '1.0.0' };
    new Worker(this, 'monitor', { name: 'monitor', image }).calls(webapp);
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
