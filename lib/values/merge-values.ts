import { isJsonObject, type Json, type JsonObject } from '../vocabulary/json';

/**
 * Merges values files over defaults as Helm does: maps are merged key by key, anything else is replaced, and `null`
 * deletes a key of the defaults. A `null` that has nothing to delete stays, for the schema to refuse.
 *
 * @see https://helm.sh/docs/chart_template_guide/values_files/
 */
export function mergeValues(base: JsonObject, ...overrides: readonly JsonObject[]): JsonObject {
  const given = overrides.reduce((merged, override) => mergeMaps(merged, override, 'keep'), {});
  return mergeMaps(base, given, 'delete');
}

function mergeMaps(base: JsonObject, override: JsonObject, nulls: 'keep' | 'delete'): JsonObject {
  const merged = new Map<string, Json | undefined>(Object.entries(base));
  for (const [key, value] of Object.entries(override)) {
    const current = merged.get(key);
    if (value === null && nulls === 'delete' && (current ?? null) !== null) merged.delete(key);
    else if (isJsonObject(value) && isJsonObject(current)) merged.set(key, mergeMaps(current, value, nulls));
    else merged.set(key, value);
  }
  // From entries, so that a key such as `__proto__` is a key like any other.
  return Object.fromEntries(merged);
}
