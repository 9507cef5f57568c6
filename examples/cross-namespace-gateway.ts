// The gateway belongs to the platform and lies in its namespace; the route lies beside its service. It names the
// gateway by namespace and name.
import { Chart } from 'cdk8s';
import { Destination, HttpRule, IngressGateway, VirtualService } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { CustomerSystem } from './apps/customers';

export default class CrossNamespaceGateway extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    const { v1 } = new CustomerSystem(this);
    const gateway = new IngressGateway(this, 'gateway', {
      name: 'shared-gateway',
      namespace: 'istio-system',
      hosts: ['customers.example.com'],
    });
    new VirtualService(this, 'routes', {
      name: 'customers',
      gateways: [gateway],
      rules: [HttpRule.route({ to: [Destination.subset(v1)] })],
    });
  }
}
