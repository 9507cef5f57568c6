// Three of ten requests from outside find nothing, to see what clients make of a 404.
import { Chart } from 'cdk8s';
import { Destination, FaultAbort, HttpRule, IngressGateway, Percent, VirtualService } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { CustomerSystem } from './apps/customers';

export default class AbortedRequests extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    const { v1 } = new CustomerSystem(this);
    const gateway = new IngressGateway(this, 'gateway', {
      name: 'my-gateway',
      hosts: ['customers.example.com'],
    });

    new VirtualService(this, 'routes', {
      name: 'customers',
      gateways: [gateway],
      rules: [
        HttpRule.route({
          abort: FaultAbort.httpStatus(404, Percent.of(30)),
          to: [Destination.subset(v1)],
        }),
      ],
    });
  }
}
