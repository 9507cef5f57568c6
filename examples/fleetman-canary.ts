// One request of ten goes to the risky version, however many pods each version has.
import { Chart } from 'cdk8s';
import { Destination, HttpRule, VirtualService } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { StaffService, Webapp } from './apps/fleetman';

export default class FleetmanCanary extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'fleetman' });
    const staff = new StaffService(this);
    new Webapp(this).calls(staff);
    new VirtualService(this, 'canary', {
      name: 'fleetman-staff-service',
      hosts: [staff.host],
      rules: [
        HttpRule.route({
          to: [
            Destination.subset(staff.stable, { weight: 90 }),
            Destination.subset(staff.risky, { weight: 10 }),
          ],
        }),
      ],
    });
  }
}
