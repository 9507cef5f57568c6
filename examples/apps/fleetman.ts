// The vehicle tracker of the fleetman examples: a web page that asks the staff service who drives.
import { DestinationRule, EventBackend, type Subset, type TrafficPolicy } from 'cdk8s-event-mesh';
import { Construct } from 'constructs';

const staffImage = { repository: 'richardchesterwood/istio-fleetman-staff-service' };
const webappImage = { repository: 'richardchesterwood/istio-fleetman-webapp-angular' };

/** The staff service in the versions `stable` and `risky`, behind one Service. */
export class StaffService extends EventBackend {
  readonly rule: DestinationRule;
  readonly stable: Subset;
  readonly risky: Subset;

  constructor(scope: Construct, policy: TrafficPolicy = {}) {
    super(scope, 'staff-service', {
      name: 'fleetman-staff-service',
      image: { ...staffImage, tag: '6-placeholder' },
      version: 'stable',
      port: 8080,
    });
    this.addVersion({ version: 'risky', image: { ...staffImage, tag: '6' } });
    this.rule = new DestinationRule(this, 'destination-rule', {
      name: 'fleetman-staff-service',
      service: this,
      ...policy,
    });
    this.stable = this.rule.addSubset('stable', { version: 'stable' });
    this.risky = this.rule.addSubset('risky', { version: 'risky' });
  }
}

/** The web page in the versions `original` and `experimental`, behind one Service. */
export class Webapp extends EventBackend {
  readonly original: Subset;
  readonly experimental: Subset;

  constructor(scope: Construct) {
    super(scope, 'webapp', {
      name: 'fleetman-webapp',
      image: { ...webappImage, tag: '6' },
      version: 'original',
      port: 80,
      healthPath: '/',
    });
    this.addVersion({ version: 'experimental', image: { ...webappImage, tag: '6-experimental' } });
    const rule = new DestinationRule(this, 'destination-rule', { name: 'fleetman-webapp', service: this });
    this.original = rule.addSubset('original', { version: 'original' });
    this.experimental = rule.addSubset('experimental', { version: 'experimental' });
  }
}
