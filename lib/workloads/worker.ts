import type { Construct } from 'constructs';
import { Workload } from './workload';
import type { WorkloadProps } from './workload-props';

/** Options of a worker. */
export interface WorkerProps extends WorkloadProps {
  /** Seconds that a job in progress has to end after SIGTERM. @default 60 */
  readonly terminationGracePeriodSeconds?: number;
}

/**
 * A consumer of a queue: a Deployment that listens on nothing and that nobody calls. It scales on CPU, or on the
 * depth of its queue.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/
 *
 * @example
 * ```ts
 * const image = { repository: 'registry.example.com/shop', tag: '1.0.0' };
 * const worker = new Worker(chart, 'mailer', {
 *   image,
 *   args: ['mailer'],
 *   autoscaling: { minReplicas: 1, maxReplicas: 5 },
 * });
 * worker.calls(new EventBackend(chart, 'orders', { image }));
 * ```
 */
export class Worker extends Workload {
  constructor(scope: Construct, id: string, props: WorkerProps) {
    super(scope, id, props, {
      container: 'worker',
      ports: [],
      lifecycle: {},
      versioned: false,
      singleton: false,
      terminationGracePeriodSeconds: props.terminationGracePeriodSeconds ?? 60,
    });
  }
}
