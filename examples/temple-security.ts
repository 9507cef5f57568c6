// Mutual TLS in the whole namespace; the API is called by the page alone, and only read and posted to.
import { Chart } from 'cdk8s';
import { AuthorizationAction, AuthorizationPolicy, PeerAuthentication } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { TempleStack } from './apps/temple';

export default class TempleSecurity extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'temple-stack' });
    const { api, ui } = new TempleStack(this);
    new PeerAuthentication(this, 'mutual-tls', { name: 'default' });
    new AuthorizationPolicy(this, 'reading-and-posting', {
      name: 'temple-api-methods',
      action: AuthorizationAction.deny(),
      selectorLabels: { app: 'temple-api' },
      // Without ports, everything would be denied that is no HTTP.
      rules: [{ to: [{ notMethods: ['GET', 'POST'], ports: [8080] }] }],
    });
    ui.calls(api);
  }
}
