import { JsonPatch } from 'cdk8s';
import { ConfigError } from '../vocabulary/config-error';
import type { Json } from '../vocabulary/json';
import { nameOf } from './chart-value';
import { expressionOf, isDeferral, type Deferral, type Tree } from './expression';
import { typeOf } from './expression-type';
import { fields } from './operators';
import { elementsOf } from './presence';

interface Operation {
  readonly op: 'add' | 'copy' | 'move' | 'remove' | 'replace' | 'test';
  readonly path: string;
  readonly from?: string;
  readonly value?: Tree;
}

/**
 * A manifest with JSON patches applied, deferred values staying where they are or moving with what they are in. A patch
 * may add a field to a map that only deployment knows.
 *
 * @throws ConfigError `patch-of-deferred` when a patch reaches otherwise into what only deployment knows
 * @see https://www.rfc-editor.org/rfc/rfc6902
 */
export function patched(manifest: Tree, patches: readonly JsonPatch[]): Tree {
  return patches.reduce((tree, patch) => {
    const operation = patch._toJson() as Operation;
    const inside = deferralAbove(tree, operation.path);
    if (inside) return withField(tree, operation, inside);
    if (operation.from !== undefined && deferralAbove(tree, operation.from)) {
      throw outOfReach(operation, operation.from);
    }
    return applied(tree, operation);
  }, manifest);
}

/** JSON patches copy what they touch; deferred values travel through as marks and come back as they were. */
function applied(tree: Tree, { op, path, from, value }: Operation): Tree {
  const travelling = new Map<string, Tree>();
  const marked = (part: Tree) =>
    replace(part, (node) => {
      if (!isDeferral(node)) return undefined;
      const mark = `\u0000deferred ${travelling.size}\u0000`;
      travelling.set(mark, node);
      return mark;
    });
  const patch =
    op === 'copy' || op === 'move'
      ? JsonPatch[op](from as string, path)
      : op === 'remove'
        ? JsonPatch.remove(path)
        : JsonPatch[op](path, marked(value as Tree));
  const result = JsonPatch.apply(marked(tree), patch) as Json;
  return replace(result, (node) => (typeof node === 'string' ? travelling.get(node) : undefined));
}

/** The pointer and the deferred value at it, of what a pointer leads into before its end. */
function deferralAbove(tree: Tree, pointer: string): { pointer: string; value: Deferral } | undefined {
  const segments = pointer.split('/').slice(1);
  let at: Tree | undefined = tree;
  for (const [depth, segment] of segments.entries()) {
    if (isDeferral(at)) return { pointer: `/${segments.slice(0, depth).join('/')}`, value: at };
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Record<string, Tree | undefined>)[unescaped(segment)];
  }
  return undefined;
}

function withField(
  tree: Tree,
  operation: Operation,
  { pointer, value }: { pointer: string; value: Deferral },
): Tree {
  const key = operation.path.slice(pointer.length + 1);
  if (operation.op !== 'add' || key.includes('/') || typeOf(expressionOf(value)) !== 'map') {
    throw outOfReach(operation, operation.path, value);
  }
  const extended = fields(value, { [unescaped(key)]: operation.value });
  return applied(tree, { op: 'replace', path: pointer, value: extended });
}

function outOfReach({ op }: Operation, pointer: string, value?: Deferral): ConfigError {
  const what = value === undefined ? 'something' : nameOf(expressionOf(value));
  return new ConfigError(
    'patch-of-deferred',
    undefined,
    `JSON patch '${op}' of '${pointer}' reaches into ${what}, which is known only at deploy time; ` +
      `add a field to a map there, or patch the field that holds it as a whole`,
  );
}

function unescaped(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~');
}

function replace(tree: Tree, by: (node: Tree) => Tree | undefined): Tree {
  const replaced = by(tree);
  if (replaced !== undefined) return replaced;
  if (typeof tree !== 'object' || tree === null) return tree;
  if (Array.isArray(tree)) return elementsOf(tree).map((element) => replace(element, by));
  const entries = Object.entries(tree as Readonly<Record<string, Tree | undefined>>);
  return Object.fromEntries(
    entries.flatMap(([key, child]) => (child === undefined ? [] : [[key, replace(child, by)]])),
  );
}
