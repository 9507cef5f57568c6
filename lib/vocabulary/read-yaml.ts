import { load, loadAll, YAMLException } from 'js-yaml';
import { GO_YAML } from './go-yaml';

/** More than anybody writes; what is meant to exhaust a reader needs many more. */
const LIMITS = { maxDepth: 200, maxAliases: 1000, maxTotalMergeKeys: 10_000 };
/** Values of a document with each alias replaced by what it stands for: where Go's library begins to complain. */
const MAX_VALUES = 400_000;

/**
 * The one document of a text, read as Kubernetes and Helm read it; undefined where there is none.
 *
 * @throws YAMLException when it is no YAML, holds several documents, or has aliases that lead in a circle or multiply
 */
export function readYaml(text: string): unknown {
  const found = load(text, { schema: GO_YAML, ...LIMITS });
  refuseRunawayAliases(text, found);
  return found ?? undefined;
}

/** Every document of a text; otherwise as {@link readYaml}. */
export function readYamlDocuments(text: string): readonly unknown[] {
  const found = loadAll(text, { schema: GO_YAML, ...LIMITS });
  refuseRunawayAliases(text, found);
  return found;
}

/** `file:line:column: reason`. The text around the place stays out: it may hold a password. */
export function yamlMistake({ mark, reason }: YAMLException, file: string, firstLine = 1): string {
  const place = mark ? `${firstLine + mark.line}:${mark.column + 1}` : `${firstLine}:1`;
  return `${file}:${place}: ${reason}`;
}

interface Extent {
  /** How many values it holds, itself included. */
  readonly values: number;
  /** How many lie one in another. */
  readonly depth: number;
}

const SCALAR: Extent = { values: 1, depth: 1 };

/** An alias is the very object of its anchor: a few lines may hold more than any memory, or themselves. */
function refuseRunawayAliases(text: string, found: unknown): void {
  if (!text.includes('*')) return;
  const known = new Map<object, Extent | 'open'>();
  const extentOf = (value: unknown): Extent => {
    if (typeof value !== 'object' || value === null) return SCALAR;
    const before = known.get(value);
    if (before === 'open') throw new YAMLException('an anchor holds itself; write out what is meant');
    if (before !== undefined) return before;
    known.set(value, 'open');
    const extent = Object.values(value)
      .map(extentOf)
      .reduce(
        (sum, { values, depth }) => ({
          values: sum.values + values,
          depth: Math.max(sum.depth, depth + 1),
        }),
        SCALAR,
      );
    if (extent.values > MAX_VALUES) {
      throw new YAMLException(`aliases stand for more than ${MAX_VALUES} values; write out what is meant`);
    }
    if (extent.depth > LIMITS.maxDepth) {
      throw new YAMLException(`aliases nest deeper than ${LIMITS.maxDepth} levels; write out what is meant`);
    }
    known.set(value, extent);
    return extent;
  };
  extentOf(found);
}
