// Nobody may call anything but who is declared: the gateway the page, and the page the customers. The policies follow
// from the calls; a pod of somebody else is refused by both.
import { Chart } from 'cdk8s';
import {
  AuthorizationPolicy,
  Destination,
  EventBackend,
  HttpRule,
  IngressGateway,
  MeshNamespace,
  VirtualService,
} from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { openService } from './apps/open-service';

export default class LabAccessControl extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    new MeshNamespace(this, 'namespace', { name: 'default' });
    const webFrontend = new EventBackend(this, 'web-frontend', {
      name: 'web-frontend',
      image: { repository: 'gcr.io/tetratelabs/web-frontend', tag: '1.0.0' },
      port: 8080,
      servicePort: 80,
      healthPath: '/',
    });
    const customers = new EventBackend(this, 'customers', {
      name: 'customers',
      image: { repository: 'gcr.io/tetratelabs/customers', tag: '1.0.0' },
      port: 3000,
      servicePort: 80,
      healthPath: '/',
      serviceAccount: { name: 'customers-v1' },
    });
    webFrontend.calls(customers);
    openService(this, 'curl');
    AuthorizationPolicy.denyAll(this, 'deny-all', { name: 'deny-all' });
    new VirtualService(this, 'routes', {
      name: 'web-frontend',
      gateways: [new IngressGateway(this, 'gateway', { name: 'gateway', hosts: ['*'] })],
      rules: [HttpRule.route({ to: [Destination.service(webFrontend)] })],
    });
  }
}
