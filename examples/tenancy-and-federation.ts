// Two tenants in one mesh, and a partner in another one. A tenant's services are closed to everybody else but for what it
// exports; the partner comes by the gateway, and its service is reached by its own. Both meshes have a common root of
// certificates, and each names the other's trust domain among `trustDomainAliases` of its configuration.
import { Chart } from 'cdk8s';
import {
  AuthorizationPolicy,
  ClientTls,
  Destination,
  DestinationRule,
  Gateway,
  GatewayServer,
  HttpRule,
  MeshNamespace,
  ServerTls,
  ServiceEntry,
  VirtualService,
} from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { openService } from './apps/open-service';

export default class TenancyAndFederation extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'tenant-b' });
    for (const name of ['tenant-a', 'tenant-b']) {
      new MeshNamespace(this, `namespace-${name}`, { name });
      openService(this, 'web', { namespace: name });
      openService(this, 'orders', { namespace: name });
      new AuthorizationPolicy(this, `own-${name}`, {
        name: 'same-tenant',
        namespace: name,
        rules: [{ from: [{ namespaces: [name] }] }],
      });
    }
    this.exportCatalogue();
    this.importStock();
  }

  /** Tenant b's catalogue is read by tenant a, and by the partner through the gateway. */
  private exportCatalogue(): void {
    const catalogue = openService(this, 'catalogue');
    const gateway = new Gateway(this, 'gateway', {
      name: 'federation',
      servers: [
        GatewayServer.https({ hosts: ['catalogue.tenant-b.example.com'], tls: ServerTls.istioMutual() }),
      ],
    });
    new VirtualService(this, 'routes', {
      name: 'catalogue',
      gateways: [gateway],
      rules: [HttpRule.route({ to: [Destination.service(catalogue)] })],
    });
    new AuthorizationPolicy(this, 'exported', {
      name: 'exported',
      selectorLabels: { app: 'catalogue' },
      rules: [{ from: [{ namespaces: ['tenant-a'] }, { callers: [gateway] }], to: [{ methods: ['GET'] }] }],
    });
  }

  /** The partner's stock is called by tenant a alone. */
  private importStock(): void {
    const stock = new ServiceEntry(this, 'partner', {
      name: 'partner-stock',
      namespace: 'tenant-a',
      hosts: ['stock.partner.example.com'],
      location: 'MESH_INTERNAL',
      ports: [{ port: 80, targetPort: 443, protocol: 'http' }],
      subjectAltNames: [
        'spiffe://partner.example.com/ns/istio-system/sa/istio-ingressgateway-service-account',
      ],
      exportTo: ['.'],
    });
    new DestinationRule(this, 'partner-identity', {
      name: 'partner-stock',
      namespace: 'tenant-a',
      service: stock,
      tls: ClientTls.istioMutual(),
    });
  }
}
