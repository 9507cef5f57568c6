import { chosenWord } from './chosen-word';
import { CommandError, type Command } from './command';
import { readCommandLine } from './command-line';
import { costMarkdown } from './cost-markdown';
import { pricesOf, printedPrices } from './cost-prices';
import { costText } from './cost-text';
import { manifestInput } from './manifest-input';
import { costDifference, type CostDifference } from '../cost/cost-difference';
import type { CostReport } from '../cost/cost-report';
import { estimateCost } from '../cost/estimate';
import type { PriceTable } from '../cost/price-table';
import { Mesh } from '../mesh/mesh';
import { printableJson, printableLine } from '../vocabulary/printable';

const usage = `Usage: event-mesh cost PATH... [options]
       event-mesh cost --print-prices NAME

What manifests request, from the least to the most that their autoscalers allow, and what that costs in a month:
processors and memory of pods with their injected sidecars, volumes, load balancers.

A PATH is a file, a folder (all *.yaml, *.yml and *.json below it) or - for standard input.

      --prices PRICES      a table of prices: a file, or an example of list prices: aws, google, azure (default: aws)
      --print-prices NAME  print an example, as a file to put your own prices in
      --compare PATH       compare with these manifests, which are the old ones; may be given more than once
  -n, --namespace NAME     where objects live that name no namespace (default: default)
      --format FORMAT      text, json or markdown (default: text)
  -h, --help               print this

Pods of Jobs and CronJobs are listed and not priced, since no manifest says how long they run. Traffic, discounts and
the fee of the cluster are left out. The JSON names the objects that every figure comes from.

Exit code: 0; 2 for input that cannot be read, or a wrong option.
`;

const formats = {
  text: costText,
  json: (report: CostReport, difference?: CostDifference): string =>
    printableJson({ ...report, ...(difference === undefined ? {} : { difference }) }),
  markdown: costMarkdown,
};

/** `event-mesh cost`: what manifests request, and what that costs. */
export const cost: Command = {
  name: 'cost',
  summary: 'say what manifests request, and what that costs in a month',
  usage,

  run(args) {
    const { values, repeated, positionals } = readCommandLine(args, {
      prices: { value: true },
      'print-prices': { value: true },
      compare: { value: true },
      namespace: { value: true, short: 'n' },
      format: { value: true },
    });
    const printed = values.get('print-prices');
    if (printed !== undefined) {
      process.stdout.write(printedPrices(printed));
      return Promise.resolve(0);
    }
    if (positionals.length === 0) throw new CommandError('no PATH; name files, folders or -', 2);
    const format = formats[chosenWord('format', values, ['text', 'json', 'markdown'])];
    const table = pricesOf(values.get('prices') ?? 'aws');
    const namespace = values.get('namespace') ?? 'default';

    const report = reportOf(positionals, namespace, table);
    const compared = repeated.get('compare');
    const difference =
      compared === undefined ? undefined : costDifference(reportOf(compared, namespace, table), report);
    process.stdout.write(format(report, difference));
    return Promise.resolve(0);
  },
};

function reportOf(paths: readonly string[], namespace: string, table: PriceTable): CostReport {
  const { manifests, leftOut } = manifestInput(paths, namespace);
  for (const file of leftOut) {
    process.stderr.write(`event-mesh cost: left out ${printableLine(file)}: no Kubernetes object is in it\n`);
  }
  return estimateCost(new Mesh(manifests), table);
}
