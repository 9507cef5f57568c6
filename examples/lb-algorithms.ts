// Every algorithm that needs no key: the fewest requests under way (the default), one after the other, by chance.
import { Chart } from 'cdk8s';
import { DestinationRule, EventBackend, LoadBalancer } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';

export default class LbAlgorithms extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    const algorithms = {
      'least-request': LoadBalancer.leastRequest(),
      'round-robin': LoadBalancer.roundRobin(),
      random: LoadBalancer.random(),
    };
    for (const [name, loadBalancer] of Object.entries(algorithms)) {
      const image = { repository: 'registry.example.com/shop/stock', tag: '1.0.0' };
      const service = new EventBackend(this, name, { name, image });
      new DestinationRule(service, 'destination-rule', { name, service, loadBalancer });
    }
  }
}
