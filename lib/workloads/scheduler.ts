import { DeploymentStrategy } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { demand } from '../values/constraint';
import { less } from '../values/conditions';
import { Workload } from './workload';
import type { WorkloadProps } from './workload-props';

/** Options of a scheduler: it runs once, so that there is no autoscaling. */
export type SchedulerProps = Omit<WorkloadProps, 'autoscaling'>;

/**
 * A producer of jobs on a schedule. It is a singleton: a second one would produce every job twice, so that it runs
 * once at most and is stopped before its successor starts (`Recreate`).
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/
 * @throws ConfigError `constraint-violated` when more than one replica is asked for
 *
 * @example
 * ```ts
 * new Scheduler(chart, 'reminders', {
 *   image: { repository: 'registry.example.com/shop', tag: '1.0.0' },
 *   args: ['scheduler'],
 * });
 * ```
 */
export class Scheduler extends Workload {
  constructor(scope: Construct, id: string, props: SchedulerProps) {
    super(scope, id, props, {
      container: 'scheduler',
      ports: [],
      lifecycle: {},
      versioned: false,
      singleton: true,
      strategy: DeploymentStrategy.recreate(),
    });
    demand(
      this,
      less(props.replicas ?? 1, 2),
      'replicas of a scheduler must be 0 or 1: a second producer would produce every job twice',
    );
  }
}
