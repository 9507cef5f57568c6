// Mutual TLS only, an account per workload, and nobody is let in but the gateway. Everything else follows from the
// edges.
import { Chart } from 'cdk8s';
import {
  Destination,
  HttpRule,
  IngressGateway,
  PeerAuthentication,
  VirtualService,
  Worker,
} from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { backend, image, postgres } from './apps/notifications';

export default class EventSecurity extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'event-system' });
    new PeerAuthentication(this, 'mutual-tls', { name: 'default' });
    const api = backend(this);
    const worker = new Worker(this, 'worker', { name: 'worker', image });
    const database = postgres(this);
    api.calls(database);
    worker.calls(database);
    new VirtualService(this, 'routes', {
      name: 'backend',
      gateways: [new IngressGateway(this, 'gateway', { name: 'gateway', hosts: ['events.example.com'] })],
      rules: [HttpRule.route({ to: [Destination.service(api)] })],
    });
  }
}
