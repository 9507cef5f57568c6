// The temple stack: a page, and an API in two versions.
import { Duration } from 'cdk8s';
import {
  Destination,
  DestinationRule,
  EventBackend,
  HeaderMatch,
  HttpRule,
  RetryPolicy,
  type Subset,
  type TrafficPolicy,
} from 'cdk8s-event-mesh';
import { Construct } from 'constructs';

export class TempleStack extends Construct {
  readonly ui: EventBackend;
  readonly api: EventBackend;
  readonly v1: Subset;
  readonly v2: Subset;

  constructor(scope: Construct, policy: TrafficPolicy = {}) {
    super(scope, 'temple');
    this.ui = new EventBackend(this, 'ui', {
      name: 'temple-ui-service',
      image: { repository: 'registry.example.com/temple/ui', tag: '5.3.0' },
      port: 8080,
      servicePort: 80,
    });
    const repository = 'registry.example.com/temple/api';
    this.api = new EventBackend(this, 'api', {
      name: 'temple-api-service',
      labels: { app: 'temple-api' },
      selectorLabels: { app: 'temple-api' },
      image: { repository, tag: '5.3.0' },
      port: 8080,
      servicePort: 80,
    });
    this.api.addVersion({ version: 'v2', image: { repository, tag: '5.4.0' } });
    this.ui.calls(this.api);
    const rule = new DestinationRule(this, 'destination-rule', {
      name: 'temple-api',
      service: this.api,
      ...policy,
    });
    this.v1 = rule.addSubset('v1', { version: 'v1' });
    this.v2 = rule.addSubset('v2', { version: 'v2' });
  }
}

/** Testers by header, everybody else by weight; the same timeout and retries for both. */
export function apiRules(v1: Subset, v2: Subset): readonly HttpRule[] {
  const resilience = {
    timeout: Duration.seconds(10),
    retries: RetryPolicy.of({
      attempts: 3,
      perTryTimeout: Duration.seconds(2),
      retryOn: ['5xx', 'reset', 'connect-failure'],
    }),
  };
  return [
    HttpRule.route({
      matches: [{ headers: [HeaderMatch.exact('canary', 'true')] }],
      to: [Destination.subset(v2)],
      ...resilience,
    }),
    HttpRule.route({
      to: [Destination.subset(v1, { weight: 90 }), Destination.subset(v2, { weight: 10 })],
      ...resilience,
    }),
  ];
}
