// The same driver always meets the same pod: requests are spread by the hash of a header. Only within one subset: with
// weighted subsets, the version is drawn anew for each request.
import { Chart } from 'cdk8s';
import {
  Destination,
  DestinationRule,
  EventBackend,
  HttpRule,
  LoadBalancer,
  VirtualService,
} from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { Webapp } from './apps/fleetman';

const repository = 'richardchesterwood/istio-fleetman-staff-service';

export default class FleetmanSticky extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'fleetman' });
    const staff = new EventBackend(this, 'staff-service', {
      name: 'fleetman-staff-service',
      image: { repository, tag: '6-placeholder' },
      version: 'stable',
      port: 8080,
    });
    staff.addVersion({ version: 'risky', image: { repository, tag: '6' } });
    new Webapp(this).calls(staff);
    const rule = new DestinationRule(this, 'sticky', {
      name: 'fleetman-staff-service',
      service: staff,
      loadBalancer: LoadBalancer.consistentHashByHeader('x-myval'),
    });
    const allPods = rule.addSubset('all-staff-service-pods', { app: 'fleetman-staff-service' });
    new VirtualService(this, 'routes', {
      name: 'fleetman-staff-service',
      hosts: [staff.host],
      rules: [HttpRule.route({ to: [Destination.subset(allPods)] })],
    });
  }
}
