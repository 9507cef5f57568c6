// Services that nothing guards: no edge is declared and no policy made, so that what an example adds is all that holds.
import { EventBackend, type EventBackendProps } from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';

/** An HTTP API on port 80 of its Service and port 8080 of its pods, whose label `app` is its name. */
export function openService(
  scope: Construct,
  name: string,
  options: Partial<EventBackendProps> = {},
): EventBackend {
  const { namespace } = options;
  return new EventBackend(scope, typeof namespace === 'string' ? `${namespace}-${name}` : name, {
    name,
    labels: { app: name },
    selectorLabels: { app: name },
    image: { repository: `registry.example.com/${name}`, tag: '1.0.0' },
    port: 8080,
    servicePort: 80,
    platform: { mesh: false, networkPolicies: false },
    ...options,
  });
}
