// All versions take requests in turn, but the first one by the fewest requests under way: what a subset says stands
// before what its rule says.
import { Chart } from 'cdk8s';
import { LoadBalancer } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { CustomerSystem } from './apps/customers';

export default class SubsetPolicies extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    new CustomerSystem(
      this,
      { loadBalancer: LoadBalancer.roundRobin() },
      { loadBalancer: LoadBalancer.leastRequest() },
    );
  }
}
