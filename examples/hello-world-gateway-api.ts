// Hello, world, by the Gateway API: Istio runs the gateway for us.
import { Chart } from 'cdk8s';
import { Destination, EventBackend, GatewayApiGateway, HttpRoute, HttpRule } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';

export default class HelloWorldGatewayApi extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    const hello = new EventBackend(this, 'hello-world', {
      name: 'hello-world',
      image: { repository: 'gcr.io/tetratelabs/hello-world', tag: '1.0.0' },
      port: 3000,
      servicePort: 80,
      healthPath: '/',
    });
    new HttpRoute(this, 'routes', {
      name: 'hello-world',
      gateways: [new GatewayApiGateway(this, 'gateway', { name: 'http-gateway', routesFrom: 'All' })],
      rules: [HttpRule.route({ to: [Destination.service(hello)] })],
    });
  }
}
