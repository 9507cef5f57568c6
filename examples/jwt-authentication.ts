// Requests need a token of the issuer, in every namespace that has users: without one the answer is 403, with a wrong
// one 401. A RequestAuthentication alone would let those through that bring none.
import { Chart } from 'cdk8s';
import { JwtKeys, JwtProtected, MeshNamespace } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { openService } from './apps/open-service';

export default class JwtAuthentication extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    for (const namespace of ['default', 'production']) {
      new MeshNamespace(this, `namespace-${namespace}`, { name: namespace });
      openService(this, 'web-frontend', { namespace });
      openService(this, 'customers', { namespace });
      new JwtProtected(this, namespace, {
        name: 'customers',
        namespace,
        selectorLabels: { app: 'customers' },
        ports: [8080],
        jwtRules: [
          {
            issuer: 'https://auth.example.com',
            keys: JwtKeys.fromUri('https://auth.example.com/.well-known/jwks.json'),
          },
        ],
      });
    }
  }
}
