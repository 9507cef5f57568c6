import { YAMLException } from 'js-yaml';
import { quantityOf } from './quantity';
import type { PathSegment } from '../vocabulary/field-path';
import { SourceDocument } from '../mesh/source-document';
import { isJsonObject, type Json, type JsonObject } from '../vocabulary/json';
import { nearestName } from '../vocabulary/nearest-name';
import { readYaml, yamlMistake } from '../vocabulary/read-yaml';
import { withoutSecrets } from '../vocabulary/secret-name';

/** What things cost, and what the manifests do not say. */
export interface PriceTable {
  /** What the prices are of, such as a provider, its service and its region. */
  readonly name: string;
  /** The day of the prices, such as `2026-03-01`. */
  readonly date: string;
  /** Where they were found. */
  readonly source: string;
  /** Such as `USD`. */
  readonly currency: string;
  /** 730 is a twelfth of a year; some count 30 days, which are 720. */
  readonly hoursPerMonth: number;
  /** How many nodes there are: each runs one pod of a DaemonSet. */
  readonly nodes: number;
  readonly prices: Prices;
  /** The requests of an injected proxy whose pod states none. */
  readonly sidecar: { readonly cpu: string; readonly memory: string };
}

/** Prices of what is requested, in the currency of their table. */
export interface Prices {
  /** Of a core for an hour. */
  readonly cpu: number;
  /** Of a GiB of memory for an hour. */
  readonly memory: number;
  /** Of a GiB of a volume for a month, in a storage class that `storageClasses` does not name. */
  readonly storage: number;
  /** Of a GiB of a volume for a month, by the name of the storage class. */
  readonly storageClasses: Readonly<Record<string, number>>;
  /** Of a load balancer for a month, without its traffic. */
  readonly loadBalancer: number;
}

/** Why a price table could not be read; each mistake with its place. */
export class UnreadablePrices extends Error {
  override readonly name = 'UnreadablePrices';

  constructor(readonly mistakes: readonly string[]) {
    super(mistakes.join('\n'));
  }
}

/**
 * Reads a price table of YAML. `nodes` (1), `hoursPerMonth` (730), `sidecar` (10m, 40Mi) and `storageClasses` may be
 * left out.
 *
 * @param file what the text is called in errors
 * @throws UnreadablePrices naming file, line and field of everything that is wrong
 */
export function priceTableOf(text: string, file: string): PriceTable {
  let found: unknown;
  try {
    found = readYaml(text);
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    throw new UnreadablePrices([yamlMistake(error, file)]);
  }
  if (!isJsonObject(found)) throw new UnreadablePrices([`${file}:1: found no map, expected prices`]);
  const reader = new TableReader(new SourceDocument(file, text, 1));
  const table = reader.table(found);
  if (reader.mistakes.length > 0) throw new UnreadablePrices(reader.mistakes);
  return table;
}

class TableReader {
  readonly mistakes: string[] = [];

  constructor(private readonly source: SourceDocument) {}

  table(found: JsonObject): PriceTable {
    const keys = ['name', 'date', 'source', 'currency', 'hoursPerMonth', 'nodes', 'prices', 'sidecar'];
    const table = this.#map(found, [], keys);
    const keysOfPrices = ['cpu', 'memory', 'storage', 'storageClasses', 'loadBalancer'];
    const prices = this.#map(table['prices'], ['prices'], keysOfPrices);
    const sidecar = this.#map(table['sidecar'] ?? {}, ['sidecar'], ['cpu', 'memory']);
    const classes = this.#map(prices['storageClasses'] ?? {}, ['prices', 'storageClasses']);
    return {
      name: this.#text(table['name'], ['name']),
      date: this.#text(table['date'], ['date']),
      source: this.#text(table['source'], ['source']),
      currency: this.#text(table['currency'], ['currency']),
      hoursPerMonth: this.#amount(table['hoursPerMonth'] ?? 730, ['hoursPerMonth'], 744),
      nodes: this.#amount(table['nodes'] ?? 1, ['nodes']),
      prices: {
        cpu: this.#amount(prices['cpu'], ['prices', 'cpu']),
        memory: this.#amount(prices['memory'], ['prices', 'memory']),
        storage: this.#amount(prices['storage'], ['prices', 'storage']),
        storageClasses: Object.fromEntries(
          Object.entries(classes).map(([name, price]) => [
            name,
            this.#amount(price, ['prices', 'storageClasses', name]),
          ]),
        ),
        loadBalancer: this.#amount(prices['loadBalancer'], ['prices', 'loadBalancer']),
      },
      sidecar: {
        cpu: this.#quantity(sidecar['cpu'] ?? '10m', ['sidecar', 'cpu']),
        memory: this.#quantity(sidecar['memory'] ?? '40Mi', ['sidecar', 'memory']),
      },
    };
  }

  #map(value: unknown, path: readonly PathSegment[], keys?: readonly string[]): JsonObject {
    if (!isJsonObject(value)) {
      this.#wrong(path, value, 'a map');
      return {};
    }
    for (const key of keys === undefined ? [] : Object.keys(value)) {
      if (keys?.includes(key) === true) continue;
      const nearest = nearestName(key, keys ?? []);
      const remedy =
        nearest === undefined ? `the fields are ${keys?.join(', ') ?? ''}` : `did you mean '${nearest}'?`;
      this.#mistake([...path, key], `unknown field; ${remedy}`);
    }
    return value;
  }

  #text(value: unknown, path: readonly PathSegment[]): string {
    if (typeof value === 'string' && value.trim() !== '') return value;
    this.#wrong(path, value, 'a text (write it in quotes)');
    return '';
  }

  #amount(value: unknown, path: readonly PathSegment[], most = 1e9): number {
    if (typeof value === 'number' && value >= 0 && value <= most) return value;
    this.#wrong(path, value, `a number from 0 to ${most}`);
    return 0;
  }

  #quantity(value: unknown, path: readonly PathSegment[]): string {
    if ((quantityOf(value) ?? -1) >= 0) return String(value);
    this.#wrong(path, value, 'a quantity such as 10m or 40Mi');
    return '0';
  }

  #wrong(path: readonly PathSegment[], value: unknown, expected: string): void {
    const got =
      value === undefined ? 'nothing' : JSON.stringify(withoutSecrets(value as Json, String(path.at(-1))));
    this.#mistake(path, `found ${got}, expected ${expected}`);
  }

  #mistake(path: readonly PathSegment[], message: string): void {
    const field = path.length === 0 ? '' : `${path.join('.')}: `;
    this.mistakes.push(`${this.source.file}:${this.source.lineOf(path)}: ${field}${message}`);
  }
}
