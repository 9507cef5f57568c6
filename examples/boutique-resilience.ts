// The catalog is asked up to four times a second each, and the page waits no longer than four seconds in all.
import { Chart, Duration } from 'cdk8s';
import { Destination, HttpRule, RetryPolicy, VirtualService } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { Boutique } from './apps/boutique';

export default class BoutiqueResilience extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'online-boutique' });
    const { services } = new Boutique(this);
    new VirtualService(this, 'catalog', {
      name: 'productcatalogservice',
      hosts: [services.productcatalogservice.host],
      rules: [
        HttpRule.route({
          to: [Destination.service(services.productcatalogservice)],
          timeout: Duration.seconds(4),
          retries: RetryPolicy.of({
            attempts: 3,
            perTryTimeout: Duration.seconds(1),
            retryOn: ['5xx', 'connect-failure', 'reset'],
            idempotent: true,
          }),
        }),
      ],
    });
    new VirtualService(this, 'recommendations', {
      name: 'recommendationservice',
      hosts: [services.recommendationservice.host],
      rules: [
        HttpRule.route({
          to: [Destination.service(services.recommendationservice)],
          timeout: Duration.seconds(2),
        }),
      ],
    });
  }
}
