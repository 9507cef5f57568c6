import { deferred, type Deferred } from '../values/chart-value';
import { expressionOf, isDeferral, type Tree } from '../values/expression';
import { format } from '../values/operators';

/**
 * A tree as JSON text, which a program in the cluster reads. Texts in it may be deferred in parts; their values must hold
 * nothing that JSON escapes, as names do.
 */
export function jsonText(tree: Tree): Deferred<string> {
  const found: Deferred<string>[] = [];
  const marked = JSON.stringify(marking(tree, found), undefined, 2);
  return marked.split(MARK).reduce<Deferred<string>>((text, after, index) => {
    if (index % 2 === 0) return format`${text}${after}`;
    return format`${text}${found[Number(after)] ?? ''}`;
  }, '');
}

/** Stands on both sides of a deferred text's number: JSON text holds no such character otherwise. */
const MARK = '\u007f';

function marking(tree: Tree | undefined, found: Deferred<string>[]): unknown {
  if (isDeferral(tree)) {
    const expression = expressionOf(tree);
    const pieces = expression.op === 'format' ? expression.parts : [expression];
    return pieces
      .map((piece) =>
        typeof piece === 'string' ? piece : `${MARK}${found.push(deferred(piece)) - 1}${MARK}`,
      )
      .join('');
  }
  if (Array.isArray(tree)) return tree.map((element) => marking(element as Tree, found));
  if (typeof tree !== 'object' || tree === null) return tree;
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, marking(value, found)]));
}
