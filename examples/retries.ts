// Three retries of two seconds fit into ten seconds. A POST is repeated only where customers cannot have seen it.
import { Chart, Duration } from 'cdk8s';
import { Destination, HttpRule, RetryPolicy, VirtualService } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { CustomerSystem } from './apps/customers';

export default class Retries extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    const { customers, v1 } = new CustomerSystem(this);
    new VirtualService(this, 'routes', {
      name: 'customers',
      hosts: [customers.host],
      rules: [
        HttpRule.route({
          to: [Destination.subset(v1)],
          timeout: Duration.seconds(10),
          retries: RetryPolicy.of({
            attempts: 3,
            perTryTimeout: Duration.seconds(2),
            retryOn: ['5xx', 'connect-failure', 'reset'],
          }),
        }),
      ],
    });
  }
}
