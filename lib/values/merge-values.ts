import { isJsonObject, type Json, type JsonObject } from '../vocabulary/json';

/**
 * Merges values files as Helm does: maps are merged key by key, anything else is replaced, and `null` deletes a key.
 *
 * @see https://helm.sh/docs/chart_template_guide/values_files/
 */
export function mergeValues(base: JsonObject, ...overrides: readonly JsonObject[]): JsonObject {
  return overrides.reduce((merged, override) => mergeMaps(merged, override), base);
}

function mergeMaps(base: JsonObject, override: JsonObject): JsonObject {
  const merged = new Map<string, Json | undefined>(Object.entries(base));
  for (const [key, value] of Object.entries(override)) {
    const current = merged.get(key);
    if (value === null) merged.delete(key);
    else if (isJsonObject(value)) merged.set(key, mergeMaps(isJsonObject(current) ? current : {}, value));
    else merged.set(key, value);
  }
  // From entries, so that a key such as `__proto__` is a key like any other.
  return Object.fromEntries(merged);
}
