import { setTimeout as sleep } from 'node:timers/promises';

import { kubectl } from './kubectl';
import { title, type Manifest } from './manifests';

/** The fields that the kinds below report their progress by. */
interface Workload extends Manifest {
  readonly spec: { readonly replicas?: number; readonly minReplicas?: number };
  readonly status?: {
    readonly observedGeneration?: number;
    readonly replicas?: number;
    readonly readyReplicas?: number;
    readonly updatedReplicas?: number;
    readonly currentReplicas?: number;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
}

const kinds = 'deployments,statefulsets,jobs,horizontalpodautoscalers';

/** What a workload still lacks, or nothing when it is as its spec wants it. */
const lack = ({ kind, metadata, spec, status = {} }: Workload): string | undefined => {
  if (kind === 'Job') {
    const complete = status.conditions?.some(
      ({ type, status: holds }) => type === 'Complete' && holds === 'True',
    );
    return complete === true ? undefined : 'is not complete';
  }
  if (kind === 'HorizontalPodAutoscaler') {
    const { currentReplicas = 0 } = status;
    const { minReplicas = 1 } = spec;
    return currentReplicas >= minReplicas
      ? undefined
      : `sees ${currentReplicas} of at least ${minReplicas} replicas`;
  }
  if (status.observedGeneration !== metadata.generation) return 'has not been looked at by its controller';
  const { replicas = 1 } = spec;
  const counts = [status.replicas, status.updatedReplicas, status.readyReplicas].map((count = 0) => count);
  if (counts.every((count) => count === replicas)) return undefined;
  return `has ${counts.join(' replicas, ')} updated, expected ${replicas}`;
};

const describeLacks = async (namespace: string): Promise<string[]> => {
  const { stdout } = await kubectl(['get', kinds, '-n', namespace, '-o', 'json']);
  const { items } = JSON.parse(stdout) as { items: Workload[] };
  return items.flatMap((workload) => {
    const missing = lack(workload);
    return missing === undefined ? [] : [`${title(workload)} ${missing}`];
  });
};

/**
 * Waits until every workload of a namespace has all its replicas, updated and ready, and every job is complete.
 *
 * @throws with what is missing and the namespace's warnings, when that is not so after `seconds`
 */
export const waitForRollout = async (namespace: string, seconds = 60): Promise<void> => {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const lacks = await describeLacks(namespace);
    if (lacks.length === 0) return;
    if (Date.now() > deadline) {
      const warnings = await warningEvents(namespace);
      throw new Error([`not rolled out after ${seconds} s:`, ...lacks, 'warnings:', ...warnings].join('\n'));
    }
    await sleep(500);
  }
};

interface Event {
  readonly reason: string;
  readonly message: string;
  readonly involvedObject: { readonly kind: string; readonly name: string };
}

/** Warnings that tell of these tests, not of the manifests. */
const reasonsOfTheTests = [
  // The simulated cluster has no metrics server, so that an autoscaler can do no more than keep its minimum.
  'FailedGetResourceMetric',
  'FailedComputeMetricsReplicas',
  // A CronJob's task was started at once by `kubectl create job --from`.
  'UnexpectedJob',
  // The API server's repair loop looked at a Service before its address was recorded.
  'ClusterIPNotAllocated',
];

/** Two controllers wrote one object at the same time; the later one tries again. */
const CONFLICT =
  /the object has been modified; please apply your changes to the latest version and try again/;

/** What controllers and scheduler warned of in a namespace, such as Pods that were not admitted. */
export const warningEvents = async (namespace: string): Promise<string[]> => {
  const { stdout } = await kubectl([
    'get',
    'events',
    '-n',
    namespace,
    '--field-selector=type=Warning',
    '-o',
    'json',
  ]);
  const { items } = JSON.parse(stdout) as { items: Event[] };
  return items
    .filter(({ reason, message }) => !reasonsOfTheTests.includes(reason) && !CONFLICT.test(message))
    .map(({ reason, message, involvedObject: { kind, name } }) => `${kind} ${name}: ${reason}: ${message}`);
};
