import { Construct } from 'constructs';
import type { ICallable } from '../edges/caller';
import type { Platform } from '../edges/participant-props';
import { Connections } from '../observability/connection-metrics';
import { Dashboard } from '../observability/dashboard';
import { controlPlanePanels } from '../observability/mesh-dashboard';
import type { Panel } from '../observability/panel';
import { PodMonitor } from '../observability/pod-monitor';
import { Pods } from '../observability/pod-metrics';
import { Queue } from '../observability/queue-metrics';
import { Requests } from '../observability/request-metrics';
import { ScrapeEndpoint } from '../observability/scrape-endpoint';
import { goldenSignalPanels, overviewPanels } from '../observability/service-dashboards';
import { queuePanels, storePanels, workerPanels } from '../observability/store-dashboards';
import type { Deferred } from '../values/chart-value';
import { includeWhen, inclusionOf } from '../values/inclusion';
import { and, not } from '../values/conditions';
import { fields, format } from '../values/operators';
import { addAlerts } from './monitoring-alerts';
import type { MonitoringOptions } from './monitoring-values';
import type { SystemNames } from './names';
import type { SystemQueue } from './queue';
import { addRedisExporter } from './redis-exporter';

/** What is watched of a system. */
export interface Watched {
  readonly backend: ICallable;
  readonly stores: readonly ICallable[];
  readonly queue: SystemQueue;
}

/** Watches a system: what Prometheus scrapes, when it tells somebody, and what Grafana shows. */
export function addMonitoring(
  scope: Construct,
  names: SystemNames,
  platform: Platform,
  { backend, stores, queue }: Watched,
  options: MonitoringOptions,
): void {
  const monitoring = new Construct(scope, 'monitoring');
  const mesh = platform.mesh ?? true;
  const metadata = {
    namespace: names.namespace,
    labels: fields(names.labels('monitoring'), options.labels),
  };
  const keys = new Queue({
    waiting: options.queue.list,
    failed: options.queue.failedSet,
    namespace: names.namespace,
  });
  const exporter = addRedisExporter(monitoring, names, platform, queue.redis, {
    queue: options.queue,
    labels: metadata.labels,
  });
  const proxies = new PodMonitor(monitoring, 'proxies', {
    ...metadata,
    name: names.part('proxies'),
    selectorLabels: names.releaseLabels,
    endpoints: [ScrapeEndpoint.merged()],
  });
  includeWhen(proxies, mesh);

  const counted = inclusionOf(exporter);
  const services = Requests.toServicesLike(
    format`${names.fullName}-.+[.]${names.namespace}[.]svc[.]cluster[.]local`,
  );
  const pods = {
    all: Pods.ofWorkloads(
      names.namespace,
      format`${names.fullName}-.+|${names.release}-(postgresql|redis).*`,
    ),
    workers: Pods.ofWorkloads(names.namespace, names.part('worker')),
    stores: Pods.ofWorkloads(names.namespace, format`${names.release}-(postgresql|redis).*`),
  };
  addAlerts(monitoring, names, metadata, options, {
    services,
    api: Requests.to(backend.host),
    pods: pods.all,
    keys,
    when: { apiIsThere: inclusionOf(backend), mesh, counted },
  });
  const dashboard = (id: string, title: string, panels: readonly Panel[], when: Deferred<boolean>) => {
    const made = new Dashboard(monitoring, `${id}-dashboard`, {
      ...metadata,
      name: names.part(`${id}-dashboard`),
      title: format`${names.fullName}: ${title}`,
      tags: ['event-system'],
      file: id,
      panels,
    });
    includeWhen(made, and(options.dashboards, when));
  };
  const connections = stores.map((store) => Connections.to(store.host));
  dashboard('overview', 'overview', overviewPanels(services, pods.all), true);
  dashboard('services', 'golden signals', goldenSignalPanels(services, pods.all), mesh);
  dashboard('queue', 'queue', queuePanels(keys, pods.workers), counted);
  dashboard('workers', 'workers', workerPanels(pods.workers), not(counted));
  dashboard('stores', 'database and queue', storePanels(connections, pods.stores), true);
  dashboard('mesh', 'mesh', controlPlanePanels(), and(mesh, options.controlPlane));
  includeWhen(monitoring, options.enabled ?? true);
}
