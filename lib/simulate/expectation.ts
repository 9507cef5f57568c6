import { isJsonObject, type Json } from '../vocabulary/json';
import { withoutSecrets } from '../vocabulary/secret-name';

/**
 * Where an answer is not as expected, one line each. Of a map only the fields that are named are compared; a list must
 * have as many items, each as expected in its place.
 */
export function mismatches(expected: Json | undefined, found: unknown, path = ''): readonly string[] {
  if (isJsonObject(expected)) {
    if (!isJsonObject(found)) return [difference(path, expected, found)];
    return Object.entries(expected).flatMap(([field, value]) =>
      mismatches(
        value,
        Object.hasOwn(found, field) ? found[field] : undefined,
        path === '' ? field : `${path}.${field}`,
      ),
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
  const name = path.slice(path.lastIndexOf('.') + 1);
  const shown = (value: unknown): string | undefined =>
    value === undefined ? undefined : JSON.stringify(withoutSecrets(value as Json, name));
  return `${path}: expected ${shown(expected)}, got ${shown(found)}`;
}
