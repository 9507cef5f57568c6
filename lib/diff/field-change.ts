import { FOR_ALL, isOrderedText, listKindOf, type ListKind } from './list-kinds';
import { matchedItems } from './matched-items';
import { canonicalJson, isJsonObject, type Json, type JsonObject } from '../vocabulary/json';
import { objectOf } from '../vocabulary/json-fields';

/** A step into an object: a field, or an item of the list in the field before. */
export type Step = string | ItemStep;

/** An item of a list. */
export interface ItemStep {
  readonly noun: string;
  /** What it is called; undefined for the only item of a list. */
  readonly label: string | undefined;
  /** Its place in the list, counted from 0: of the new one, or of the old one where it is gone. */
  readonly index: number;
}

/** One difference between two objects. */
export interface FieldChange {
  readonly kind: 'added' | 'removed' | 'changed' | 'reordered';
  readonly steps: readonly Step[];
  readonly old?: Json;
  readonly new?: Json;
}

/** Every difference between two objects in normal form, in the order of the new one's fields. */
export function fieldChanges(old: JsonObject, changed: JsonObject): readonly FieldChange[] {
  return differences(old, changed, []);
}

function differences(
  old: Json | undefined,
  changed: Json | undefined,
  steps: readonly Step[],
): FieldChange[] {
  if (old === changed || canonicalJson(old) === canonicalJson(changed)) return [];
  if (old === undefined) {
    // Of a map that is new, each field is told by itself, so that labels and data are.
    return isSmallMap(changed) && steps.length > 0
      ? differences({}, changed, steps)
      : [{ kind: 'added', steps, new: changed as Json }];
  }
  if (changed === undefined) {
    return isSmallMap(old) && steps.length > 0
      ? differences(old, {}, steps)
      : [{ kind: 'removed', steps, old }];
  }
  if (isJsonObject(old) && isJsonObject(changed)) {
    const keys = [...new Set([...Object.keys(changed), ...Object.keys(old)])];
    return keys.flatMap((key) => differences(own(old, key), own(changed, key), [...steps, key]));
  }
  if (Array.isArray(old) && Array.isArray(changed)) {
    return listDifferences(old as readonly Json[], changed as readonly Json[], steps);
  }
  return [{ kind: 'changed', steps, old, new: changed }];
}

function listDifferences(
  old: readonly Json[],
  changed: readonly Json[],
  steps: readonly Step[],
): FieldChange[] {
  const listField = steps.findLast((step) => typeof step === 'string') ?? '';
  if (isOrderedText(listField)) return [{ kind: 'changed', steps, old, new: changed }];
  const kind = listKindOf(listField);
  const { pairs, removed, added } = matchedItems(old, changed, kind);
  const single = old.length <= 1 && changed.length <= 1;
  const inside = pairs.flatMap(([from, to]) =>
    differences(old[from], changed[to], [...steps, itemStep(kind, old[from], to, single)]),
  );
  return [
    ...inside,
    ...removed.map((index): FieldChange => ({
      kind: 'removed',
      steps: [...steps, itemStep(kind, old[index], index, false)],
      old: old[index] ?? null,
    })),
    ...added.map((index): FieldChange => ({
      kind: 'added',
      steps: [...steps, itemStep(kind, changed[index], index, false)],
      new: changed[index] ?? null,
    })),
    ...(kind.ordered === true ? reordered(old, changed, pairs, steps, kind) : []),
  ];
}

/** One change for the whole list, where items that both lists have follow each other otherwise. */
function reordered(
  old: readonly Json[],
  changed: readonly Json[],
  pairs: readonly (readonly [number, number])[],
  steps: readonly Step[],
  kind: ListKind,
): FieldChange[] {
  const before = pairs.map(([from]) => from);
  if (before.every((from, index) => index === 0 || from > (before[index - 1] ?? 0))) return [];
  const label = (item: Json | undefined, index: number): string =>
    kind.label(objectOf(item)) ?? `number ${index + 1}`;
  const was = [...before].sort((a, b) => a - b);
  return [
    {
      kind: 'reordered',
      steps,
      old: was.map((index) => label(old[index], index)),
      new: pairs.map(([from, to]) => label(changed[to], from)),
    },
  ];
}

function itemStep(kind: ListKind, item: Json | undefined, index: number, single: boolean): ItemStep {
  // A text is its own name, unless it is the one that takes the place of another.
  if (!isJsonObject(item)) {
    const text = typeof item === 'string' ? item : JSON.stringify(item);
    return { noun: kind.noun, label: single ? undefined : text, index };
  }
  const found = kind.label(item);
  const label = single && found === FOR_ALL ? undefined : found;
  return { noun: kind.noun, label: label ?? (single ? undefined : `number ${index + 1}`), index };
}

function isSmallMap(value: Json | undefined): boolean {
  return (
    isJsonObject(value) &&
    Object.keys(value).length > 0 &&
    Object.values(value).every((inner) => !isJsonObject(inner) && !Array.isArray(inner))
  );
}

function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
