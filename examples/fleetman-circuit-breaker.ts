// A pod of the staff service that fails five times in a row gets no requests for a while. A DestinationRule is enough:
// no route is needed.
import { Chart, Duration } from 'cdk8s';
import { DestinationRule, EventBackend, OutlierDetection } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { Webapp } from './apps/fleetman';

export default class FleetmanCircuitBreaker extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'fleetman' });
    const staff = new EventBackend(this, 'staff-service', {
      name: 'fleetman-staff-service',
      image: { repository: 'richardchesterwood/istio-fleetman-staff-service', tag: '6' },
      replicas: 3,
      port: 8080,
    });
    new Webapp(this).calls(staff);
    new DestinationRule(this, 'circuit-breaker', {
      name: 'fleetman-staff-service',
      service: staff,
      outlierDetection: OutlierDetection.of({
        consecutive5xxErrors: 5,
        interval: Duration.seconds(10),
        baseEjectionTime: Duration.seconds(30),
        maxEjectionPercent: 50,
      }),
    });
  }
}
