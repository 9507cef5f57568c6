// A domain per version: visitors of experimental.fleetman.com see the experimental page.
import { Chart } from 'cdk8s';
import { Destination, HttpRule, IngressGateway, VirtualService } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { Webapp } from './apps/fleetman';

export default class FleetmanDomainRouting extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    const webapp = new Webapp(this);
    const gateway = new IngressGateway(this, 'gateway', {
      name: 'ingress-gateway',
      hosts: ['fleetman.com', '*.fleetman.com'],
    });
    const versions = { 'fleetman.com': webapp.original, 'experimental.fleetman.com': webapp.experimental };
    for (const [host, subset] of Object.entries(versions)) {
      new VirtualService(this, host, {
        name: host.replaceAll('.', '-'),
        hosts: [host],
        gateways: [gateway],
        rules: [HttpRule.route({ to: [Destination.subset(subset)] })],
      });
    }
  }
}
