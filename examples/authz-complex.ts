// Five conditions, all of which must hold: namespace, identity, method, path and header.
import { Chart } from 'cdk8s';
import { AuthorizationCondition, AuthorizationPolicy, MeshNamespace } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { openService } from './apps/open-service';

export default class AuthzComplex extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'default' });
    for (const name of ['default', 'staging']) {
      new MeshNamespace(this, `namespace-${name}`, { name });
    }
    openService(this, 'customers');
    openService(this, 'reports');
    openService(this, 'web-frontend', { namespace: 'staging' });
    const webFrontend = openService(this, 'web-frontend');
    new AuthorizationPolicy(this, 'policy', {
      name: 'complex-policy',
      selectorLabels: { app: 'customers' },
      rules: [
        {
          from: [{ namespaces: ['default'], callers: [webFrontend] }],
          to: [{ methods: ['GET'], paths: ['/api/customers/*'] }],
          when: [AuthorizationCondition.requestHeader('x-api-version', { values: ['v1'] })],
        },
      ],
    });
  }
}
