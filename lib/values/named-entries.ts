import { isJsonObject, type Json } from '../vocabulary/json';

/**
 * Entries with names, such as environment variables, of which a later one replaces an earlier one of its name in place.
 * Those called as a secret that hold a literal value are left out.
 */
export function mergeNamed(entries: readonly Json[], secrets: readonly string[]): Json[] {
  const merged = new Map<Json | undefined, Json>();
  for (const entry of entries.filter(isJsonObject)) {
    const { name } = entry;
    const isLiteralSecret = typeof name === 'string' && secrets.includes(name) && 'value' in entry;
    if (!isLiteralSecret) merged.set(name, entry);
  }
  return [...merged.values()];
}
