// Everybody may read from the catalogue; customers are read by their own namespace only. Methods are HTTP: in ambient
// mode the policies need a waypoint (`targetRefs`).
import { Chart } from 'cdk8s';
import { AuthorizationPolicy, MeshNamespace } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { openService } from './apps/open-service';

export default class AuthzMethods extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    for (const name of ['default', 'staging']) {
      new MeshNamespace(this, `namespace-${name}`, { name });
    }
    openService(this, 'web-frontend');
    openService(this, 'web-frontend', { namespace: 'staging' });
    openService(this, 'customers');
    openService(this, 'catalogue');
    new AuthorizationPolicy(this, 'allow-get', {
      name: 'allow-get',
      selectorLabels: { app: 'customers' },
      rules: [{ from: [{ namespaces: ['default'] }], to: [{ methods: ['GET'] }] }],
    });
    new AuthorizationPolicy(this, 'read-only', {
      name: 'read-only',
      selectorLabels: { app: 'catalogue' },
      rules: [{ to: [{ methods: ['GET', 'HEAD'] }] }],
    });
  }
}
