import type { CostReport, WorkloadCost } from './cost-report';
import type { ObjectReference } from './object-reference';
import { exactly, type Range } from './range';

/** What two sets of manifests cost in a month, and what makes the difference. */
export interface CostDifference {
  readonly currency: string;
  readonly old: Range;
  readonly new: Range;
  /** What differs, in the order of the new manifests, removed ones last. */
  readonly lines: readonly CostDifferenceLine[];
}

/** A workload, claim or load balancer whose price differs; 0 where it is absent. */
export interface CostDifferenceLine {
  readonly object: ObjectReference;
  readonly old: Range;
  readonly new: Range;
}

/** Compares what two sets of manifests cost, object by object. */
export function costDifference(old: CostReport, changed: CostReport): CostDifference {
  const before = linesOf(old);
  const after = linesOf(changed);
  const lines = [...new Set([...after.keys(), ...before.keys()])].flatMap((key): CostDifferenceLine[] => {
    const [from, to] = [before.get(key), after.get(key)];
    const object = to?.object ?? from?.object;
    const line = { old: from?.monthly ?? exactly(0), new: to?.monthly ?? exactly(0) };
    return object === undefined || isSame(line.old, line.new) ? [] : [{ object, ...line }];
  });
  return {
    currency: changed.prices.currency,
    old: old.total.monthly.total,
    new: changed.total.monthly.total,
    lines,
  };
}

interface Line {
  readonly object: ObjectReference;
  readonly monthly: Range;
}

function linesOf({ workloads, claims, loadBalancers }: CostReport): ReadonlyMap<string, Line> {
  const lines: readonly Line[] = [
    ...workloads.map(({ object, monthly }: WorkloadCost) => ({ object, monthly: monthly.total })),
    ...claims,
    ...loadBalancers.map(({ object, monthly }) => ({ object, monthly: exactly(monthly) })),
  ];
  return new Map(
    lines.map((line) => [`${line.object.kind}\n${line.object.namespace}\n${line.object.name}`, line]),
  );
}

function isSame(a: Range, b: Range): boolean {
  return a.min === b.min && a.max === b.max;
}
