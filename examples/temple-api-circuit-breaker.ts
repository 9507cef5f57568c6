// One DestinationRule holds the versions of the API, the limits of its connections and its circuit breaker.
import { Chart, Duration } from 'cdk8s';
import { ConnectionPool, OutlierDetection } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { TempleStack } from './apps/temple';

export default class TempleApiCircuitBreaker extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'temple-stack' });
    new TempleStack(this, {
      connectionPool: ConnectionPool.of({
        maxConnections: 100,
        http1MaxPendingRequests: 50,
        maxRequestsPerConnection: 2,
      }),
      outlierDetection: OutlierDetection.of({
        consecutive5xxErrors: 5,
        interval: Duration.seconds(30),
        baseEjectionTime: Duration.seconds(30),
        maxEjectionPercent: 50,
      }),
    });
  }
}
