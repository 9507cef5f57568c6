import type { Deferred } from '../values/chart-value';
import { format } from '../values/operators';
import { LabelMatcher, series } from './label-matcher';

/** The kinds that keep pods running, as kube-state-metrics counts their replicas. */
const REPLICAS = {
  deployment: ['kube_deployment_spec_replicas', 'kube_deployment_status_replicas_available'],
  statefulset: ['kube_statefulset_replicas', 'kube_statefulset_status_replicas_ready'],
} as const;

/** A kind of workload that keeps pods running. */
export type WorkloadKind = keyof typeof REPLICAS;

/**
 * Pods, and the workloads that they belong to, as kube-state-metrics and the kubelets' cAdvisor count them.
 *
 * @see https://github.com/kubernetes/kube-state-metrics/tree/main/docs/metrics
 */
export class Pods {
  /** Every pod of a namespace. */
  static inNamespace(namespace: Deferred<string>): Pods {
    return new Pods(namespace, undefined);
  }

  /** The pods of the workloads whose names a regular expression (RE2) fits, such as `shop-(orders|carts)`. */
  static ofWorkloads(namespace: Deferred<string>, names: Deferred<string>): Pods {
    return new Pods(namespace, names);
  }

  private constructor(
    private readonly namespace: Deferred<string>,
    private readonly workloads: Deferred<string> | undefined,
  ) {}

  /** Workloads that have fewer pods in service than they ask for: how many. */
  missing(kind: WorkloadKind): Deferred<string> {
    const [wanted, available] = REPLICAS[kind];
    const workloads = this.named(kind, '');
    return format`${series(wanted, workloads)} - ${series(available, workloads)} > 0`;
  }

  /** The share of workloads' wanted pods that are in service, from 0 to 1. */
  availability(kind: WorkloadKind): Deferred<string> {
    const [wanted, available] = REPLICAS[kind];
    const workloads = this.named(kind, '');
    return format`${series(available, workloads)} / (${series(wanted, workloads)} > 0)`;
  }

  /** CPUs that a container uses, by pod and container. */
  cpu(window: Deferred<string>): Deferred<string> {
    return format`${BY_CONTAINER} (rate(${this.containers('container_cpu_usage_seconds_total')}[${window}]))`;
  }

  /** The share of its CPU limit that a container uses; nothing where it has none. */
  cpuRatio(window: Deferred<string>): Deferred<string> {
    return format`${this.cpu(window)} / (${this.limits('cpu')} > 0)`;
  }

  /** Bytes of memory that a container cannot give back, by pod and container. */
  memory(): Deferred<string> {
    return format`${BY_CONTAINER} (${this.containers('container_memory_working_set_bytes')})`;
  }

  /** The share of its memory limit, above which it is killed, that a container holds; nothing where it has none. */
  memoryRatio(): Deferred<string> {
    return format`${this.memory()} / (${this.limits('memory')} > 0)`;
  }

  /** Starts of containers after the first, in a span of time. */
  restarts(window: Deferred<string>): Deferred<string> {
    const metric = 'kube_pod_container_status_restarts_total';
    return format`${BY_CONTAINER} (increase(${series(metric, this.pods())}[${window}]))`;
  }

  /** Jobs with a pod that failed for good: 1 each. */
  failedJobs(): Deferred<string> {
    const failed = series('kube_job_failed', [
      LabelMatcher.is('condition', 'true'),
      ...this.named('job_name', '(-.*)?'),
    ]);
    return format`max by (namespace, job_name) (${failed}) > 0`;
  }

  /** Limits by kube-state-metrics: installations often drop those that cAdvisor knows. */
  private limits(resource: 'cpu' | 'memory'): Deferred<string> {
    const metric = 'kube_pod_container_resource_limits';
    return format`${BY_CONTAINER} (${series(metric, [...this.pods(), LabelMatcher.is('resource', resource)])})`;
  }

  /** cAdvisor's series without a container are the sums over pods, and `POD` is the one that holds the network. */
  private containers(metric: string): Deferred<string> {
    const real = [LabelMatcher.isNot('container', ''), LabelMatcher.isNot('container', 'POD')];
    return series(metric, [...this.pods(), ...real]);
  }

  private pods(): LabelMatcher[] {
    return this.named('pod', '-.*');
  }

  /** Kubernetes names pods and Jobs by their workload, with something of their own behind it. */
  private named(label: string, ending: string): LabelMatcher[] {
    const namespace = LabelMatcher.is('namespace', this.namespace);
    if (this.workloads === undefined) return [namespace];
    return [namespace, LabelMatcher.fits(label, format`(${this.workloads})${ending}`)];
  }
}

const BY_CONTAINER = 'sum by (namespace, pod, container)';
