import type { GraphLayout } from './graph-layout';
import type { Topology } from './topology';
import type { Severity } from '../analysis/finding';
import type { JsonObject } from '../vocabulary/json';

/** All that a page shows, as plain data. */
export interface PageData {
  readonly environments: readonly EnvironmentReport[];
  /** What differs between environments; empty for a page about one. */
  readonly differences: readonly WorkloadDifference[];
}

/** One set of manifests. */
export interface EnvironmentReport {
  readonly name: string;
  readonly topology: Topology;
  readonly layout: GraphLayout;
  readonly findings: readonly ReportedFinding[];
  readonly cost: ReportedCost;
  /** The objects that the simulator asks for, without what it does not: no secret is among them. */
  readonly objects: readonly JsonObject[];
}

/** A finding, and the nodes that it is about. */
export interface ReportedFinding {
  readonly code: string;
  readonly severity: Severity;
  /** As `VirtualService shop/web`. */
  readonly object: string;
  readonly path: string;
  /** File and line, where they are known. */
  readonly place: string;
  readonly message: string;
  readonly remedy: string;
  readonly url: string;
  readonly nodes: readonly string[];
}

/** What an environment costs in a month. */
export interface ReportedCost {
  /** Which prices were taken. */
  readonly prices: string;
  readonly currency: string;
  readonly rows: readonly CostRow[];
  readonly total: CostRow;
  readonly notes: readonly string[];
}

/** A line of the cost table, each figure as people read it. */
export interface CostRow {
  /** The object. */
  readonly name: string;
  /** The node of the graph; null for what is none. */
  readonly node: string | null;
  readonly pods: string;
  readonly cpu: string;
  readonly memory: string;
  readonly storage: string;
  readonly monthly: string;
  /** The most that it costs, to draw and to sort by. */
  readonly most: number;
}

/** A workload over all environments. */
export interface WorkloadDifference {
  readonly workload: string;
  /** In the order of the environments; null where it does not exist. */
  readonly environments: readonly (WorkloadFacts | null)[];
  /** Whether any fact differs. */
  readonly differs: boolean;
}

/** What is compared of a workload. */
export interface WorkloadFacts {
  readonly node: string;
  readonly replicas: string;
  readonly findings: number;
  readonly monthly: string;
  readonly routes: number;
}
