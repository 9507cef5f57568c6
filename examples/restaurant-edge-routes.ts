// The API and the page share a host: thirty seconds and three retries of seven for the API, of which a POST is
// repeated only where nobody has seen it.
import { Chart, Duration } from 'cdk8s';
import {
  Destination,
  HttpRule,
  IngressGateway,
  PathMatch,
  RetryPolicy,
  VirtualService,
} from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { Restaurant } from './apps/restaurant';

export default class RestaurantEdgeRoutes extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'restaurant-management' });
    const { services } = new Restaurant(this);
    new VirtualService(this, 'routes', {
      name: 'restaurant',
      gateways: [
        new IngressGateway(this, 'gateway', { name: 'restaurant-gateway', hosts: ['restaurant.corpv3.com'] }),
      ],
      rules: [
        HttpRule.route({
          matches: [{ path: PathMatch.prefix('/api/v1/') }],
          to: [Destination.service(services['api-gateway'])],
          timeout: Duration.seconds(30),
          retries: RetryPolicy.of({
            attempts: 3,
            perTryTimeout: Duration.seconds(7),
            retryOn: ['5xx', 'reset', 'connect-failure', 'refused-stream'],
          }),
        }),
        HttpRule.route({ to: [Destination.service(services.frontend)] }),
      ],
    });
  }
}
