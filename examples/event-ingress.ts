// The way in: fifteen seconds for everything, three retries of two seconds where a repetition harms nobody, and a
// circuit breaker per pod.
import { Chart, Duration } from 'cdk8s';
import {
  ConnectionPool,
  Destination,
  DestinationRule,
  HttpRule,
  IngressGateway,
  OutlierDetection,
  RetryPolicy,
  VirtualService,
} from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { backend } from './apps/notifications';

export default class EventIngress extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'event-system' });
    const api = backend(this);
    new DestinationRule(this, 'destination-rule', {
      name: 'backend',
      service: api,
      connectionPool: ConnectionPool.of({ maxConnections: 100, http1MaxPendingRequests: 100 }),
      outlierDetection: OutlierDetection.of({
        consecutive5xxErrors: 5,
        interval: Duration.seconds(10),
        baseEjectionTime: Duration.seconds(30),
        maxEjectionPercent: 50,
      }),
    });
    new VirtualService(this, 'routes', {
      name: 'backend',
      gateways: [new IngressGateway(this, 'gateway', { name: 'gateway', hosts: ['*'] })],
      rules: [
        HttpRule.route({
          to: [Destination.service(api)],
          timeout: Duration.seconds(15),
          retries: RetryPolicy.of({
            attempts: 3,
            perTryTimeout: Duration.seconds(2),
            retryOn: ['gateway-error', 'connect-failure', 'refused-stream'],
          }),
        }),
      ],
    });
  }
}
