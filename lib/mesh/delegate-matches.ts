import type { Json, JsonObject } from '../vocabulary/json';
import { numberOf, objectOf, textFieldsOf, textOf, textsOf } from '../vocabulary/json-fields';

/**
 * The conditions of a delegate's route under those of its root: each of the delegate's joined with each of the root's
 * that it does not contradict. Undefined when one of the delegate's fits none of the root's: then Istio drops the
 * route.
 */
export function mergedMatches(
  root: readonly JsonObject[],
  delegate: readonly JsonObject[],
): readonly JsonObject[] | undefined {
  if (root.length === 0) return delegate;
  if (delegate.length === 0) return root;
  const merged: JsonObject[] = [];
  for (const leaf of delegate) {
    const fitting = root.filter((match) => !contradict(match, leaf));
    if (fitting.length === 0) return undefined;
    merged.push(...fitting.map((match) => mergedMatch(match, leaf)));
  }
  return merged;
}

function mergedMatch(root: JsonObject, leaf: JsonObject): JsonObject {
  const merged: Record<string, Json | undefined> = { ...leaf };
  for (const field of ['uri', 'scheme', 'method', 'authority', 'port', 'sourceNamespace'] as const) {
    merged[field] ??= root[field];
  }
  for (const field of ['headers', 'withoutHeaders', 'queryParams', 'sourceLabels'] as const) {
    if (root[field] !== undefined) merged[field] = { ...objectOf(root[field]), ...objectOf(leaf[field]) };
  }
  if (textsOf(leaf['gateways']).length === 0) merged['gateways'] = root['gateways'];
  merged['name'] = joinedName(root['name'], leaf['name']);
  return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
}

function contradict(root: JsonObject, leaf: JsonObject): boolean {
  const fields = ['uri', 'scheme', 'method', 'authority'] as const;
  if (fields.some((field) => textsContradict(root[field], leaf[field]))) return true;
  const maps = ['headers', 'withoutHeaders', 'queryParams'] as const;
  if (
    maps.some((field) =>
      Object.entries(objectOf(leaf[field])).some(([key, value]) =>
        textsContradict(objectOf(root[field])[key], value),
      ),
    )
  ) {
    return true;
  }
  if ((root['ignoreUriCase'] === true) !== (leaf['ignoreUriCase'] === true)) return true;
  const [rootPort, leafPort] = [numberOf(root['port']), numberOf(leaf['port'])];
  if (rootPort && leafPort && rootPort !== leafPort) return true;
  if (textOf(root['sourceNamespace']) && root['sourceNamespace'] !== leaf['sourceNamespace']) return true;
  const rootLabels = textFieldsOf(root['sourceLabels']);
  const leafLabels = Object.entries(textFieldsOf(leaf['sourceLabels']));
  if (leafLabels.some(([key, value]) => rootLabels[key] !== undefined && rootLabels[key] !== value))
    return true;
  const rootGateways = textsOf(root['gateways']);
  return rootGateways.length > 0 && textsOf(leaf['gateways']).some((name) => !rootGateways.includes(name));
}

/** Whether the leaf's text condition may hold where the root's does not. */
function textsContradict(rootValue: unknown, leafValue: unknown): boolean {
  if (rootValue === undefined || leafValue === undefined) return false;
  const [root, leaf] = [conditionOf(rootValue), conditionOf(leafValue)];
  if (root.regex || leaf.regex) return true;
  if (root.exact) return leaf.exact !== root.exact;
  if (root.prefix) return !(leaf.prefix || leaf.exact)?.startsWith(root.prefix);
  return true;
}

function conditionOf(value: unknown): { exact?: string; prefix?: string; regex?: string } {
  return textFieldsOf(value);
}

/** `root-delegate`, or the one of the two that there is. */
export function joinedName(root: unknown, delegate: unknown): string | undefined {
  const names = [textOf(root), textOf(delegate)].filter((name) => name !== undefined && name !== '');
  return names.length === 0 ? undefined : names.join('-');
}
