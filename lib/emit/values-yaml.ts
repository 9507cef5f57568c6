import {
  defineScalarTag,
  loadAll,
  mapTag,
  mergeTag,
  NOT_RESOLVED,
  Schema,
  seqTag,
  strTag,
  YAMLException,
} from 'js-yaml';
import { ConfigError } from '../vocabulary/config-error';
import { isJsonObject, type Json, type JsonObject } from '../vocabulary/json';

/**
 * Reads a values file as Helm reads it: its YAML library is one of YAML 1.1 with habits of its own (`yes` and `y`
 * are true, `0777` is octal, `12:30` is a text).
 *
 * @throws ConfigError `values-file` when it is no YAML, or no map
 */
export function parseValuesYaml(text: string, file: string): JsonObject {
  refuseOddCharacters(text, file);
  let documents: unknown[];
  try {
    documents = loadAll(text, { schema: GO_YAML, filename: file });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    throw unreadable(`${file}: ${error.message}`);
  }
  if (documents.length > 1) {
    throw unreadable(
      `${file}: holds ${documents.length} YAML documents, of which Helm reads the first; expected one`,
    );
  }
  const found = (documents[0] ?? {}) as Json;
  if (isJsonObject(found)) return found;
  const what = Array.isArray(found) ? 'a list' : JSON.stringify(found);
  throw unreadable(`${file}: holds ${what}, expected a map of values`);
}

/** YAML 1.1 breaks lines at some of them and 1.2 does not, and Go's library refuses others. */
function refuseOddCharacters(text: string, file: string): void {
  const odd = /[\u007f-\u009f\u2028\u2029\ufffe\uffff]|(?<!^)\ufeff/.exec(text);
  if (!odd) return;
  const escape = `\\u${odd[0].charCodeAt(0).toString(16).padStart(4, '0')}`;
  const line = text.slice(0, odd.index).split('\n').length;
  throw unreadable(
    `${file}:${line}: holds a character that YAML libraries read in different ways; write it as "${escape}", in double quotes`,
  );
}

function unreadable(message: string): ConfigError {
  return new ConfigError('values-file', undefined, message);
}

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

const GO_YAML = new Schema([nullTag, booleanTag, integerTag, floatTag, strTag, mapTag, seqTag, mergeTag]);

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
