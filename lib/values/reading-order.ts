import { isJsonObject, type Json } from '../vocabulary/json';

/** The fields that a reader looks for first, in the order in which people write them. */
const FIRST = [
  'apiVersion',
  'kind',
  'metadata',
  'name',
  'namespace',
  'labels',
  'annotations',
  'type',
  'replicas',
  'strategy',
  'selector',
  'template',
  'spec',
  'image',
  'imagePullPolicy',
  'command',
  'args',
];
const RANK = new Map(FIRST.map((key, index) => [key, index]));

/** The fields of a map in reading order: the known ones first, then the others as they came. */
export function inReadingOrder<T>(fields: [string, T][]): [string, T][] {
  let last = 0;
  for (const [key] of fields) {
    const rank = rankOf(key);
    if (rank < last) return [...fields].sort(([a], [b]) => rankOf(a) - rankOf(b));
    last = rank;
  }
  return fields;
}

/** The JSON with the fields of every map in reading order. What is in that order already is not copied. */
export function jsonInReadingOrder(json: Json): Json {
  if (Array.isArray(json)) {
    const list = json as readonly Json[];
    const items = list.map(jsonInReadingOrder);
    return items.every((item, index) => item === list[index]) ? list : items;
  }
  if (!isJsonObject(json)) return json;
  const fields: [string, Json][] = [];
  let isInOrder = true;
  let last = 0;
  for (const key of Object.keys(json)) {
    const value = json[key];
    const ordered = value === undefined ? undefined : jsonInReadingOrder(value);
    if (ordered !== undefined) fields.push([key, ordered]);
    const rank = rankOf(key);
    if (ordered === undefined || ordered !== value || rank < last) isInOrder = false;
    last = rank;
  }
  return isInOrder ? json : Object.fromEntries(inReadingOrder(fields));
}

function rankOf(key: string): number {
  return RANK.get(key) ?? FIRST.length;
}
