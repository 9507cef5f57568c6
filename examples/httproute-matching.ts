// Both conditions in one match: version 1 of the API, asked by Firefox. A regular expression must match the whole
// header.
import { Chart } from 'cdk8s';
import {
  Destination,
  EventBackend,
  GatewayApiGateway,
  HeaderMatch,
  HttpRoute,
  HttpRule,
  PathMatch,
} from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';

export default class HttprouteMatching extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    const repository = 'gcr.io/tetratelabs/customers';
    const service = (name: string, tag: string) =>
      new EventBackend(this, name, { name, image: { repository, tag }, port: 3000, servicePort: 8080 });
    const customers = service('customers-service', '1.0.0');
    const others = service('other-browsers', '1.0.0');
    new HttpRoute(this, 'routes', {
      name: 'customers',
      gateways: [new GatewayApiGateway(this, 'gateway', { name: 'http-gateway' })],
      rules: [
        HttpRule.route({
          matches: [
            {
              path: PathMatch.prefix('/v1'),
              headers: [HeaderMatch.regex('user-agent', '.*Firefox.*')],
            },
          ],
          to: [Destination.service(customers)],
        }),
        HttpRule.route({ to: [Destination.service(others)] }),
      ],
    });
  }
}
