import type { ListKind } from './list-kinds';
import { canonicalJson, type Json } from '../vocabulary/json';
import { objectOf } from '../vocabulary/json-fields';

/** Which items of two lists are the same one, and which stand in one list alone; by their places. */
export interface MatchedItems {
  readonly pairs: readonly (readonly [old: number, changed: number])[];
  readonly removed: readonly number[];
  readonly added: readonly number[];
}

/** Pairs the items of two lists: equal ones, then by each key, and a single one that is left on both sides. */
export function matchedItems(
  old: readonly Json[],
  changed: readonly Json[],
  { keys }: ListKind,
): MatchedItems {
  const pairs: (readonly [number, number])[] = [];
  let left = old.map((_, index) => index);
  let right = changed.map((_, index) => index);
  const pairBy = (key: (item: Json) => string | undefined): void => {
    const waiting = new Map<string, number[]>();
    for (const index of right) {
      const value = key(changed[index] ?? null);
      if (value !== undefined) waiting.set(value, [...(waiting.get(value) ?? []), index]);
    }
    for (const index of left) {
      const value = key(old[index] ?? null);
      const partner = value === undefined ? undefined : waiting.get(value)?.shift();
      if (partner !== undefined) pairs.push([index, partner]);
    }
    const paired = { old: new Set(pairs.map(([a]) => a)), changed: new Set(pairs.map(([, b]) => b)) };
    left = left.filter((index) => !paired.old.has(index));
    right = right.filter((index) => !paired.changed.has(index));
  };
  // A named item keeps to its name, even where another one now looks as it did.
  const [first, ...others] = keys;
  if (first !== undefined) pairBy((item) => first(objectOf(item)));
  pairBy(canonicalJson);
  for (const key of others) pairBy((item) => key(objectOf(item)));
  if (
    left.length === 1 &&
    right.length === 1 &&
    isNameless(old, changed, left[0] ?? 0, right[0] ?? 0, keys)
  ) {
    pairs.push([left[0] ?? 0, right[0] ?? 0]);
    left = right = [];
  }
  return { pairs: pairs.sort(([, a], [, b]) => a - b), removed: left, added: right };
}

/** Whether two items have no names by which they would be two. */
function isNameless(
  old: readonly Json[],
  changed: readonly Json[],
  left: number,
  right: number,
  [first]: ListKind['keys'],
): boolean {
  const named = (item: Json | undefined): boolean => first?.(objectOf(item)) !== undefined;
  return !named(old[left]) || !named(changed[right]);
}
