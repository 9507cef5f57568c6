import { crdKind } from './crd-kind';
import { schemasOf } from './generated/crds';
import type { StructuralSchema } from './structural-schema';

/** In the generated text a subschema is the number of its node. */
type Node = Record<string, unknown>;

const loaded = new Map<string, ReadonlyMap<string, StructuralSchema | undefined>>();

/**
 * The schema of a custom resource, or undefined for a kind or version that we hold no schema of. A source's
 * schemas are read when the first of its kinds is asked for.
 */
export function crdSchema(apiVersion: string, kind: string): StructuralSchema | undefined {
  const crd = crdKind(apiVersion, kind);
  if (crd === undefined) return undefined;
  let schemas = loaded.get(crd.source);
  if (schemas === undefined) {
    schemas = parseSchemas(schemasOf[crd.source]());
    loaded.set(crd.source, schemas);
  }
  return schemas.get(`${crd.group}/${crd.kind}`);
}

function parseSchemas(text: string): ReadonlyMap<string, StructuralSchema | undefined> {
  const { kinds, nodes } = JSON.parse(text) as { kinds: Record<string, number>; nodes: Node[] };
  linkSubschemas(nodes);
  return new Map(Object.entries(kinds).map(([kind, number]) => [kind, nodes[number]]));
}

/** Puts the nodes themselves where their numbers stand. */
function linkSubschemas(nodes: readonly Node[]): void {
  const link = (value: unknown) => (typeof value === 'number' ? nodes[value] : value);
  for (const node of nodes) {
    for (const keyword of ['additionalProperties', 'items', 'not']) {
      if (keyword in node) node[keyword] = link(node[keyword]);
    }
    for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
      if (keyword in node) node[keyword] = (node[keyword] as unknown[]).map(link);
    }
    if ('properties' in node) {
      const properties = node['properties'] as Record<string, unknown>;
      for (const field of Object.keys(properties)) properties[field] = link(properties[field]);
    }
  }
}
