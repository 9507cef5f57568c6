import { isJsonObject, type Json, type JsonObject } from '../vocabulary/json';
import type { Expression } from './expression';

type Value = Expression & { readonly op: 'value' };

/** The declared values that an evaluation looked up, and what each was. */
export type Reads = Map<Value, Json | undefined>;

/** What a declared value is among merged values; its default where there are none. */
export function valueAmong(
  values: JsonObject | undefined,
  { path, default: value }: Value,
): Json | undefined {
  return values ? lookUp(values, path) : value;
}

/** What lies at a path, or undefined; nothing counts as a key that is not a map's own. */
export function lookUp(root: Json | undefined, path: readonly string[]): Json | undefined {
  let value = root;
  for (const key of path) value = isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return value ?? undefined;
}

/** Whether everything that was looked up is among other values what it was: the evaluation would give the same. */
export function holdsAmong(values: JsonObject | undefined, reads: Reads): boolean {
  for (const [value, known] of reads) {
    if (!isSame(valueAmong(values, value), known)) return false;
  }
  return true;
}

/** By their texts, since maps are printed in the order of their keys. */
function isSame(a: Json | undefined, b: Json | undefined): boolean {
  return a === b || (typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b));
}
