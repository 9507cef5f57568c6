// HTTPS with a certificate that cert-manager makes and renews; plain HTTP is sent there.
import { Chart } from 'cdk8s';
import {
  Certificate,
  Destination,
  GatewayTls,
  HttpRule,
  IngressGateway,
  VirtualService,
} from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { backend } from './apps/notifications';

export default class EventIngressTls extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'event-system' });
    const gateway = new IngressGateway(this, 'gateway', {
      name: 'gateway',
      hosts: ['events.example.com'],
      tls: GatewayTls.simple({ credentialName: 'events-tls' }),
    });
    new Certificate(gateway, 'certificate', {
      name: 'events',
      server: gateway,
      issuer: { name: 'letsencrypt' },
    });
    new VirtualService(this, 'routes', {
      name: 'backend',
      gateways: [gateway],
      rules: [HttpRule.route({ to: [Destination.service(backend(this))] })],
    });
  }
}
