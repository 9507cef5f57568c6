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

/** The JSON with the fields of every map in reading order. */
export function jsonInReadingOrder(json: Json): Json {
  if (Array.isArray(json)) return (json as readonly Json[]).map(jsonInReadingOrder);
  if (!isJsonObject(json)) return json;
  const fields: [string, Json][] = [];
  for (const key of Object.keys(json)) {
    const value = json[key];
    if (value !== undefined) fields.push([key, jsonInReadingOrder(value)]);
  }
  return Object.fromEntries(inReadingOrder(fields));
}

function rankOf(key: string): number {
  return RANK.get(key) ?? FIRST.length;
}
