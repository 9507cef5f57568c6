// Hello, world: one service behind one gateway. `hello-world-gateway-api` is the same by the Gateway API.
import { Chart } from 'cdk8s';
import { Destination, EventBackend, HttpRule, IngressGateway, VirtualService } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';

export default class HelloWorldGateway extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    const hello = new EventBackend(this, 'hello-world', {
      name: 'hello-world',
      image: { repository: 'gcr.io/tetratelabs/hello-world', tag: '1.0.0' },
      port: 3000,
      servicePort: 80,
      healthPath: '/',
    });
    new VirtualService(this, 'routes', {
      name: 'hello-world',
      gateways: [new IngressGateway(this, 'gateway', { name: 'gateway', hosts: ['*'] })],
      rules: [HttpRule.route({ to: [Destination.service(hello)] })],
    });
  }
}
