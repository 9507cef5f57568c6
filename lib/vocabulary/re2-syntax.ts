/**
 * What RE2 finds wrong with a regular expression, or undefined. RE2, which Envoy and istiod use, knows neither
 * lookaround nor backreferences nor possessive repetition, so that it never takes long.
 *
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function re2Mistake(pattern: string): string | undefined {
  try {
    new Re2Syntax(pattern).check();
    return undefined;
  } catch (error) {
    if (error instanceof Re2Mistake) return error.message;
    throw error;
  }
}

class Re2Mistake extends Error {}

const GROUP = /^\((\?(P?<(\w*)>|[a-zA-Z]*(-[a-zA-Z]+)?[:)])?)?/;
const FLAGS = /^\?[imsU]*(-[imsU]+)?[:)]$/;
const REPEAT = /^(?:[*+?]|\{(\d+)(,(\d*))?\})/;
const CLASS_NAMES =
  /^\^?(alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit)$/;
/** The most that a counted repetition, times those around it, may repeat. */
const MOST_REPEATS = 1000;

/** A walk through the expression; each method takes what it is named after from where the walk has come to. */
class Re2Syntax {
  private rest: string;
  private readonly names = new Set<string>();

  constructor(pattern: string) {
    this.rest = pattern;
  }

  check(): void {
    this.alternatives();
    if (this.rest !== '') throw new Re2Mistake('a ) without its (');
  }

  /** Returns how often its most repeated part is repeated. */
  private alternatives(): number {
    let most = 1;
    let before: 'nothing' | 'atom' | 'repetition' = 'nothing';
    let last = 1;
    while (this.rest !== '' && !this.rest.startsWith(')')) {
      const repeat = REPEAT.exec(this.rest);
      if (this.rest.startsWith('|')) {
        this.skip(1);
        before = 'nothing';
      } else if (repeat) {
        if (before === 'nothing') throw new Re2Mistake(`nothing before ${repeat[0]} to repeat`);
        if (before === 'repetition') throw new Re2Mistake(`${repeat[0]} repeats a repetition`);
        this.skip(repeat[0].length);
        if (this.rest.startsWith('?')) this.skip(1);
        last *= timesOf(repeat);
        if (last > MOST_REPEATS) throw new Re2Mistake(`${repeat[0]} repeats more than ${MOST_REPEATS} times`);
        before = 'repetition';
      } else {
        const flags = /^\(\?[a-zA-Z-]*\)/.exec(this.rest);
        last = this.atom();
        before = flags ? before : 'atom';
      }
      most = Math.max(most, last);
    }
    return most;
  }

  private atom(): number {
    const [first] = this.rest as unknown as [string];
    if (first === '(') return this.group();
    if (first === '[') this.characterClass();
    else if (first === '\\') this.escape(false);
    else this.skip(String.fromCodePoint(this.rest.codePointAt(0) as number).length);
    return 1;
  }

  private group(): number {
    const [opening = '', kind = '', , name] = GROUP.exec(this.rest) ?? [];
    if (name !== undefined) {
      if (name === '' || this.names.has(name)) throw new Re2Mistake(`group name '${name}' is empty or taken`);
      this.names.add(name);
    } else if (this.rest.startsWith('(?') && (kind === '' || !FLAGS.test(kind))) {
      throw new Re2Mistake(`${this.rest.slice(0, 4)} is no group of RE2, which has no lookaround`);
    }
    this.skip(opening.length);
    if (opening.endsWith(')')) return 1;
    const most = this.alternatives();
    if (!this.rest.startsWith(')')) throw new Re2Mistake('a ( without its )');
    this.skip(1);
    return most;
  }

  private characterClass(): void {
    this.skip(this.rest.startsWith('[^') ? 2 : 1);
    for (let first = true; first || !this.rest.startsWith(']'); first = false) {
      const named = /^\[:(.*?):\]/s.exec(this.rest);
      if (named) {
        if (!CLASS_NAMES.test(named[1] ?? '')) throw new Re2Mistake(`${named[0]} is no class of characters`);
        this.skip(named[0].length);
        continue;
      }
      const from = this.member();
      if (from !== undefined && /^-[^\]]/s.test(this.rest)) {
        this.skip(1);
        const to = this.member();
        if (to === undefined || to < from) throw new Re2Mistake('a range of characters that runs backwards');
      }
    }
    this.skip(1);
  }

  /** One character of a class, or undefined for an escape that stands for several. */
  private member(): number | undefined {
    if (this.rest === '') throw new Re2Mistake('a [ without its ]');
    if (this.rest.startsWith('\\')) return this.escape(true);
    const character = this.rest.codePointAt(0) as number;
    this.skip(String.fromCodePoint(character).length);
    return character;
  }

  private escape(inClass: boolean): number | undefined {
    const quoted = /^\\Q.*?(\\E|$)/s.exec(this.rest);
    const several = quoted && !inClass ? quoted : /^\\([dDsSwW]|[pP](\{(\^?\w+)\}|\w))/.exec(this.rest);
    const position = inClass ? null : /^\\[AbBz]/.exec(this.rest);
    const code = /^\\(?:x([0-9a-fA-F]{2})|x\{([0-9a-fA-F]+)\}|(0[0-7]{0,2}|[1-7][0-7]{1,2}))/.exec(this.rest);
    const single = /^\\([afnrtv]|[!-/:-@[-`{-~ ])/.exec(this.rest);
    const found = several ?? position ?? code ?? single;
    if (!found) throw new Re2Mistake(`${this.rest.slice(0, 2)} is no escape of RE2${hintFor(this.rest)}`);
    const property = several?.[2];
    if (several && property && !isUnicodeProperty(several[3] ?? property)) {
      throw new Re2Mistake(`${found[0]} is no class of Unicode`);
    }
    this.skip(found[0].length);
    if (several || position) return undefined;
    if (!code) return CONTROL[found[1] as string] ?? (found[1] as string).charCodeAt(0);
    const value = code[3] === undefined ? parseInt((code[1] ?? code[2]) as string, 16) : parseInt(code[3], 8);
    if (value > 0x10ffff) throw new Re2Mistake(`${found[0]} is no character of Unicode`);
    return value;
  }

  private skip(length: number): void {
    this.rest = this.rest.slice(length);
  }
}

const CONTROL: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 };

function timesOf([, from, comma, to]: RegExpExecArray): number {
  if (from === undefined) return 1;
  if (to && Number(to) < Number(from)) throw new Re2Mistake(`{${from},${to}} counts backwards`);
  return Math.max(1, Number(from), comma ? Number(to ?? 0) : 0);
}

function hintFor(rest: string): string {
  return /^\\[1-9]/.test(rest) ? ', which has no backreferences' : '';
}

/** `L`, `Lu`, `Greek`; `Any` is every character. */
function isUnicodeProperty(name: string): boolean {
  const plain = name.replace(/^\^/, '');
  if (plain === 'Any') return true;
  try {
    new RegExp(/^[A-Z][a-z]?$/.test(plain) ? `\\p{${plain}}` : `\\p{Script=${plain}}`, 'u');
    return true;
  } catch {
    return false;
  }
}
