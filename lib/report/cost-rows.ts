import type { CostRow, ReportedCost } from './page-data';
import type { CostReport } from '../cost/cost-report';
import { writtenReference } from '../cost/object-reference';
import { exactly, sumOf, times, type Range } from '../cost/range';
import { writtenBytes, writtenMoney, writtenNumber, writtenRange } from '../cost/written-amounts';

const NONE = '–';

/** A cost report as lines of a table: workloads, claims and load balancers, the dearest first. */
export function reportedCost(report: CostReport, nodes: ReadonlySet<string>): ReportedCost {
  const { prices, total } = report;
  const workloads = report.workloads.map(({ object, pods, cpu, memory, volumes, priced, monthly }) => ({
    ...named(writtenReference(object), nodes),
    pods: range(pods, writtenNumber),
    cpu: range(cpu, writtenNumber),
    memory: range(memory, writtenBytes),
    storage:
      volumes.length === 0
        ? NONE
        : range(sumOf(volumes.map(({ count, size }) => times(count, size))), writtenBytes),
    monthly: priced ? range(monthly.total, writtenMoney) : 'not priced',
    most: monthly.total.max,
  }));
  const claims = report.claims.map(({ object, size, monthly }) => ({
    ...named(writtenReference(object), nodes),
    ...noPods,
    storage: writtenBytes(size),
    monthly: range(monthly, writtenMoney),
    most: monthly.max,
  }));
  const loadBalancers = report.loadBalancers.map(({ object, monthly }) => ({
    ...named(`${writtenReference(object)} (load balancer)`, nodes),
    ...noPods,
    storage: NONE,
    monthly: range(exactly(monthly), writtenMoney),
    most: monthly,
  }));
  return {
    prices: `${prices.name}, ${prices.date}, ${prices.hoursPerMonth} hours a month`,
    currency: prices.currency,
    rows: [...workloads, ...claims, ...loadBalancers].sort(
      (one, other) => other.most - one.most || (one.name < other.name ? -1 : 1),
    ),
    total: {
      name: 'Sum',
      node: null,
      pods: range(total.pods, writtenNumber),
      cpu: range(total.cpu, writtenNumber),
      memory: range(total.memory, writtenBytes),
      storage: range(total.storage, writtenBytes),
      monthly: range(total.monthly.total, writtenMoney),
      most: total.monthly.total.max,
    },
    notes: report.notes,
  };
}

const noPods = { pods: NONE, cpu: NONE, memory: NONE } as const;

function named(name: string, nodes: ReadonlySet<string>): Pick<CostRow, 'name' | 'node'> {
  return { name, node: nodes.has(name) ? name : null };
}

/** `2–5`, with the dash that people read as "to". */
function range(amount: Range, write: (amount: number) => string): string {
  return writtenRange(amount, write).replace('..', '–');
}
