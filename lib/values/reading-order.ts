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
export function inReadingOrder<T>(fields: readonly [string, T][]): [string, T][] {
  const rank = (key: string) => RANK.get(key) ?? FIRST.length;
  return [...fields].sort(([a], [b]) => rank(a) - rank(b));
}

/** The JSON with the fields of every map in reading order. */
export function jsonInReadingOrder(json: Json): Json {
  if (Array.isArray(json)) return (json as readonly Json[]).map(jsonInReadingOrder);
  if (!isJsonObject(json)) return json;
  const fields = Object.entries(json).filter((field): field is [string, Json] => field[1] !== undefined);
  return Object.fromEntries(inReadingOrder(fields).map(([key, value]) => [key, jsonInReadingOrder(value)]));
}
