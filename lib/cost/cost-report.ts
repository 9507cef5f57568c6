import type { ObjectReference } from './object-reference';
import type { PodResources } from './pod-resources';
import type { PriceTable } from './price-table';
import type { Range } from './range';
import type { Volume } from './volumes';

/** What manifests request, and what that costs in a month. Every figure is the sum of lines that name their object. */
export interface CostReport {
  readonly prices: PriceTable;
  readonly workloads: readonly WorkloadCost[];
  /** Claims that no workload brings along. */
  readonly claims: readonly VolumeCost[];
  readonly loadBalancers: readonly LoadBalancerCost[];
  readonly total: CostTotal;
  /** What was read otherwise than it was written, or not at all. */
  readonly notes: readonly string[];
}

/** One workload. */
export interface WorkloadCost {
  readonly object: ObjectReference;
  readonly pods: Range;
  /** The object that says how many pods there are. */
  readonly podsFrom: ObjectReference;
  readonly pod: Omit<PodResources, 'unreadable'>;
  /** Cores of all pods. */
  readonly cpu: Range;
  /** Bytes of all pods. */
  readonly memory: Range;
  readonly volumes: readonly VolumeCost[];
  /** The claims of `claims` that its pods mount. */
  readonly mounts: readonly string[];
  /** False for Jobs and CronJobs: no manifest says how long they run, so that their pods are shown and not priced. */
  readonly priced: boolean;
  readonly monthly: MonthlyCost;
}

/** A volume and its price. */
export interface VolumeCost extends Omit<Volume, 'unreadable'> {
  readonly monthly: Range;
}

/** A load balancer and its price. */
export interface LoadBalancerCost {
  readonly object: ObjectReference;
  readonly monthly: number;
}

/** The price of a month, in the currency of the prices. */
export interface MonthlyCost {
  readonly cpu: Range;
  readonly memory: Range;
  readonly storage: Range;
  readonly total: Range;
}

/** The sums, without pods of Jobs and CronJobs. */
export interface CostTotal {
  readonly pods: Range;
  readonly cpu: Range;
  readonly memory: Range;
  /** The part of pods, `cpu` and `memory` that are injected proxies. */
  readonly sidecars: { readonly count: Range; readonly cpu: Range; readonly memory: Range };
  /** Bytes of all volumes. */
  readonly storage: Range;
  readonly loadBalancers: number;
  readonly monthly: MonthlyCost & { readonly loadBalancers: Range };
}
