// Everything that can choose the pod of a session: a cookie, a header, a query parameter, the address of the client.
// Each by type: no rule has two.
import { Chart, Duration } from 'cdk8s';
import { DestinationRule, EventBackend, LoadBalancer } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';

export default class LbSessionAffinity extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    const keys = {
      'by-cookie': LoadBalancer.consistentHashByCookie('session-id', Duration.hours(1)),
      'by-header': LoadBalancer.consistentHashByHeader('x-user-id'),
      'by-query': LoadBalancer.consistentHashByQueryParameter('user'),
      'by-address': LoadBalancer.consistentHashBySourceIp(),
    };
    for (const [name, loadBalancer] of Object.entries(keys)) {
      const image = { repository: 'registry.example.com/shop/cart', tag: '1.0.0' };
      const service = new EventBackend(this, name, { name, image, replicas: 3 });
      new DestinationRule(service, 'destination-rule', { name, service, loadBalancer });
    }
  }
}
