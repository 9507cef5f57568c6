// Requests beyond the limits fail at once (503, flag UO), and a pod that keeps failing is left alone for a while.
import { Chart, Duration } from 'cdk8s';
import { ConnectionPool, OutlierDetection } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { CustomerSystem } from './apps/customers';

export default class CircuitBreaking extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    new CustomerSystem(this, {
      connectionPool: ConnectionPool.of({
        maxConnections: 1000,
        http1MaxPendingRequests: 10,
        maxRetries: 3,
      }),
      outlierDetection: OutlierDetection.of({
        consecutive5xxErrors: 5,
        interval: Duration.seconds(10),
        baseEjectionTime: Duration.seconds(30),
        maxEjectionPercent: 50,
      }),
    });
  }
}
