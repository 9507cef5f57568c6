import { crdSchema } from '../schema/crd-schema';
import type { StructuralSchema } from '../schema/structural-schema';
import { isJsonObject, type Json, type JsonObject } from '../vocabulary/json';

const MAX_DEPTH = 100;

/** A custom resource with the defaults of its schema, if we hold one. */
export function crdDefaults(apiVersion: string, kind: string, object: JsonObject): JsonObject {
  const schema = crdSchema(apiVersion, kind);
  return schema === undefined ? object : withDefaults(object, schema, 0);
}

function withDefaults(
  object: JsonObject,
  { properties, additionalProperties }: StructuralSchema,
  depth: number,
): JsonObject {
  const filled: Record<string, Json | undefined> = { ...object };
  const inner = typeof additionalProperties === 'object' ? additionalProperties : undefined;
  if (inner !== undefined) {
    for (const [field, value] of Object.entries(object)) filled[field] = defaulted(value, inner, depth);
  }
  for (const [field, schema] of Object.entries(properties ?? {})) {
    const value = Object.hasOwn(object, field) ? object[field] : (schema.default as Json | undefined);
    if (value !== undefined) filled[field] = defaulted(value, schema, depth);
  }
  return filled;
}

function defaulted(value: Json | undefined, schema: StructuralSchema, depth: number): Json | undefined {
  if (depth > MAX_DEPTH) return value;
  if (isJsonObject(value)) return withDefaults(value, schema, depth + 1);
  const { items } = schema;
  if (!Array.isArray(value) || items === undefined) return value;
  return (value as readonly Json[]).map((item) => defaulted(item, items, depth + 1) ?? null);
}
