import { apiDefaults, Made, type Default, type Defaults } from './api-defaults';
import { crdDefaults } from './crd-defaults';
import { quantityOf } from '../cost/quantity';
import type { Manifest } from '../mesh/manifest';
import { isJsonObject, type Json, type JsonObject } from '../vocabulary/json';
import { objectOf } from '../vocabulary/json-fields';

/** What the API server writes into `metadata`. */
const OF_THE_SERVER: ReadonlySet<string> = new Set([
  'creationTimestamp',
  'deletionTimestamp',
  'generation',
  'managedFields',
  'namespace',
  'resourceVersion',
  'selfLink',
  'uid',
]);
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Maps that mean the same when they are empty as when they are absent. */
const EMPTY_IS_ABSENT: ReadonlySet<string> = new Set([
  'annotations',
  'binaryData',
  'data',
  'labels',
  'limits',
  'matchLabels',
  'nodeSelector',
  'requests',
  'resources',
  'securityContext',
  'stringData',
]);
/** Maps whose values are quantities. */
const QUANTITIES: ReadonlySet<string> = new Set(['requests', 'limits', 'capacity', 'overhead', 'hard']);
const MAX_DEPTH = 100;
const KIB = 1024;
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'] as const;

/**
 * An object in the one form that all its spellings have: with the defaults of the API server, without what the server
 * writes itself, without `null`, empty lists and empty maps that say nothing, quantities written in one way.
 */
export function normalForm({ type, apiVersion, object }: Manifest): JsonObject {
  const rest = Object.entries(object).filter(([key]) => key !== 'status');
  const own = Object.entries(objectOf(object['metadata'])).filter(([key]) => !OF_THE_SERVER.has(key));
  const compact = compacted({ ...Object.fromEntries(rest), metadata: Object.fromEntries(own) }, '', 0);
  const whole = isJsonObject(compact) ? compact : {};
  const kind = typeof object['kind'] === 'string' ? object['kind'] : '';
  const defaults = Object.hasOwn(apiDefaults, type) ? apiDefaults[type] : undefined;
  const filled =
    defaults === undefined ? crdDefaults(apiVersion, kind, whole) : withDefaults(whole, defaults);
  return type === '/Secret' ? withEncodedData(filled) : filled;
}

function compacted(value: Json | undefined, field: string, depth: number): Json | undefined {
  if (depth > MAX_DEPTH) return value;
  if (value === null) return undefined;
  if (Array.isArray(value)) {
    const items = (value as readonly Json[]).map((item) => compacted(item, '', depth + 1) ?? null);
    return items.length === 0 ? undefined : items;
  }
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).flatMap(([key, inner]): [string, Json][] => {
    if (key === LAST_APPLIED) return [];
    const kept = QUANTITIES.has(field) ? plainQuantity(inner) : compacted(inner, key, depth + 1);
    return kept === undefined || kept === null ? [] : [[currentName(key, value), kept]];
  });
  return entries.length === 0 && EMPTY_IS_ABSENT.has(field) ? undefined : Object.fromEntries(entries);
}

/** The name that a field of a pod has now. */
function currentName(key: string, around: JsonObject): string {
  return key === 'serviceAccount' && 'containers' in around ? 'serviceAccountName' : key;
}

/** A quantity in the one way that we write its amount: `50m`, `256Mi`, `2`. */
function plainQuantity(value: Json | undefined): Json | undefined {
  const amount = quantityOf(value);
  if (amount === undefined) return value;
  if (!Number.isInteger(amount)) return `${Math.round(amount * 1e12) / 1e9}m`;
  let [rest, unit] = [amount, 0];
  while (rest !== 0 && rest % KIB === 0 && unit < BINARY.length - 1) [rest, unit] = [rest / KIB, unit + 1];
  return `${rest}${BINARY[unit] ?? ''}`;
}

function withDefaults(object: JsonObject, defaults: Defaults): JsonObject {
  const filled: Record<string, Json | undefined> = { ...object };
  for (const [field, given] of Object.entries(defaults)) {
    const value = defaulted(object[field], given, object);
    if (value !== undefined) filled[field] = value;
  }
  return filled;
}

function defaulted(value: Json | undefined, given: Default | Json, around: JsonObject): Json | undefined {
  if (typeof given === 'function') {
    const found = given(around);
    return found === undefined ? value : defaulted(value, found, around);
  }
  if (given instanceof Made) return withDefaults(objectOf(value), given.fields);
  if (Array.isArray(given)) {
    const [fields] = given as readonly (Defaults | Json)[];
    if (!isDefaults(fields)) return value ?? (given as readonly Json[]);
    return Array.isArray(value)
      ? (value as readonly Json[]).map((item) => (isJsonObject(item) ? withDefaults(item, fields) : item))
      : value;
  }
  if (isDefaults(given)) return isJsonObject(value) ? withDefaults(value, given) : value;
  return value ?? (given as Json);
}

function isDefaults(given: unknown): given is Defaults {
  return typeof given === 'object' && given !== null && !Array.isArray(given) && !(given instanceof Made);
}

/** The API server turns `stringData` into `data`. */
function withEncodedData(secret: JsonObject): JsonObject {
  const { stringData, ...rest } = secret;
  if (!isJsonObject(stringData)) return secret;
  const encoded = Object.entries(stringData).map(([key, text]): [string, Json] => [
    key,
    typeof text === 'string' ? Buffer.from(text).toString('base64') : (text ?? null),
  ]);
  return { ...rest, data: { ...objectOf(secret['data']), ...Object.fromEntries(encoded) } };
}
