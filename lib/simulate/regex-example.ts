import { re2 } from './re2';

const MOST_EXAMPLES = 8;
const ESCAPES: Readonly<Record<string, string>> = {
  d: '0',
  w: 'a',
  s: ' ',
  D: 'a',
  W: '-',
  S: 'a',
  t: '\t',
  n: '\n',
};
const CANDIDATES = Array.from('a0A-_/.~ %@:=');

/** Texts that an expression of RE2 matches as a whole, one for each of its alternatives; none where none is found. */
export function regexExamples(pattern: string): readonly string[] {
  const expression = re2(pattern);
  if (expression === undefined) return [];
  const found = new Reader(pattern).alternatives();
  return [...new Set(found)].filter((text) => expression.matches(text));
}

/** Reads an expression from the left; gives up nothing, since what comes out is tried against the expression. */
class Reader {
  #at = 0;

  constructor(private readonly pattern: string) {}

  alternatives(): readonly string[] {
    const found: string[] = [...this.#sequence()];
    while (this.#next() === '|') {
      this.#at += 1;
      found.push(...this.#sequence());
    }
    return found.slice(0, MOST_EXAMPLES);
  }

  #sequence(): readonly string[] {
    let texts: readonly string[] = [''];
    while (this.#at < this.pattern.length && this.#next() !== '|' && this.#next() !== ')') {
      texts = joined(texts, this.#repeated(this.#atom()));
    }
    return texts;
  }

  #atom(): readonly string[] {
    const character = this.#take();
    if (character === '(') {
      const flags = /^\?(?:P?<\w+>|[a-zA-Z-]*:|[a-zA-Z-]+(?=\)))/.exec(this.pattern.slice(this.#at));
      this.#at += flags?.[0].length ?? 0;
      const inner = this.alternatives();
      this.#at += 1;
      return inner;
    }
    if (character === '[') return [this.#oneOf()];
    if (character === '.') return ['x'];
    if (character === '^' || character === '$') return [''];
    if (character !== '\\') return [character];
    const escaped = this.#take();
    return [/[bBAz]/.test(escaped) ? '' : (ESCAPES[escaped] ?? escaped)];
  }

  /** The first character that a class holds; of one that excludes, the first usual one that is left. */
  #oneOf(): string {
    const start = this.#at;
    if (this.#next() === '^') this.#at += 1;
    if (this.#next() === ']') this.#at += 1;
    while (this.#at < this.pattern.length && this.#next() !== ']') {
      if (this.pattern.startsWith('[:', this.#at)) this.#at = this.pattern.indexOf(':]', this.#at) + 1;
      this.#at += this.#next() === '\\' ? 2 : 1;
    }
    const body = this.pattern.slice(start, this.#at);
    this.#at += 1;
    const expression = re2(`[${body}]`);
    const own = body.replaceAll(/[\\^]/g, '');
    return [...CANDIDATES, ...Array.from(own)].find((one) => expression?.matches(one)) ?? '';
  }

  #repeated(texts: readonly string[]): readonly string[] {
    const count = /^(?:[*+?]|\{(\d+)(?:,\d*)?\})\??/.exec(this.pattern.slice(this.#at));
    if (count === null) return texts;
    this.#at += count[0].length;
    const least = count[1] === undefined ? (count[0].startsWith('+') ? 1 : 0) : Number(count[1]);
    if (least > 100) return [];
    return least === 0 ? [...texts, ''] : texts.map((text) => text.repeat(least));
  }

  #next(): string | undefined {
    return this.pattern[this.#at];
  }

  #take(): string {
    return this.pattern[this.#at++] ?? '';
  }
}

/** Each text of either list once, rather than every pair. */
function joined(one: readonly string[], other: readonly string[]): readonly string[] {
  if (one.length === 0 || other.length === 0) return [];
  const count = Math.min(Math.max(one.length, other.length), MOST_EXAMPLES);
  return Array.from(
    { length: count },
    (_, index) => `${one[index % one.length]}${other[index % other.length]}`,
  );
}
