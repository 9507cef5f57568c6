import type { Construct } from 'constructs';
import type { HorizontalPodAutoscaler, MetricSpec } from 'kubernetes-types/autoscaling/v2';
import { ScaledObject } from '@cdk8s/istio-imports/keda';
import type { Deferred } from '../values/chart-value';
import { demand } from '../values/constraint';
import { deferredObject, kindOf, type DeferredMetadata } from '../values/deferred-object';
import type { Tree } from '../values/expression';
import { includeWhen } from '../values/inclusion';
import { and, less, not, or } from '../values/conditions';
import { spreadList, when } from '../values/operators';

/** How a workload scales by load. */
export interface AutoscalingOptions {
  /** Scales the pods. @default true */
  readonly enabled?: Deferred<boolean>;
  /** The fewest pods. @default 1 */
  readonly minReplicas?: Deferred<number>;
  /** The most pods. */
  readonly maxReplicas: Deferred<number>;
  /** Percent of the requested CPU that pods should use on average; 0 leaves CPU out. @default 80 */
  readonly targetCpuPercent?: Deferred<number>;
  /** Percent of the requested memory that pods should use on average; 0 leaves memory out. @default 0 */
  readonly targetMemoryPercent?: Deferred<number>;
  /** Further metrics of the autoscaler. @default - none */
  readonly extraMetrics?: Deferred<MetricSpec[]>;
  /** Scales on the depth of a queue by KEDA instead. @default - on CPU and memory */
  readonly queue?: QueueScaling;
}

/** Scaling by KEDA on what waits in a queue. @see https://keda.sh/docs/latest/scalers/ */
export interface QueueScaling {
  /** Uses the queue's depth and not CPU and memory. @default true */
  readonly enabled?: Deferred<boolean>;
  /** KEDA's triggers, at least one of them there at a time. Who makes them makes their TriggerAuthentications too. */
  readonly triggers: readonly (Tree | undefined)[];
  /** Seconds between two looks at the queue. @default 30 */
  readonly pollingIntervalSeconds?: Deferred<number>;
}

/**
 * The autoscaler of a Deployment: a HorizontalPodAutoscaler, or a ScaledObject of KEDA (which makes one itself).
 *
 * @returns the condition under which an autoscaler owns `replicas`
 */
export function addAutoscaling(
  scope: Construct,
  metadata: DeferredMetadata & { readonly name: Deferred<string> },
  options: AutoscalingOptions,
): Deferred<boolean> {
  const { enabled = true, minReplicas = 1, maxReplicas, queue } = options;
  const onQueue = queue ? and(enabled, queue.enabled ?? true) : false;
  const onLoad = queue ? and(enabled, not(queue.enabled ?? true)) : enabled;
  const target = { apiVersion: 'apps/v1', kind: 'Deployment', name: metadata.name };
  const bounds = or(not(enabled), not(less(maxReplicas, minReplicas)));
  demand(
    scope,
    bounds,
    'autoscaling: minReplicas must not exceed maxReplicas; raise maxReplicas or lower minReplicas',
  );

  demand(
    scope,
    or(
      not(onLoad),
      options.targetCpuPercent ?? 80,
      options.targetMemoryPercent ?? 0,
      options.extraMetrics ?? [],
    ),
    'autoscaling needs a target: without any, Kubernetes goes by CPU; set the percentage of CPU or of memory',
  );

  if (onLoad !== false) {
    const autoscaler = deferredObject(AUTOSCALER, scope, 'Autoscaler', metadata, {
      spec: { scaleTargetRef: target, minReplicas, maxReplicas, metrics: metricsOf(options) as never },
    });
    includeWhen(autoscaler, onLoad);
  }
  if (queue && onQueue !== false) {
    const scaledObject = deferredObject(ScaledObject, scope, 'ScaledObject', metadata, {
      spec: {
        scaleTargetRef: target,
        minReplicaCount: minReplicas,
        maxReplicaCount: maxReplicas,
        pollingInterval: queue.pollingIntervalSeconds ?? 30,
        triggers: queue.triggers as never,
      },
    });
    includeWhen(scaledObject, onQueue);
  }
  return enabled;
}

function metricsOf({
  targetCpuPercent = 80,
  targetMemoryPercent = 0,
  extraMetrics,
}: AutoscalingOptions): Tree {
  const utilisation = (name: string, percent: Deferred<number>) =>
    when<Tree>(percent, {
      type: 'Resource',
      resource: { name, target: { type: 'Utilization', averageUtilization: percent } },
    });
  return [
    utilisation('cpu', targetCpuPercent),
    utilisation('memory', targetMemoryPercent),
    ...spreadList(extraMetrics),
  ];
}

const AUTOSCALER = kindOf<HorizontalPodAutoscaler>('autoscaling/v2', 'HorizontalPodAutoscaler');
