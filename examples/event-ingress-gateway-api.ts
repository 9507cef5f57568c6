// The way in by the Gateway API. Its standard channel has timeouts but no retries; the circuit breaker stays Istio's.
import { Chart, Duration } from 'cdk8s';
import {
  Destination,
  DestinationRule,
  GatewayApiGateway,
  HttpRoute,
  HttpRule,
  OutlierDetection,
} from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { backend } from './apps/notifications';

export default class EventIngressGatewayApi extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'event-system' });
    const api = backend(this);
    new DestinationRule(this, 'destination-rule', {
      name: 'backend',
      service: api,
      outlierDetection: OutlierDetection.of({ consecutive5xxErrors: 5 }),
    });
    new HttpRoute(this, 'routes', {
      name: 'backend',
      gateways: [new GatewayApiGateway(this, 'gateway', { name: 'gateway' })],
      rules: [HttpRule.route({ to: [Destination.service(api)], timeout: Duration.seconds(15) })],
    });
  }
}
