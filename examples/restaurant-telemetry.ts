// Access logs and traces of the whole namespace in one object: every request is traced while the restaurant is tried
// out.
import { Chart } from 'cdk8s';
import { Telemetry } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { Restaurant } from './apps/restaurant';

export default class RestaurantTelemetry extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'restaurant-management' });
    new Restaurant(this);
    new Telemetry(this, 'telemetry', {
      name: 'restaurant',
      tracing: [{ provider: 'jaeger', randomSamplingPercentage: 100 }],
      accessLogging: [{ providers: ['envoy-json'] }],
      metrics: [{ providers: ['prometheus'] }],
    });
  }
}
