import { readFileSync } from 'node:fs';
import { CommandError } from './command';
import { examplePrices } from '../cost/example-prices';
import { priceTableOf, UnreadablePrices, type PriceTable } from '../cost/price-table';
import type { Json } from '../vocabulary/json';
import { YamlPrinter } from '../vocabulary/yaml-printer';

/** The names of the tables that come along. */
export const exampleNames = Object.keys(examplePrices);

/**
 * The prices that `--prices` names: a table that comes along, or a file.
 *
 * @throws CommandError (exit code 2) naming file, line and field of everything that is wrong
 */
export function pricesOf(given: string): PriceTable {
  const example = Object.hasOwn(examplePrices, given) ? examplePrices[given] : undefined;
  if (example !== undefined) return example;
  try {
    return priceTableOf(readFileSync(given, 'utf8'), given);
  } catch (error) {
    if (error instanceof UnreadablePrices) {
      const lines = error.mistakes.map((mistake) => `  ${mistake}`);
      throw new CommandError(`the prices cannot be read:\n${lines.join('\n')}`, 2);
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(
      `the prices '${given}' cannot be read: ${reason}; give a file, or ${exampleNames.join(', ')}`,
      2,
    );
  }
}

/** A table that comes along, as a file to put one's own prices in. */
export function printedPrices(name: string): string {
  const example = Object.hasOwn(examplePrices, name) ? examplePrices[name] : undefined;
  if (example === undefined) {
    throw new CommandError(`there are no prices '${name}'; the tables are ${exampleNames.join(', ')}`, 2);
  }
  return `# cpu and memory: a core, a GiB for an hour; storage: a GiB for a month; loadBalancer: one for a month.
# nodes: each runs a pod of every DaemonSet. sidecar: the proxy's requests where no annotation says otherwise.
${new YamlPrinter().document(example as unknown as Json)}`;
}
