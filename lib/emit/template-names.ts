import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { expressionOf, isDeferral, type Expression, type Tree } from '../values/expression';
import { partsOf } from '../values/expression-parts';
import { Meanings } from '../values/meanings';
import { groupBy } from '../vocabulary/group-by';

type Fragment = Expression & { readonly op: 'fragment' };

/**
 * What the chart calls the fragments that trees name after their constructs: without the scope that all of the
 * chart's parts lie in, and fragments of several parts that say the same by what they are alone: `passwords` for
 * `backend.passwords` and `worker.passwords`.
 */
export function templateNames(roots: readonly Tree[], level: IConstruct): Map<string, string> {
  const prefix = prefixOf(level);
  const fragments = [...fragmentsIn(roots)];
  const names = new Map(fragments.map(([name]) => [name, withoutPrefix(name, prefix)]));
  const taken = new Set(names.values());
  const meanings = new Meanings();
  const meaning = ([name, { body }]: readonly [string, Fragment]) => `${meanings.of(body)} ${lastPart(name)}`;
  const groups = groupBy(fragments, meaning);
  for (const fragment of fragments) {
    const [name] = fragment;
    const last = lastPart(name);
    if (last === name || names.get(name) === last) continue;
    const alike = groups.get(meaning(fragment)) ?? [];
    if (alike.length < 2 || taken.has(last)) continue;
    taken.add(last);
    for (const [other] of alike) names.set(other, last);
  }
  return names;
}

/** The fragments in trees, and in these in turn, by their names. */
function fragmentsIn(roots: readonly Tree[]): Map<string, Fragment> {
  const fragments = new Map<string, Fragment>();
  const seen = new Set<Expression>();
  const visit = (expression: Expression): void => {
    if (seen.has(expression)) return;
    seen.add(expression);
    if (expression.op === 'fragment' && !fragments.has(expression.name))
      fragments.set(expression.name, expression);
    if (expression.op === 'tree') visitTree(expression.tree);
    else for (const part of partsOf(expression)) visit(part);
  };
  // Most of a tree is literals, which hold nothing.
  const visitTree = (tree: Tree | undefined): void => {
    if (isDeferral(tree)) visit(expressionOf(tree));
    else if (typeof tree === 'object' && tree !== null) {
      for (const child of Object.values(tree as Readonly<Record<string, Tree | undefined>>)) visitTree(child);
    }
  };
  for (const root of roots) visitTree(root);
  return fragments;
}

function prefixOf(level: IConstruct): string {
  const chart = level.node.scopes.findIndex((scope) => Chart.isChart(scope));
  if (chart === -1) return '';
  const below = level.node.scopes.slice(chart + 1).map(({ node }) => node.id);
  return below.map((id) => `${id}.`).join('');
}

function withoutPrefix(name: string, prefix: string): string {
  return name.startsWith(prefix) ? name.slice(prefix.length) : name;
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
