import { deferred, type Deferred } from './chart-value';
import { expressionOf, isDeferral, type Expression } from './expression';
import { sameExpression } from './same-expression';

/** Sum of whole numbers. */
export function add(left: Deferred<number>, right: Deferred<number>): Deferred<number> {
  if (!isDeferral(left) && !isDeferral(right)) return left + right;
  return (
    difference(left, right) ??
    difference(right, left) ??
    deferred({ op: 'add', left: expressionOf(left), right: expressionOf(right) })
  );
}

/** What is left of `a - b` where `b` is added to it again. */
function difference(sum: Deferred<number>, addend: Deferred<number>): Deferred<number> | undefined {
  const added = expressionOf(sum);
  if (added.op !== 'add' || added.right.op !== 'multiply' || !isMinusOne(added.right.right)) return undefined;
  if (!sameExpression(added.right.left, addend)) return undefined;
  return added.left.op === 'literal' ? (added.left.value as number) : deferred(added.left);
}

/** Whether a factor turns a sum into a difference. */
export function isMinusOne(factor: Expression): boolean {
  return factor.op === 'literal' && factor.value === -1;
}

/** Product of whole numbers. */
export function multiply(left: Deferred<number>, right: Deferred<number>): Deferred<number> {
  if (!isDeferral(left) && !isDeferral(right)) return left * right;
  return deferred({ op: 'multiply', left: expressionOf(left), right: expressionOf(right) });
}
