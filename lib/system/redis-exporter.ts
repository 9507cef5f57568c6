import type { Construct } from 'constructs';
import type { Platform } from '../edges/participant-props';
import { ScrapeEndpoint } from '../observability/scrape-endpoint';
import { ServiceMonitor } from '../observability/service-monitor';
import { includeWhen, inclusionOf } from '../values/inclusion';
import type { Tree } from '../values/expression';
import { and, not, or } from '../values/conditions';
import { format, when } from '../values/operators';
import { EventBackend } from '../workloads/event-backend';
import type { MonitoringOptions } from './monitoring-values';
import type { SystemNames } from './names';
import type { SystemQueue } from './queue';

const PORT = 9121;
/** The user of the exporter's image. */
const USER = 59000;
const COMPONENT = 'redis-exporter';

/**
 * Counts the jobs in Redis, by a caller of its own with an identity and policies. Its sidecar hands on what it counts;
 * without a mesh Prometheus asks it itself.
 *
 * @see https://github.com/oliver006/redis_exporter
 */
export function addRedisExporter(
  scope: Construct,
  names: SystemNames,
  platform: Platform,
  redis: SystemQueue['redis'],
  { queue, labels }: Pick<MonitoringOptions, 'queue'> & { readonly labels: Tree },
): EventBackend {
  const mesh = platform.mesh ?? true;
  const monitoring = platform.monitoringNamespace ?? 'monitoring';
  const exporter = new EventBackend(scope, COMPONENT, {
    name: names.part(COMPONENT),
    namespace: names.namespace,
    labels: names.labels(COMPONENT),
    selectorLabels: names.selectorLabels(COMPONENT) as never,
    platform,
    image: queue.image,
    containerName: COMPONENT,
    port: PORT,
    drainSeconds: 0,
    runAsUser: USER,
    args: ['--redis.addr=redis://$(REDIS_HOST):$(REDIS_PORT)'],
    env: [
      { name: 'REDIS_EXPORTER_CHECK_SINGLE_KEYS', value: format`${queue.list},${queue.failedSet}` },
    ] as never,
    resources: RESOURCES,
    podAnnotations: {
      'prometheus.io/scrape': 'true',
      'prometheus.io/port': `${PORT}`,
      'prometheus.io/path': '/metrics',
    },
    extraIngress: [
      when<Tree>(not(mesh), {
        from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': monitoring } } }],
        ports: [{ port: PORT, protocol: 'TCP' }],
      }),
    ] as never,
  });
  for (const server of redis) exporter.calls(server);
  const monitor = new ServiceMonitor(exporter, 'monitor', {
    name: names.part(COMPONENT),
    namespace: names.namespace,
    labels,
    selectorLabels: names.selectorLabels(COMPONENT),
    endpoints: [ScrapeEndpoint.port('http')],
  });
  includeWhen(monitor, not(mesh));
  includeWhen(exporter, and(queue.enabled, or(...redis.map(inclusionOf))));
  return exporter;
}

const RESOURCES = {
  requests: { cpu: '10m', memory: '32Mi', 'ephemeral-storage': '16Mi' },
  limits: { cpu: '100m', memory: '64Mi', 'ephemeral-storage': '32Mi' },
};
