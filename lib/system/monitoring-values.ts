import type { ImageOptions } from '../pods/pod-options';
import type { Deferred } from '../values/chart-value';
import type { ChartValues } from '../values/chart-values';

/** When somebody is told. */
export interface AlertThresholds {
  /** Percent of a service's requests that end with 5xx. */
  readonly errorRatePercent: Deferred<number>;
  /** Milliseconds that one in twenty requests takes longer than. */
  readonly latencyMilliseconds: Deferred<number>;
  /** Percent of a container's limit. */
  readonly cpuPercent: Deferred<number>;
  /** Percent of a container's limit. */
  readonly memoryPercent: Deferred<number>;
  /** Minutes for which requests, or pods in service, must be so. */
  readonly serviceMinutes: Deferred<number>;
  /** Minutes for which CPU, memory or the queue must be so. */
  readonly saturationMinutes: Deferred<number>;
}

/** How the system is watched: by the Prometheus operator and Grafana. */
export interface MonitoringOptions {
  /** Watches the system. @default true */
  readonly enabled?: Deferred<boolean>;
  /** Labels by which Prometheus finds the objects. */
  readonly labels: Deferred<Record<string, string>>;
  /** Emits dashboards, in ConfigMaps that Grafana's sidecar finds. */
  readonly dashboards: Deferred<boolean>;
  /** Alerts on istiod, which is the whole mesh's. */
  readonly controlPlane: Deferred<boolean>;
  /** When somebody is told. */
  readonly alerts: AlertThresholds;
  /** Percent of the requests to the HTTP API that do not fail, and that take less than a second. */
  readonly objectives: {
    /** Percent of the requests that do not end with 5xx. */
    readonly availabilityPercent: Deferred<number>;
    /** Percent of the requests that are answered within a second. */
    readonly latencyPercent: Deferred<number>;
  };
  /** An exporter that counts the jobs in Redis. */
  readonly queue: {
    /** Runs the exporter. */
    readonly enabled: Deferred<boolean>;
    /** Image of the exporter. */
    readonly image: ImageOptions;
    /** Key of the list that holds the jobs. */
    readonly list: Deferred<string>;
    /** Key of the set that holds those that failed. */
    readonly failedSet: Deferred<string>;
    /** Jobs that may wait. */
    readonly depth: Deferred<number>;
    /** Jobs that may fail in 15 minutes. */
    readonly failedJobs: Deferred<number>;
  };
}

/** A key of Redis that can stand in a query and in the exporter's list of keys. */
const REDIS_KEY = '^[A-Za-z0-9_.:/-]+$';

/** Declares `monitoring.*`, but for the namespace of Prometheus; `list` is the queue's. */
export function declareMonitoring(values: ChartValues, list: Deferred<string>): MonitoringOptions {
  const group = values.at('monitoring');
  return {
    enabled: group.boolean('enabled', {
      default: false,
      description:
        "Watches the system: scraping, alerts and dashboards; takes the Prometheus operator's definitions",
    }),
    labels: group.map<string>('labels', {
      default: { release: 'kube-prometheus-stack' },
      values: { type: 'string' },
      reservedKeys: [
        'app.kubernetes.io/name',
        'app.kubernetes.io/instance',
        'app.kubernetes.io/version',
        'app.kubernetes.io/component',
        'app.kubernetes.io/managed-by',
        'helm.sh/chart',
        'grafana_dashboard',
      ],
      description:
        'Labels by which Prometheus finds its objects: by default those that kube-prometheus-stack asks for',
    }),
    dashboards: group.at('dashboards', "Grafana's dashboards, as ConfigMaps").boolean('enabled', {
      default: true,
      description: 'Gives Grafana dashboards',
    }),
    controlPlane: group.at('controlPlane', 'istiod').boolean('enabled', {
      default: true,
      description: 'Alerts on istiod; one release per mesh is enough',
    }),
    alerts: declareThresholds(group.at('alerts', 'When somebody is told')),
    objectives: declareObjectives(group.at('objectives', 'What is promised of the HTTP API over 30 days')),
    queue: declareQueue(group.at('queue', 'Counts the jobs in Redis, by an exporter'), list),
  };
}

function declareThresholds(group: ChartValues): AlertThresholds {
  const percent = (key: string, value: number, description: string) =>
    group.integer(key, { default: value, minimum: 1, maximum: 100, description });
  const minutes = (key: string, value: number, description: string) =>
    group.integer(key, { default: value, minimum: 1, maximum: 1440, description });
  return {
    errorRatePercent: percent('errorRatePercent', 5, "Percent of a service's requests that end with 5xx"),
    latencyMilliseconds: group.integer('latencyMilliseconds', {
      default: 1000,
      minimum: 1,
      maximum: 60_000,
      description: 'Milliseconds that 5 % of the requests to a service take longer than',
    }),
    cpuPercent: percent('cpuPercent', 80, 'Percent of its CPU limit that a container uses'),
    memoryPercent: percent('memoryPercent', 80, 'Percent of its memory limit that a container holds'),
    serviceMinutes: minutes(
      'serviceMinutes',
      5,
      'Minutes for which errors, latency or missing pods must last',
    ),
    saturationMinutes: minutes(
      'saturationMinutes',
      10,
      'Minutes for which CPU, memory or the depth of the queue must last',
    ),
  };
}

function declareObjectives(group: ChartValues): MonitoringOptions['objectives'] {
  const percent = (key: string, value: number, description: string) =>
    group.number(key, { default: value, minimum: 50, maximum: 99.999, description });
  return {
    availabilityPercent: percent(
      'availabilityPercent',
      99.9,
      'Percent of its requests that do not end with 5xx',
    ),
    latencyPercent: percent(
      'latencyPercent',
      99,
      'Percent of its requests that are answered within a second',
    ),
  };
}

function declareQueue(group: ChartValues, list: Deferred<string>): MonitoringOptions['queue'] {
  const image = group.at('image', 'Image of the exporter');
  const jobs = (key: string, value: number, description: string) =>
    group.integer(key, { default: value, minimum: 0, maximum: 999_999, description });
  return {
    enabled: group.boolean('enabled', {
      default: false,
      description: 'Runs the exporter; counts the list of `worker.autoscaling.queue.list`',
    }),
    image: {
      repository: image.string('repository', {
        default: 'docker.io/oliver006/redis_exporter',
        pattern: '^[a-z0-9]([a-z0-9._:/-]*[a-z0-9])?$',
        description: 'Repository',
      }),
      tag: image.string('tag', {
        default: 'v1.67.0',
        pattern: '^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$',
        description: 'Tag',
      }),
    },
    list,
    failedSet: group.string('failedSet', {
      default: 'rq:failed:default',
      pattern: REDIS_KEY,
      description: 'Sorted set of the jobs that failed',
    }),
    depth: jobs('depth', 100, 'Jobs that may wait'),
    failedJobs: jobs('failedJobs', 5, 'Jobs that may fail in 15 minutes'),
  };
}
