// Without any mesh the split follows the replicas: one new pod beside three old ones takes a quarter.
import { Chart } from 'cdk8s';
import { EventBackend } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';

const repository = 'richardchesterwood/istio-fleetman-staff-service';

export default class FleetmanReplicaCanary extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'fleetman' });
    const staff = new EventBackend(this, 'staff-service', {
      name: 'fleetman-staff-service',
      image: { repository, tag: '6-placeholder' },
      version: 'stable',
      replicas: 3,
      port: 8080,
    });
    staff.addVersion({ version: 'risky', image: { repository, tag: '6' }, replicas: 1 });
    const image = { repository: 'richardchesterwood/istio-fleetman-webapp-angular', tag: '6' };
    new EventBackend(this, 'webapp', { name: 'fleetman-webapp', image, port: 80 }).calls(staff);
  }
}
