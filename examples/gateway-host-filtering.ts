// A gateway that serves a wildcard, and a route for one host under it. Of a route to a host that no server has,
// nothing would be heard: `event-mesh check` says so.
import { Chart } from 'cdk8s';
import { Destination, HttpRule, IngressGateway, VirtualService } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { CustomerSystem } from './apps/customers';

export default class GatewayHostFiltering extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    const { customers, v1 } = new CustomerSystem(this);
    const gateway = new IngressGateway(this, 'gateway', { name: 'my-gateway', hosts: ['*.example.com'] });
    new VirtualService(this, 'routes', {
      name: 'customers',
      hosts: ['api.example.com', customers.host],
      gateways: [gateway],
      mesh: true,
      rules: [HttpRule.route({ to: [Destination.subset(v1)] })],
    });
  }
}
