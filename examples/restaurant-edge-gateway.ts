// HTTPS for the domain and all below it; plain HTTP is sent there. The route lists both names: a gateway's wildcard
// alone serves nobody.
import { Chart } from 'cdk8s';
import { Destination, GatewayTls, HttpRule, IngressGateway, VirtualService } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { Restaurant } from './apps/restaurant';

export default class RestaurantEdgeGateway extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'restaurant-management' });
    const { services } = new Restaurant(this);
    const hosts = ['restaurant.corpv3.com', '*.restaurant.corpv3.com'];
    new VirtualService(this, 'routes', {
      name: 'frontend',
      hosts,
      gateways: [
        new IngressGateway(this, 'gateway', {
          name: 'restaurant-gateway',
          hosts,
          tls: GatewayTls.simple({ credentialName: 'restaurant-tls-cert' }),
        }),
      ],
      rules: [HttpRule.route({ to: [Destination.service(services.frontend)] })],
    });
  }
}
