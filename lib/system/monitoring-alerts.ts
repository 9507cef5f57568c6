import type { Construct } from 'constructs';
import { ControlPlaneAlert } from '../observability/control-plane-alert';
import { goldenSignals } from '../observability/golden-signals';
import { JobAlert } from '../observability/job-alert';
import type { OperatorObjectProps } from '../observability/operator-object';
import { PodAlert } from '../observability/pod-alert';
import type { Pods } from '../observability/pod-metrics';
import { PrometheusRule } from '../observability/prometheus-rule';
import { QueueAlert } from '../observability/queue-alert';
import type { Queue } from '../observability/queue-metrics';
import { RequestAlert } from '../observability/request-alert';
import type { Requests } from '../observability/request-metrics';
import { ServiceLevelObjective } from '../observability/service-level-objective';
import type { Deferred } from '../values/chart-value';
import { includeWhen } from '../values/inclusion';
import { and } from '../values/conditions';
import type { MonitoringOptions } from './monitoring-values';
import type { SystemNames } from './names';

/** What alerts are about, and when it is there. */
export interface AlertSubjects {
  /** Requests to every service of the system. */
  readonly services: Requests;
  /** Requests to the HTTP API. */
  readonly api: Requests;
  readonly pods: Pods;
  readonly keys: Queue;
  readonly when: {
    readonly apiIsThere: Deferred<boolean>;
    readonly mesh: Deferred<boolean>;
    /** Somebody counts the jobs in the queue. */
    readonly counted: Deferred<boolean>;
  };
}

/** Adds the rules of a system: one object for what holds now, one for what is recorded and promised. */
export function addAlerts(
  scope: Construct,
  names: SystemNames,
  metadata: OperatorObjectProps,
  { alerts, controlPlane, objectives, queue }: MonitoringOptions,
  { services, api, pods, keys, when }: AlertSubjects,
): void {
  const { mesh, counted } = when;
  const lasting = { for: alerts.serviceMinutes };
  const saturated = { for: alerts.saturationMinutes };
  new PrometheusRule(scope, 'alerts', {
    ...metadata,
    name: names.part('alerts'),
    groups: [
      {
        name: 'services',
        rules: [
          RequestAlert.errorRateAbove(alerts.errorRatePercent, { of: services, when: mesh, ...lasting }),
          RequestAlert.p95Above(alerts.latencyMilliseconds, { of: services, when: mesh, ...lasting }),
          PodAlert.notAvailable({ of: pods, ...lasting }),
          PodAlert.storeNotReady({ of: pods, ...lasting }),
        ],
      },
      {
        name: 'saturation',
        rules: [
          PodAlert.cpuAbove(alerts.cpuPercent, { of: pods, ...saturated }),
          PodAlert.memoryAbove(alerts.memoryPercent, { of: pods, ...saturated }),
        ],
      },
      {
        name: 'jobs',
        rules: [
          JobAlert.failed({ of: pods }),
          QueueAlert.deeperThan(queue.depth, { of: keys, when: counted, ...saturated }),
          QueueAlert.failedJobsAbove(queue.failedJobs, { of: keys, when: counted }),
        ],
      },
    ],
  });
  const istiod = new PrometheusRule(scope, 'control-plane', {
    ...metadata,
    name: names.part('control-plane'),
    groups: [
      {
        name: 'control-plane',
        rules: [ControlPlaneAlert.rejectedConfiguration(), ControlPlaneAlert.missingEndpoints()],
      },
    ],
  });
  includeWhen(istiod, and(mesh, controlPlane));

  const signals = new PrometheusRule(scope, 'golden-signals', {
    ...metadata,
    name: names.part('golden-signals'),
    groups: [{ name: 'golden-signals', rules: goldenSignals({ requests: services, pods }) }],
  });
  includeWhen(signals, mesh);

  const objective = (name: string, percent: Deferred<number>) => ({ name, of: api, percent });
  const promised = new PrometheusRule(scope, 'objectives', {
    ...metadata,
    name: names.part('objectives'),
    groups: [
      {
        name: 'availability',
        rules: ServiceLevelObjective.availability(
          objective('http-api-availability', objectives.availabilityPercent),
        ).rules,
      },
      {
        name: 'latency',
        rules: ServiceLevelObjective.latency(1000, objective('http-api-latency', objectives.latencyPercent))
          .rules,
      },
    ],
  });
  includeWhen(promised, and(mesh, when.apiIsThere));
}
