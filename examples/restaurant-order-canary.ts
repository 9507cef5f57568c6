// A tenth of the orders goes to version 2, within fifteen seconds, and a circuit breaker per pod.
import { Chart, Duration } from 'cdk8s';
import { Canary, ConnectionPool, MeshRouting, OutlierDetection, RetryPolicy } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { Restaurant } from './apps/restaurant';

export default class RestaurantOrderCanary extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'restaurant-management' });
    const orders = new Restaurant(this).services['order-service'];
    orders.addVersion({
      version: 'v2',
      image: { repository: 'registry.example.com/restaurant/order-service', tag: '2.0.0' },
    });
    new Canary(this, 'canary', {
      backend: orders,
      stable: 'v1',
      canary: 'v2',
      weight: 10,
      timeout: Duration.seconds(15),
      retries: RetryPolicy.of({ attempts: 3, perTryTimeout: Duration.millis(3500) }),
      routing: MeshRouting.istio({
        trafficPolicy: {
          connectionPool: ConnectionPool.of({
            maxConnections: 100,
            http1MaxPendingRequests: 50,
            http2MaxRequests: 100,
          }),
          outlierDetection: OutlierDetection.of({
            consecutive5xxErrors: 5,
            interval: Duration.seconds(30),
            baseEjectionTime: Duration.seconds(30),
            maxEjectionPercent: 50,
            minHealthPercent: 50,
          }),
        },
      }),
    });
  }
}
