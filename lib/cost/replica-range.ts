import { referenceTo, type ObjectReference } from './object-reference';
import { exactly, type Range } from './range';
import type { Manifest } from '../mesh/manifest';
import type { Mesh } from '../mesh/mesh';
import type { Workload } from '../mesh/workloads';
import { numberOf, objectOf, textOf } from '../vocabulary/json-fields';

/** How many pods a workload has, and which object says so. */
export interface Replicas {
  readonly pods: Range;
  /** The autoscaler, else the workload itself. */
  readonly from: ObjectReference;
}

/** Between which numbers of pods each kind of autoscaler moves, and its defaults. */
const AUTOSCALERS = {
  'autoscaling/HorizontalPodAutoscaler': { min: 'minReplicas', max: 'maxReplicas', least: 1, most: 1 },
  'keda.sh/ScaledObject': { min: 'minReplicaCount', max: 'maxReplicaCount', least: 0, most: 100 },
} as const;

type AutoscalerType = keyof typeof AUTOSCALERS;

/**
 * The pods of a workload: as many as its autoscaler allows, one on each node for a DaemonSet, else `replicas`. A
 * workload of 0 replicas stays at 0, since the HorizontalPodAutoscaler leaves it alone.
 */
export function replicasOf(mesh: Mesh, workload: Workload, nodes: number): Replicas {
  const { manifest } = workload;
  const own = (pods: Range): Replicas => ({ pods, from: referenceTo(manifest) });
  const { kind, spec } = manifest;
  if (kind === 'DaemonSet') return own(exactly(nodes));
  if (kind === 'Pod') return own(exactly(1));
  if (kind === 'Job') return own({ min: 0, max: count(spec['parallelism']) ?? 1 });
  if (kind === 'CronJob') {
    const job = objectOf(objectOf(spec['jobTemplate'])['spec']);
    return own({ min: 0, max: count(job['parallelism']) ?? 1 });
  }
  const replicas = count(spec['replicas']);
  const autoscaler = autoscalerOf(mesh, manifest);
  if (autoscaler === undefined || (replicas === 0 && !autoscaler.type.startsWith('keda'))) {
    return own(exactly(replicas ?? 1));
  }
  const fields = AUTOSCALERS[autoscaler.type as AutoscalerType];
  const min =
    count(autoscaler.spec['idleReplicaCount']) ?? count(autoscaler.spec[fields.min]) ?? fields.least;
  const max = count(autoscaler.spec[fields.max]) ?? fields.most;
  return { pods: { min, max: Math.max(min, max) }, from: referenceTo(autoscaler) };
}

function autoscalerOf(mesh: Mesh, target: Manifest): Manifest | undefined {
  return (Object.keys(AUTOSCALERS) as AutoscalerType[])
    .flatMap((type) => mesh.of(type))
    .find(({ namespace, spec }) => {
      const ref = objectOf(spec['scaleTargetRef']);
      return (
        namespace === target.namespace &&
        textOf(ref['name']) === target.name &&
        (textOf(ref['kind']) ?? 'Deployment') === target.kind
      );
    });
}

/** The API server keeps counts in 32 bits, and refuses what does not fit. */
const MOST = 2 ** 31 - 1;

function count(value: unknown): number | undefined {
  const number = numberOf(value);
  return number === undefined || number < 0 || number > MOST ? undefined : Math.floor(number);
}
