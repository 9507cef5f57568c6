import { isJsonObject, type Json } from '../vocabulary/json';
import type { StructuralSchema } from '../schema/structural-schema';

/** Names that are words of the language itself; a field of that name is written between underscores in a rule. */
const reservedWords = new Set(
  (
    'true false null in as break const continue else for function if import let loop package namespace return ' +
    'var void while'
  ).split(' '),
);

/**
 * A value as a CEL rule sees it: defaults filled in, integers apart from fractions, reserved field names escaped.
 *
 * @see https://kubernetes.io/docs/reference/using-api/cel/#escaping
 */
export function celValue(value: Json | undefined, schema: StructuralSchema | undefined): unknown {
  // No rule can look into what the schema says nothing of.
  if (schema === undefined) return value;
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => celValue(item, schema.items));
  if (isJsonObject(value)) return celMap(value, schema);
  if (typeof value === 'number' && schema.type !== 'number' && Number.isInteger(value)) return BigInt(value);
  return value;
}

function celMap(value: Readonly<Record<string, Json | undefined>>, schema: StructuralSchema) {
  // Without a prototype, so that no rule finds a field that nobody wrote.
  const map = Object.create(null) as Record<string, unknown>;
  const properties = schema.properties ?? {};
  const rest = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : undefined;
  for (const [key, field] of Object.entries(value)) {
    const property = Object.hasOwn(properties, key) ? properties[key] : undefined;
    if (field === undefined || (field === null && !(property ?? rest)?.nullable)) continue;
    map[property && reservedWords.has(key) ? `__${key}__` : key] = celValue(field, property ?? rest);
  }
  for (const [key, property] of Object.entries(properties)) {
    const name = reservedWords.has(key) ? `__${key}__` : key;
    if (property.default !== undefined && !(name in map))
      map[name] = celValue(property.default as Json, property);
  }
  return map;
}
