import type { ChartValue } from '../values/chart-value';
import type { ChartValues } from '../values/chart-values';
import type { AutoscalingOptions } from '../workloads/autoscaling';

/** Declares the bounds and targets of an autoscaler. */
export function declareAutoscaling(
  values: ChartValues,
  what: string,
): Required<Omit<AutoscalingOptions, 'queue' | 'extraMetrics'>> {
  const group = values.at('autoscaling', `Scales the ${what} by load; \`replicaCount\` is then not used`);
  return {
    enabled: group.boolean('enabled', { default: false, description: 'Scales by load' }),
    minReplicas: group.integer('minReplicas', {
      default: 2,
      minimum: 1,
      maximum: 1000,
      description: 'Pods that run at least',
    }),
    maxReplicas: group.integer('maxReplicas', {
      default: 10,
      minimum: 1,
      maximum: 1000,
      description: 'Pods that run at most',
    }),
    targetCpuPercent: group.integer('targetCPUUtilizationPercentage', {
      default: 80,
      minimum: 0,
      maximum: 1000,
      description: 'Percent of the requested CPU that pods use on average; 0 leaves CPU out',
    }),
    targetMemoryPercent: group.integer('targetMemoryUtilizationPercentage', {
      default: 0,
      minimum: 0,
      maximum: 1000,
      description: 'Percent of the requested memory that pods use on average; 0 leaves memory out',
    }),
  };
}

/** How the worker scales on what waits in its queue. */
export interface QueueScalingValues {
  readonly enabled: ChartValue<boolean>;
  readonly list: ChartValue<string>;
  readonly perPod: ChartValue<number>;
  readonly operatorNamespace: ChartValue<string>;
}

/** Declares the depth of the queue as what the worker scales on. */
export function declareQueueScaling(worker: ChartValues): QueueScalingValues {
  const group = worker
    .at('autoscaling')
    .at('queue', 'Scales on the depth of the queue, by KEDA, instead of CPU and memory');
  return {
    enabled: group.boolean('enabled', { default: false, description: 'Scales on the depth of the queue' }),
    list: group.string('list', {
      default: 'rq:queue:default',
      pattern: '^[A-Za-z0-9_.:/-]+$',
      description:
        'The list in Redis that holds the jobs; with Kafka, the topic and group of `kafka` are watched',
    }),
    perPod: group.integer('perPod', {
      default: 10,
      minimum: 1,
      maximum: 999_999,
      description: 'Jobs that wait per pod',
    }),
    operatorNamespace: group.string('operatorNamespace', {
      default: 'keda',
      pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$',
      description: 'Namespace of the KEDA operator, which must be let in to the queue',
    }),
  };
}
