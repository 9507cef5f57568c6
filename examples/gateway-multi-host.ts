// One gateway, a service per host. Other hosts are 404.
import { Chart } from 'cdk8s';
import { Destination, EventBackend, HttpRule, IngressGateway, VirtualService } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';

export default class GatewayMultiHost extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    const gateway = new IngressGateway(this, 'gateway', {
      name: 'my-gateway',
      hosts: ['dev.example.com', 'test.example.com'],
    });
    for (const [name, host] of [
      ['service-a', 'dev.example.com'],
      ['service-b', 'test.example.com'],
    ] as const) {
      const image = { repository: `registry.example.com/${name}`, tag: '1.0.0' };
      const service = new EventBackend(this, name, { name, image, port: 8080, servicePort: 80 });
      new VirtualService(service, 'routes', {
        name,
        hosts: [host],
        gateways: [gateway],
        rules: [HttpRule.route({ to: [Destination.service(service)] })],
      });
    }
  }
}
