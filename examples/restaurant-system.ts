// Seven services and who calls whom; policies, proxies' scopes and connection variables follow from these edges. Their
// stores run in a namespace without sidecars.
import { Chart } from 'cdk8s';
import { Destination, HttpRule, IngressGateway, PeerAuthentication, VirtualService } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { Restaurant } from './apps/restaurant';

export default class RestaurantSystem extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'restaurant-management' });
    new PeerAuthentication(this, 'mutual-tls', { name: 'default' });
    const { services } = new Restaurant(this);
    new VirtualService(this, 'routes', {
      name: 'frontend',
      gateways: [
        new IngressGateway(this, 'gateway', { name: 'restaurant-gateway', hosts: ['restaurant.corpv3.com'] }),
      ],
      rules: [HttpRule.route({ to: [Destination.service(services.frontend)] })],
    });
  }
}
