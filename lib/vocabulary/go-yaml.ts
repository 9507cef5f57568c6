import {
  defineScalarTag,
  mapTag,
  mergeTag,
  NOT_RESOLVED,
  Schema,
  seqTag,
  strTag,
  YAMLException,
} from 'js-yaml';

const BOOLEANS = new Map([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(
    (text) => [text, true] as const,
  ),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(
    (text) => [text, false] as const,
  ),
]);
const NULLS = new Set(['', '~', 'null', 'Null', 'NULL']);
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
/** Numbers may have `_` anywhere but at their beginning. */
const NUMBER_START = /^([-+0-9]|\.(?!_))/;
const INTEGER = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|([1-9][0-9]*|0))$/;
const NO_NUMBER = /^[-+]?\.(inf|Inf|INF)$|^\.(nan|NaN|NAN)$/;

const nullTag = defineScalarTag('tag:yaml.org,2002:null', {
  implicit: true,
  identify: () => false,
  resolve: (source): null | typeof NOT_RESOLVED => (NULLS.has(source) ? null : NOT_RESOLVED),
});
const booleanTag = defineScalarTag<boolean>('tag:yaml.org,2002:bool', {
  implicit: true,
  identify: () => false,
  resolve: (source): boolean | typeof NOT_RESOLVED => BOOLEANS.get(source) ?? NOT_RESOLVED,
});
const integerTag = defineScalarTag<number>('tag:yaml.org,2002:int', {
  implicit: true,
  identify: () => false,
  resolve: (source): number | typeof NOT_RESOLVED => integer(withoutUnderscores(source)) ?? NOT_RESOLVED,
});
const floatTag = defineScalarTag<number>('tag:yaml.org,2002:float', {
  implicit: true,
  identify: () => false,
  resolve: (source): number | typeof NOT_RESOLVED => {
    if (NO_NUMBER.test(source)) throw new YAMLException(`'${source}' is no number that JSON can hold`);
    const plain = withoutUnderscores(source);
    const number = FLOAT.test(plain) ? Number(plain) : Infinity;
    return Number.isFinite(number) ? number : NOT_RESOLVED;
  },
});

/**
 * What Go's YAML library, and so Helm, kubectl and the API server, reads: YAML 1.1 with habits of its own (`yes` and
 * `y` are true, `0777` is octal, `12:30` is a text). It throws a YAMLException for a number that JSON cannot hold.
 */
export const GO_YAML = new Schema([
  nullTag,
  booleanTag,
  integerTag,
  floatTag,
  strTag,
  mapTag,
  seqTag,
  mergeTag,
]);

function withoutUnderscores(source: string): string {
  return NUMBER_START.test(source) ? source.replaceAll('_', '') : '';
}

function integer(text: string): number | undefined {
  const [, sign, hexadecimal, binary, octal, decimal] = INTEGER.exec(text) ?? [];
  const size =
    hexadecimal !== undefined
      ? Number.parseInt(hexadecimal, 16)
      : binary !== undefined
        ? Number.parseInt(binary, 2)
        : octal !== undefined
          ? Number.parseInt(octal, 8)
          : decimal !== undefined
            ? Number(decimal)
            : undefined;
  if (size === undefined) return undefined;
  return sign === '-' && size !== 0 ? -size : size;
}
