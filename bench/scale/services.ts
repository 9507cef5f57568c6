import type { Chart } from 'cdk8s';
import { Duration } from 'cdk8s';
import { ConnectionPool } from '../../lib/routing/connection-pool';
import { Destination } from '../../lib/routing/destination';
import { DestinationRule } from '../../lib/routing/destination-rule';
import { HttpRule } from '../../lib/routing/http-rule';
import { OutlierDetection } from '../../lib/routing/outlier-detection';
import { RetryPolicy } from '../../lib/routing/retry-policy';
import { VirtualService } from '../../lib/routing/virtual-service';
import type { ChartValues } from '../../lib/values/chart-values';
import { EventBackend } from '../../lib/workloads/event-backend';

/**
 * Services in a chain, each of which calls the one before it: Deployment, Service, HorizontalPodAutoscaler,
 * PodDisruptionBudget, NetworkPolicy, VirtualService, DestinationRule and AuthorizationPolicy, and what the library adds
 * to these (ServiceAccount and Sidecar). The image's tag and the least replicas are known at deploy time for all, the
 * most replicas for each.
 */
export function addServices(chart: Chart, values: ChartValues, count: number): void {
  const tag = values.string('tag', { default: '1.0.0', description: 'Tag of the images' });
  const minReplicas = values.integer('minReplicas', { default: 1, minimum: 1, description: 'Least pods' });
  let previous: EventBackend | undefined;
  for (let index = 0; index < count; index++) {
    const id = `service-${index}`;
    const maxReplicas = values
      .at(`service${index}`, `The service ${id}`)
      .integer('maxReplicas', { default: 5, minimum: 1, description: 'Most pods' });
    const service = new EventBackend(chart, id, {
      name: id,
      image: { repository: `registry.example.com/shop/${id}`, tag },
      autoscaling: { minReplicas, maxReplicas },
    });
    if (previous) service.calls(previous);
    new VirtualService(chart, `${id}-routes`, {
      name: id,
      hosts: [id],
      rules: [
        HttpRule.route({
          to: [Destination.service(service)],
          timeout: Duration.seconds(10),
          retries: RetryPolicy.of({ attempts: 2, perTryTimeout: Duration.seconds(3) }),
        }),
      ],
    });
    new DestinationRule(chart, `${id}-rule`, {
      name: id,
      service,
      connectionPool: ConnectionPool.of({ maxConnections: 100 }),
      outlierDetection: OutlierDetection.of({ consecutive5xxErrors: 5 }),
    });
    previous = service;
  }
}
