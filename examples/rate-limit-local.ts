// Each pod of the HTTP API takes a hundred requests at once and fifty more per second; what is beyond is answered with
// 429 by its own proxy. Istio has no kind for it: this makes an EnvoyFilter, to be looked at with each upgrade.
import { Chart, Duration } from 'cdk8s';
import { LocalRateLimit, MeshNamespace } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { backend } from './apps/notifications';

export default class RateLimitLocal extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: 'event-system' });
    new MeshNamespace(this, 'namespace', { name: 'event-system' });
    backend(this);
    new LocalRateLimit(this, 'limit', {
      name: 'backend-limit',
      selectorLabels: { app: 'backend' },
      port: 5001,
      maxTokens: 100,
      tokensPerFill: 50,
      fillInterval: Duration.seconds(1),
    });
  }
}
