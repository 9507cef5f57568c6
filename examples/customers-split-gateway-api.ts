// The split of `customers-split` by the Gateway API: a Service per version takes the place of the subsets, and the
// route is bound to the Service that callers name.
import { Chart } from 'cdk8s';
import { Destination, EventBackend, HttpRoute, HttpRule, VersionService } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';

export default class CustomersSplitGatewayApi extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    const repository = 'gcr.io/tetratelabs/customers';
    const customers = new EventBackend(this, 'customers', {
      name: 'customers',
      image: { repository, tag: '1.0.0' },
      port: 3000,
      servicePort: 80,
    });
    customers.addVersion({ version: 'v2', image: { repository, tag: '2.0.0' } });
    const v1 = new VersionService(this, 'v1', { backend: customers, version: 'v1' });
    const v2 = new VersionService(this, 'v2', { backend: customers, version: 'v2' });
    const image = { repository: 'gcr.io/tetratelabs/web-frontend', tag: '1.0.0' };
    new EventBackend(this, 'web-frontend', { name: 'web-frontend', image, port: 8080 }).calls(customers);
    new HttpRoute(this, 'routes', {
      name: 'customers',
      services: [customers],
      rules: [
        HttpRule.route({
          to: [Destination.service(v1, { weight: 70 }), Destination.service(v2, { weight: 30 })],
        }),
      ],
    });
  }
}
