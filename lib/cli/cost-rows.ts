import type { CostReport, WorkloadCost } from '../cost/cost-report';
import type { CostDifference } from '../cost/cost-difference';
import { writtenReference } from '../cost/object-reference';
import { exactly, sumOf, times, type Range } from '../cost/range';
import { writtenBytes, writtenMoney, writtenNumber, writtenRange } from '../cost/written-amounts';

/** A table for people. The first cell of a row is what manifests say, the others are figures. */
export interface CostTable {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** The sums; none where there is nothing to add up. */
  readonly total?: readonly string[];
}

/** The line that says which prices were taken. */
export function pricesLine({ prices }: CostReport): string {
  const { name, date, source, currency, hoursPerMonth, nodes } = prices;
  return `Prices: ${name}; ${date}; ${source}; ${currency}; ${hoursPerMonth} hours a month; ${nodes} nodes`;
}

/** The tables of a report: workloads, claims, load balancers, and the sums. */
export function costTables(report: CostReport): readonly CostTable[] {
  const { workloads, claims, loadBalancers, total, prices } = report;
  const month = `${prices.currency} a month`;
  const { sidecars, monthly } = total;
  return [
    {
      title: 'Workloads',
      head: ['workload', 'pods', 'cores', 'memory', 'storage', month],
      rows: workloads.map(workloadRow),
      total: [
        'sum',
        writtenRange(total.pods),
        writtenRange(total.cpu),
        writtenRange(total.memory, writtenBytes),
        writtenRange(storageOf(workloads.flatMap(({ volumes }) => volumes)), writtenBytes),
        money(sumOf(workloads.map((workload) => workload.monthly.total))),
      ],
    },
    {
      title: 'Claims',
      head: ['claim', 'storage', 'class', month],
      rows: claims.map(({ object, size, storageClass, monthly: price }) => [
        writtenReference(object),
        writtenBytes(size),
        storageClass === '' ? '(default)' : storageClass,
        money(price),
      ]),
    },
    {
      title: 'Load balancers',
      head: ['object', month],
      rows: loadBalancers.map(({ object, monthly: price }) => [
        writtenReference(object),
        writtenMoney(price),
      ]),
    },
    {
      title: 'Total',
      head: ['what', 'amount', month],
      rows: [
        ['processors', `${writtenRange(total.cpu)} cores`, money(monthly.cpu)],
        ['memory', writtenRange(total.memory, writtenBytes), money(monthly.memory)],
        [
          'of these, sidecars',
          `${writtenRange(sidecars.count)} proxies, ${writtenRange(sidecars.cpu)} cores, ${writtenRange(sidecars.memory, writtenBytes)}`,
          '',
        ],
        ['storage', writtenRange(total.storage, writtenBytes), money(monthly.storage)],
        ['load balancers', String(total.loadBalancers), money(monthly.loadBalancers)],
      ],
      total: ['sum', '', money(monthly.total)],
    },
  ];
}

/** The table of a difference: what it costs less or more. */
export function differenceTable({ currency, lines, old, new: changed }: CostDifference): CostTable {
  return {
    title: `Difference, ${currency} a month`,
    head: ['object', 'old', 'new', 'change'],
    rows: lines.map((line) => [
      writtenReference(line.object),
      money(line.old),
      money(line.new),
      change(line.old, line.new),
    ]),
    total: ['sum', money(old), money(changed), change(old, changed)],
  };
}

/** `+3.50`, or from the least to the most that it changes. */
export function change(old: Range, changed: Range): string {
  const signed = (amount: number): string => (amount >= 0 ? '+' : '') + writtenMoney(amount + 0);
  const [from, to] = [signed(changed.min - old.min), signed(changed.max - old.max)];
  return from === to ? from : `${from}..${to}`;
}

function workloadRow({
  object,
  pods,
  cpu,
  memory,
  volumes,
  priced,
  monthly,
}: WorkloadCost): readonly string[] {
  const name = writtenReference(object);
  return [
    priced ? name : `${name} (its pods not priced)`,
    writtenRange(pods, writtenNumber),
    writtenRange(cpu),
    writtenRange(memory, writtenBytes),
    volumes.length === 0 ? '-' : writtenRange(storageOf(volumes), writtenBytes),
    money(monthly.total),
  ];
}

function storageOf(volumes: WorkloadCost['volumes']): Range {
  return sumOf([exactly(0), ...volumes.map(({ count, size }) => times(count, size))]);
}

function money(range: Range): string {
  return writtenRange(range, writtenMoney);
}
