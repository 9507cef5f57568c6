import type { Expression } from './expression';
import { sameExpression } from './same-expression';

/** Conditions that hold together. */
type Term = readonly Expression[];

/**
 * Conditions of which one must hold, without what says nothing new: `a` goes for `a and b`, and `a or b` for
 * `a or (not a and b)`.
 *
 * @returns none where one of them always holds
 */
export function disjunction(conditions: readonly Expression[]): readonly Expression[] {
  let terms: readonly Term[] = [];
  for (const condition of conditions) {
    const term = withoutOpposites(condition.op === 'and' ? condition.operands : [condition], terms);
    if (term.length === 0) return [];
    if (terms.some((known) => isPartOf(known, term))) continue;
    terms = [...terms.filter((known) => !isPartOf(term, known)), term];
  }
  return terms.map((operands) => {
    const [only] = operands;
    return operands.length === 1 && only !== undefined ? only : { op: 'and', operands };
  });
}

/** A term without the conditions that matter only where another term holds anyway. */
function withoutOpposites(term: Term, others: readonly Term[]): Term {
  const needless = term.findIndex((condition, index) => {
    const met = [...term.toSpliced(index, 1), opposite(condition)];
    return others.some((other) => isPartOf(other, met));
  });
  // One at a time: of two, each may be needless only because of the other.
  return needless === -1 ? term : withoutOpposites(term.toSpliced(needless, 1), others);
}

function opposite(condition: Expression): Expression {
  return condition.op === 'not' ? condition.operand : { op: 'not', operand: condition };
}

function isPartOf(term: Term, whole: Term): boolean {
  return term.every((condition) => whole.some((one) => sameExpression(one, condition)));
}
