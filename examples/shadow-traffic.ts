// Version 2 gets a copy of every reading request and answers nobody; what writes is not done twice.
import { Chart } from 'cdk8s';
import { TrafficMirror } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { CustomerPods } from './apps/customers';

export default class ShadowTraffic extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    const { customers } = new CustomerPods(this);
    new TrafficMirror(this, 'mirror', { backend: customers, live: 'v1', shadow: 'v2' });
  }
}
