import type { Json } from '../vocabulary/json';
import { deferred, type Deferred } from './chart-value';
import { disjunction } from './disjunction';
import { expressionOf, isDeferral, type Expression, type Tree } from './expression';

/** True when all are; literal operands are folded away. Values that are not booleans count as true unless empty. */
export function and(...conditions: Deferred<unknown>[]): Deferred<boolean> {
  return logical('and', conditions as Tree[]);
}

/** True when one is; literal operands are folded away. */
export function or(...conditions: Deferred<unknown>[]): Deferred<boolean> {
  return logical('or', conditions as Tree[]);
}

/** The opposite. */
export function not(condition: Deferred<unknown>): Deferred<boolean> {
  if (!isDeferral(condition)) return !isTruthy(condition as Json);
  const operand = expressionOf(condition);
  return operand.op === 'not' ? deferred(operand.operand) : deferred({ op: 'not', operand });
}

/** True for what Helm takes as set: not `false`, 0, an empty text, list or map, nor nothing at all. */
export function isTruthy(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === false || value === 0 || value === '') return false;
  if (typeof value === 'object') return Object.keys(value).length > 0;
  return true;
}

/** True when both are the same scalar. */
export function equals<T extends string | number | boolean>(
  left: Deferred<T>,
  right: Deferred<T>,
): Deferred<boolean> {
  if (!isDeferral(left) && !isDeferral(right)) return left === right;
  return deferred({ op: 'equals', left: expressionOf(left), right: expressionOf(right) });
}

/** True when the left number is less than the right one. */
export function less(left: Deferred<number>, right: Deferred<number>): Deferred<boolean> {
  if (!isDeferral(left) && !isDeferral(right)) return left < right;
  return deferred({ op: 'less', left: expressionOf(left), right: expressionOf(right) });
}

function logical(op: 'and' | 'or', conditions: readonly Tree[]): Deferred<boolean> {
  const neutral = op === 'and';
  const operands: Expression[] = [];
  for (const condition of conditions) {
    if (!isDeferral(condition)) {
      if (isTruthy(condition as Json) !== neutral) return !neutral;
      continue;
    }
    const operand = expressionOf(condition);
    const flat = operand.op === op ? operand.operands : [operand];
    for (const part of flat) if (!operands.some((known) => sameCondition(known, part))) operands.push(part);
  }
  if (operands.length === 0) return neutral;
  const needed = op === 'or' ? disjunction(operands) : operands;
  const [only] = needed;
  if (only === undefined) return true;
  return deferred(needed.length === 1 ? only : { op, operands: needed });
}

/** Whether two conditions are the same expression, or the same value. */
export function sameCondition(a: Expression, b: Expression): boolean {
  if (a === b) return true;
  return a.op === 'value' && b.op === 'value' && a.path.join('\0') === b.path.join('\0');
}
