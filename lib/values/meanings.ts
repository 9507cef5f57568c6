import { EXPRESSION, isDeferral } from './expression';

/**
 * Numbers what expressions say: two have the same number where `sameExpression` holds, so that many are compared
 * without holding each against all others.
 */
export class Meanings {
  private readonly numbers = new Map<string, number>();
  private readonly known = new Map<object, number>();

  of(part: unknown): number {
    const node = isDeferral(part) ? part[EXPRESSION] : part;
    if (typeof node !== 'object' || node === null) return this.number(`${typeof node} ${String(node)}`);
    const known = this.known.get(node) ?? this.number(this.fieldsOf(node));
    this.known.set(node, known);
    return known;
  }

  private fieldsOf(node: object): string {
    const fields = Object.entries(node).map(([key, child]) => `${JSON.stringify(key)}:${this.of(child)}`);
    return fields.sort().join();
  }

  private number(text: string): number {
    const number = this.numbers.get(text) ?? this.numbers.size;
    this.numbers.set(text, number);
    return number;
  }
}
