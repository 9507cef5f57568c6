// First nobody may do anything; then the namespace's own workloads may call each other. The namespace `quarantine`
// stays at the first step.
import { Chart } from 'cdk8s';
import { AuthorizationPolicy, MeshNamespace } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { openService } from './apps/open-service';

export default class AuthzDenyAll extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    for (const name of ['default', 'quarantine']) {
      new MeshNamespace(this, `namespace-${name}`, { name });
      AuthorizationPolicy.denyAll(this, `deny-all-${name}`, { name: 'deny-all', namespace: name });
    }
    openService(this, 'customers');
    openService(this, 'web-frontend');
    openService(this, 'outsider', { podLabels: { 'sidecar.istio.io/inject': 'false' } });
    openService(this, 'customers', { namespace: 'quarantine' });
    openService(this, 'web-frontend', { namespace: 'quarantine' });
    new AuthorizationPolicy(this, 'same-namespace', {
      name: 'allow-same-namespace',
      rules: [{ from: [{ namespaces: ['default'] }] }],
    });
  }
}
