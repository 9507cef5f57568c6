import type { Expression } from './expression';

/** A condition that holds where another one does not, as people write it: `a and not b` for `not (not a or b)`. */
export function negated(condition: Expression): Expression {
  switch (condition.op) {
    case 'not':
      return condition.operand;
    case 'or':
      return {
        op: 'and',
        operands: condition.operands
          .map(negated)
          .flatMap((part) => (part.op === 'and' ? part.operands : [part])),
      };
    case 'if':
      return condition.then.op === 'literal' &&
        condition.then.value === true &&
        condition.otherwise.op === 'literal' &&
        condition.otherwise.value === false
        ? negated(condition.condition)
        : { op: 'not', operand: condition };
    default:
      return { op: 'not', operand: condition };
  }
}
