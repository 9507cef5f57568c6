import type { Expression } from './expression';
import { Meanings } from './meanings';

/** Conditions that hold together, by the number of what they say; an opposite has the negative number. */
type Term = ReadonlyMap<number, Expression>;

/**
 * Conditions of which one must hold, without what says nothing new: `a` goes for `a and b`, and `a or b` for
 * `a or (not a and b)`.
 *
 * @returns none where one of them always holds
 */
export function disjunction(conditions: readonly Expression[]): readonly Expression[] {
  const meanings = new Meanings();
  const numberOf = (condition: Expression): number =>
    condition.op === 'not' ? -numberOf(condition.operand) : meanings.of(condition) + 1;
  const terms = new Terms();
  for (const condition of conditions) {
    const operands = condition.op === 'and' ? condition.operands : [condition];
    const term = withoutOpposites(new Map(operands.map((operand) => [numberOf(operand), operand])), terms);
    if (term.size === 0) return [];
    if (!terms.hasPartOf(term)) terms.add(term);
  }
  return terms.all().map((term) => {
    const operands = [...term.values()];
    const [only] = operands;
    return operands.length === 1 && only !== undefined ? only : { op: 'and', operands };
  });
}

/** A term without the conditions that matter only where another term holds anyway. */
function withoutOpposites(term: Term, others: Terms): Term {
  for (const number of term.keys()) {
    const rest = new Map(term);
    rest.delete(number);
    // One at a time: of two, each may be needless only because of the other.
    if (others.hasPartOf(new Map([...rest, [-number, undefined]]))) return withoutOpposites(rest, others);
  }
  return term;
}

/** Terms none of which is a part of another; found by their rarest number, which is the one that was met last. */
class Terms {
  private readonly terms = new Set<Term>();
  private readonly having = new Map<number, Set<Term>>();
  private readonly byRarest = new Map<number, Set<Term>>();

  all(): readonly Term[] {
    return [...this.terms];
  }

  hasPartOf(whole: ReadonlyMap<number, unknown>): boolean {
    for (const number of whole.keys()) {
      for (const term of this.byRarest.get(number) ?? []) if (isPartOf(term, whole)) return true;
    }
    return false;
  }

  /** Adds a term, and leaves out those that it is a part of. */
  add(term: Term): void {
    for (const longer of this.having.get(rarest(term)) ?? []) if (isPartOf(term, longer)) this.remove(longer);
    this.terms.add(term);
    joined(this.byRarest, rarest(term)).add(term);
    for (const number of term.keys()) joined(this.having, number).add(term);
  }

  private remove(term: Term): void {
    this.terms.delete(term);
    this.byRarest.get(rarest(term))?.delete(term);
    for (const number of term.keys()) this.having.get(number)?.delete(term);
  }
}

function isPartOf(term: Term, whole: ReadonlyMap<number, unknown>): boolean {
  return [...term.keys()].every((number) => whole.has(number));
}

function rarest(term: Term): number {
  return [...term.keys()].reduce((last, number) => (Math.abs(number) > Math.abs(last) ? number : last));
}

function joined(index: Map<number, Set<Term>>, number: number): Set<Term> {
  const terms = index.get(number) ?? new Set();
  index.set(number, terms);
  return terms;
}
