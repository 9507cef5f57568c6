import { ConfigError } from '../vocabulary/config-error';
import { expressionOf, isDeferral, type Expression, type Tree } from './expression';
import { and, or } from './conditions';
import { deferred, type Deferred } from './chart-value';

/**
 * The condition under which an expression gives anything at all, so that a template can leave out the key or dash
 * of what disappears: `evaluate` leaves out the same.
 */
export function presenceOf(expression: Expression): Deferred<boolean> {
  switch (expression.op) {
    case 'when':
      return and(deferred<boolean>(expression.condition), presenceOf(expression.body));
    case 'tree':
      return presenceOfTree(expression.tree);
    case 'fields':
      return or(...expression.parts.map(contributionOf));
    case 'forEach':
      return contributionOf(expression);
    case 'fragment':
      return presenceOf(expression.body);
    default:
      return true;
  }
}

/** The condition under which a part adds a field to `fields`, or an element to the list it stands in. */
export function contributionOf(part: Expression): Deferred<boolean> {
  switch (part.op) {
    case 'tree':
      return isEmptyTree(part.tree) ? false : presenceOf(part);
    case 'when':
      return and(deferred<boolean>(part.condition), contributionOf(part.body));
    case 'forEach': {
      if (presenceOf(part.body) !== true) {
        throw new ConfigError(
          'loop-body-conditional',
          undefined,
          `the body of a forEach over a ${part.variable.hint} may disappear as a whole; give it a field that is always there`,
        );
      }
      return deferred(part.over);
    }
    case 'spread':
      return deferred(part.list);
    case 'fields':
      return presenceOf(part);
    case 'fragment':
      return contributionOf(part.body);
    case 'literal':
      return true;
    default:
      return deferred(part);
  }
}

function presenceOfTree(tree: Tree): Deferred<boolean> {
  const presence = Array.isArray(tree) ? elementPresence : presenceOf;
  const conditions: Deferred<boolean>[] = [];
  for (const child of Object.values(tree as Readonly<Record<string, Tree | undefined>>)) {
    if (child === undefined) continue;
    const condition = presence(expressionOf(child));
    // One part that is always there settles it; most trees begin with one.
    if (condition === true) return true;
    conditions.push(condition);
  }
  return conditions.length === 0 ? true : or(...conditions);
}

function elementPresence(element: Expression): Deferred<boolean> {
  if (element.op === 'forEach' || element.op === 'spread') return contributionOf(element);
  if (element.op === 'when') return and(deferred<boolean>(element.condition), elementPresence(element.body));
  return presenceOf(element);
}

/** The fields of a map tree that are there at all. */
export function childrenOf(tree: Tree): [string, Tree][] {
  const children: [string, Tree][] = [];
  for (const [key, child] of Object.entries(tree as Readonly<Record<string, Tree | undefined>>)) {
    if (child !== undefined) children.push([key, child]);
  }
  return children;
}

/** The elements of a list tree that are there at all. */
export function elementsOf(tree: Tree): Tree[] {
  return (tree as readonly (Tree | undefined)[]).filter((element) => element !== undefined);
}

function isEmptyTree(tree: Tree): boolean {
  if (typeof tree !== 'object' || tree === null || isDeferral(tree)) return false;
  return Array.isArray(tree) ? elementsOf(tree).length === 0 : childrenOf(tree).length === 0;
}
