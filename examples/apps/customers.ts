// The two services of the mesh's labs: a web page that asks for customers, who are served by two versions.
import { DestinationRule, EventBackend, type Subset, type TrafficPolicy } from 'cdk8s-event-mesh';
import { Construct } from 'constructs';

/** `web-frontend` calls `customers`, which runs in the versions v1 and v2 behind one Service. */
export class CustomerPods extends Construct {
  readonly webFrontend: EventBackend;
  readonly customers: EventBackend;

  constructor(scope: Construct) {
    super(scope, 'customer-system');
    this.webFrontend = new EventBackend(this, 'web-frontend', {
      name: 'web-frontend',
      image: { repository: 'gcr.io/tetratelabs/web-frontend', tag: '1.0.0' },
      port: 8080,
      servicePort: 80,
      healthPath: '/',
    });
    const repository = 'gcr.io/tetratelabs/customers';
    this.customers = new EventBackend(this, 'customers', {
      name: 'customers',
      image: { repository, tag: '1.0.0' },
      port: 3000,
      servicePort: 80,
      healthPath: '/',
    });
    this.customers.addVersion({ version: 'v2', image: { repository, tag: '2.0.0' } });
    this.webFrontend.calls(this.customers);
  }
}

/** The same with a DestinationRule, whose subsets name the two versions. */
export class CustomerSystem extends CustomerPods {
  readonly v1: Subset;
  readonly v2: Subset;

  constructor(scope: Construct, policy: TrafficPolicy = {}, policyOfV1: TrafficPolicy = {}) {
    super(scope);
    const rule = new DestinationRule(this, 'destination-rule', {
      name: 'customers',
      service: this.customers,
      ...policy,
    });
    this.v1 = rule.addSubset('v1', { version: 'v1' }, policyOfV1);
    this.v2 = rule.addSubset('v2', { version: 'v2' });
  }
}
