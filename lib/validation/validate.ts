import type { JsonObject } from '../vocabulary/json';
import { crdSchema } from '../schema/crd-schema';
import type { StructuralSchema } from '../schema/structural-schema';
import { isWithin } from '../vocabulary/field-path';
import { istiodViolations } from './istiod-violations';
import { metadataViolations } from './metadata-violations';
import { schemaViolations } from './schema-violations';
import type { SchemaViolation } from './schema-violation';
import type { Violation } from './violation';

/**
 * Everything that the API server's schema and CEL rules, and istiod's semantic validation, say of one object, sorted
 * by path. Of a kind that neither knows, nothing is said.
 *
 * What both refuse at one path is said once, in the words of the schema, with both as reviewers.
 */
export function violations(object: JsonObject): readonly Violation[] {
  const found = known.get(object) ?? violationsOf(object);
  known.set(object, found);
  return found;
}

/** Environments have most objects in common. */
const known = new WeakMap<JsonObject, readonly Violation[]>();

function violationsOf(object: JsonObject): readonly Violation[] {
  const { apiVersion, kind } = object;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string') return [];
  const schema = crdSchema(apiVersion, kind);
  const bySchema = schema
    ? [...metadataViolations(object), ...schemaViolations(object, authorSchema(schema))]
    : [];
  return merge(bySchema, istiodViolations(object, apiVersion, kind)).sort(byPath);
}

const ofAuthors = new WeakMap<StructuralSchema, StructuralSchema>();

/** The schema of the fields that an author writes; the status is for controllers, and metadata is not the kind's. */
function authorSchema(schema: StructuralSchema): StructuralSchema {
  let result = ofAuthors.get(schema);
  if (result === undefined) {
    const any: StructuralSchema = { 'x-kubernetes-preserve-unknown-fields': true };
    const open = schema.properties?.['status'] ? { status: any } : {};
    const properties = { ...schema.properties, apiVersion: any, kind: any, metadata: any, ...open };
    result = { ...schema, properties };
    ofAuthors.set(schema, result);
  }
  return result;
}

function merge(bySchema: readonly SchemaViolation[], byIstiod: readonly Violation[]): Violation[] {
  const errors = byIstiod.filter(({ severity }) => severity === 'error');
  const refusedByBoth = new Set(
    bySchema
      .filter((one) => !one.undecodable && errors.some(({ path }) => path === one.path))
      .map(({ path }) => path),
  );
  const undecodable = bySchema.filter((one) => one.undecodable);
  return [
    ...bySchema.map(({ path, message }): Violation => {
      const reviewers = refusedByBoth.has(path)
        ? (['api-server', 'istiod'] as const)
        : (['api-server'] as const);
      return { path, message, severity: 'error', reviewers };
    }),
    ...byIstiod.filter(
      (one) => !refusedByBoth.has(one.path) && !undecodable.some((other) => isFollowUp(one, other.path)),
    ),
  ];
}

/** A value that cannot be read reads as unset: what is said of it, or of its parents for lack of it, is no finding. */
function isFollowUp(one: Violation, undecodable: string): boolean {
  return isWithin(one.path, undecodable) || (one.severity === 'error' && isWithin(undecodable, one.path));
}

function byPath(a: Violation, b: Violation): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.message < b.message ? -1 : a.message > b.message ? 1 : 0;
}
