import { EXPRESSION, isDeferral } from './expression';

/** Whether two expressions say the same, wherever they were made. */
export function sameExpression(a: unknown, b: unknown): boolean {
  const left = isDeferral(a) ? a[EXPRESSION] : a;
  const right = isDeferral(b) ? b[EXPRESSION] : b;
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => sameExpression(left[key as never], right[key as never]))
  );
}
