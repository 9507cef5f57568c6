// Testers are refused as teapots by the risky version, to see how the page bears it; everybody else is served by the
// stable one.
import { Chart } from 'cdk8s';
import { Destination, FaultAbort, HeaderMatch, HttpRule, Percent, VirtualService } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { StaffService, Webapp } from './apps/fleetman';

export default class FleetmanFaultCanary extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'fleetman' });
    const staff = new StaffService(this);
    new Webapp(this).calls(staff);
    new VirtualService(this, 'routes', {
      name: 'fleetman-staff-service',
      hosts: [staff.host],
      rules: [
        HttpRule.route({
          matches: [{ headers: [HeaderMatch.exact('x-my-header', 'canary')] }],
          abort: FaultAbort.httpStatus(418, Percent.all()),
          to: [Destination.subset(staff.risky)],
        }),
        HttpRule.route({ to: [Destination.subset(staff.stable)] }),
      ],
    });
  }
}
