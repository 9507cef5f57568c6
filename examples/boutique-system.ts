// The Online Boutique: eleven services and a load generator, who calls whom, and one way in.
import { Chart } from 'cdk8s';
import { Destination, HttpRule, IngressGateway, VirtualService } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { Boutique } from './apps/boutique';

export default class BoutiqueSystem extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'online-boutique' });
    const { services } = new Boutique(this);
    new VirtualService(this, 'routes', {
      name: 'frontend',
      gateways: [new IngressGateway(this, 'gateway', { name: 'frontend-gateway', hosts: ['*'] })],
      rules: [HttpRule.route({ to: [Destination.service(services.frontend)] })],
    });
  }
}
