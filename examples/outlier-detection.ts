// A pod that fails ten times in a row is left alone for ten minutes, then longer; the pods are looked at every five
// minutes, and half of them always stay.
import { Chart, Duration } from 'cdk8s';
import { DestinationRule, EventBackend, OutlierDetection } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';

export default class OutlierDetectionExample extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    const service = new EventBackend(this, 'stock', {
      name: 'stock',
      image: { repository: 'registry.example.com/shop/stock', tag: '1.0.0' },
      replicas: 4,
    });
    new DestinationRule(this, 'circuit-breaker', {
      name: 'stock',
      service,
      outlierDetection: OutlierDetection.of({
        consecutive5xxErrors: 10,
        interval: Duration.minutes(5),
        baseEjectionTime: Duration.minutes(10),
        maxEjectionPercent: 50,
      }),
    });
  }
}
