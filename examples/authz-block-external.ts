// An internal service is closed to all namespaces but some. The gateway's namespace is among these, or it would be
// blocked too, as is every caller without an identity.
import { Chart } from 'cdk8s';
import {
  AuthorizationAction,
  AuthorizationPolicy,
  Destination,
  HttpRule,
  IngressGateway,
  MeshNamespace,
  VirtualService,
} from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { openService } from './apps/open-service';

export default class AuthzBlockExternal extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    for (const name of ['default', 'production', 'staging']) {
      new MeshNamespace(this, `namespace-${name}`, { name });
    }
    const service = openService(this, 'internal-service');
    openService(this, 'web-frontend');
    openService(this, 'outsider', { podLabels: { 'sidecar.istio.io/inject': 'false' } });
    openService(this, 'web-frontend', { namespace: 'production' });
    openService(this, 'web-frontend', { namespace: 'staging' });
    new VirtualService(this, 'routes', {
      name: 'internal-service',
      gateways: [new IngressGateway(this, 'gateway', { name: 'gateway', hosts: ['*'] })],
      rules: [HttpRule.route({ to: [Destination.service(service)] })],
    });
    new AuthorizationPolicy(this, 'block-external', {
      name: 'block-external',
      action: AuthorizationAction.deny(),
      selectorLabels: { app: 'internal-service' },
      rules: [{ from: [{ notNamespaces: ['default', 'production', 'istio-system'] }] }],
    });
  }
}
