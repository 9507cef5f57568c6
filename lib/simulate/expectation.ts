import { isJsonObject, type Json } from '../vocabulary/json';

/**
 * Where an answer is not as expected, one line each. Of a map only the fields that are named are compared; a list must
 * have as many items, each as expected in its place.
 */
export function mismatches(expected: Json | undefined, found: unknown, path = ''): readonly string[] {
  if (isJsonObject(expected)) {
    if (!isJsonObject(found)) return [difference(path, expected, found)];
    return Object.entries(expected).flatMap(([field, value]) =>
      mismatches(value, found[field], path === '' ? field : `${path}.${field}`),
    );
  }
  if (Array.isArray(expected)) {
    const items = expected as readonly Json[];
    if (!Array.isArray(found) || found.length !== items.length) return [difference(path, expected, found)];
    return items.flatMap((item, index) => mismatches(item, found[index] as unknown, `${path}[${index}]`));
  }
  return expected === found ? [] : [difference(path, expected, found)];
}

function difference(path: string, expected: Json | undefined, found: unknown): string {
  return `${path}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(found)}`;
}
