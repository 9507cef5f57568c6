// The temple stack: its page behind a gateway, its API in two versions, with canary, retries, circuit breaker and
// policies in one place.
import { Chart } from 'cdk8s';
import { Destination, HttpRule, IngressGateway, PeerAuthentication, VirtualService } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { apiRules, TempleStack } from './apps/temple';

export default class TempleSystem extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'temple-stack' });
    const { api, ui, v1, v2 } = new TempleStack(this);
    new VirtualService(this, 'ui-routes', {
      name: 'temple-ui',
      gateways: [new IngressGateway(this, 'gateway', { name: 'temple-gateway', hosts: ['*'] })],
      rules: [HttpRule.route({ to: [Destination.service(ui)] })],
    });
    new VirtualService(this, 'api-routes', {
      name: 'temple-api',
      hosts: [api.host],
      rules: apiRules(v1, v2),
    });
    new PeerAuthentication(this, 'mutual-tls', { name: 'default' });
  }
}
