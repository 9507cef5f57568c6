// A gateway that takes routes of its own namespace only, and one that serves a path. A prefix goes by whole segments
// here: /helloworld is not under /hello.
import { Chart } from 'cdk8s';
import {
  Destination,
  EventBackend,
  GatewayApiGateway,
  HttpRoute,
  HttpRule,
  PathMatch,
} from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';

export default class GatewayApiHello extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    const hello = new EventBackend(this, 'hello-service', {
      name: 'hello-service',
      image: { repository: 'gcr.io/tetratelabs/hello-world', tag: '1.0.0' },
      port: 3000,
      servicePort: 8080,
      healthPath: '/',
    });
    new HttpRoute(this, 'routes', {
      name: 'my-route',
      gateways: [new GatewayApiGateway(this, 'gateway', { name: 'my-k8s-gateway', routesFrom: 'Same' })],
      rules: [
        HttpRule.route({
          matches: [{ path: PathMatch.prefix('/hello') }],
          to: [Destination.service(hello)],
        }),
      ],
    });
  }
}
