import { flowWord, keyEnd, mayBegin, scalar, word, type PlainValue } from './plain-words';

/** Thrown to leave the reader, and never seen outside; made once, since an Error looks at the stack when it is made. */
const UNUSUAL = new Error('the document is left to js-yaml');

/** What a document may not hold: anything but printable ASCII and line feeds. */
const UNUSUAL_CHARACTER = /[^\n\x20-\x7e]/g;
/** A list on one line, of words with or without quotes: `["ALL"]`, `[get, list]`. */
const WORDS = /\[ ?(?:[A-Za-z][\w./-]*|"[\w./:* -]*")(?:, ?(?:[A-Za-z][\w./-]*|"[\w./:* -]*"))* ?\]/y;
const MAX_DEPTH = 60;
const [LINE_FEED, SPACE, QUOTE, HASH, APOSTROPHE, DASH, COLON] = [10, 32, 34, 35, 39, 45, 58];

/**
 * Reads YAML documents in the style that `helm template`, `kubectl`, kustomize and cdk8s print: block maps and lists,
 * texts on one line, plain or in quotes without escapes, literal block texts. A general parser takes five times as
 * long. Everything else (anchors, tags, flow style, long texts that are folded, control characters, whatever might be a
 * mistake) is left to js-yaml, which gives the same for what is read here.
 */
export class PlainYaml {
  #nextUnusual = -1;
  #end = 0;
  /** The next line that is neither empty nor a comment: where it begins, and its first character behind the spaces. */
  #line = 0;
  #at = 0;

  constructor(private readonly text: string) {}

  /** The object of the document between two offsets; undefined if anything about it is unusual. */
  document(start: number, end: number): PlainValue | undefined {
    if (start >= end || this.text.charCodeAt(end - 1) !== LINE_FEED || this.unusualFrom(start) < end) {
      return undefined;
    }
    this.#end = end;
    this.#line = this.text.startsWith('---\n', start) ? start + 4 : start;
    try {
      this.skip();
      if (this.#at >= end || this.#at !== this.#line) return undefined;
      const value = this.mapping(0, 0);
      return this.#at >= end ? value : undefined;
    } catch (error) {
      if (error === UNUSUAL) return undefined;
      throw error;
    }
  }

  /** The first unusual character behind an offset, looked for once whatever the number of documents. */
  private unusualFrom(start: number): number {
    if (this.#nextUnusual < start) {
      UNUSUAL_CHARACTER.lastIndex = start;
      this.#nextUnusual = UNUSUAL_CHARACTER.exec(this.text)?.index ?? Infinity;
    }
    return this.#nextUnusual;
  }

  /** The map whose first key is the next thing to read. */
  private mapping(indent: number, depth: number): PlainValue {
    const { text } = this;
    const map: { [field: string]: PlainValue } = {};
    for (;;) {
      const start = this.#at;
      const colon = keyEnd(text, start);
      if (colon < 0) throw UNUSUAL;
      const key = scalar(text, start, colon);
      // A word that YAML takes for no text, a key that is there already, a name of every object's prototype.
      if (typeof key !== 'string' || map[key] !== undefined) throw UNUSUAL;
      map[key] = this.valueOfKey(this.behindSpaces(colon + 1), indent, depth);
      if (this.#at >= this.#end) return map;
      const next = this.#at - this.#line;
      if (next < indent) return map;
      if (next > indent) throw UNUSUAL;
    }
  }

  private valueOfKey(at: number, indent: number, depth: number): PlainValue {
    const first = this.text.charCodeAt(at);
    if (first !== LINE_FEED && first !== HASH) return this.inlineValue(at, indent);
    this.nextLine(at);
    if (this.#at >= this.#end) return null;
    const next = this.#at - this.#line;
    if (this.isItem(this.#at)) return next >= indent ? this.sequence(next, depth + 1) : null;
    if (next <= indent) return null;
    if (depth > MAX_DEPTH) throw UNUSUAL;
    return this.mapping(next, depth + 1);
  }

  private sequence(indent: number, depth: number): PlainValue {
    if (depth > MAX_DEPTH) throw UNUSUAL;
    const list: PlainValue[] = [];
    for (;;) {
      const start = this.behindSpaces(this.#at + 1);
      if (keyEnd(this.text, start) >= 0) {
        // The keys of an item stand under its first one, as if the dash were a space.
        const inner = start - this.#line;
        this.#at = start;
        list.push(this.mapping(inner, depth + 1));
      } else list.push(this.inlineValue(start, indent));
      if (this.#at >= this.#end) return list;
      const next = this.#at - this.#line;
      if (next < indent) return list;
      if (next > indent) throw UNUSUAL;
      if (!this.isItem(this.#at)) return list;
    }
  }

  /** Whether an item of a list begins here. */
  private isItem(at: number): boolean {
    return this.text.charCodeAt(at) === DASH && this.text.charCodeAt(at + 1) === SPACE;
  }

  /** A value that begins on the line of its key or dash. A text that goes on below is indented, and so unusual. */
  private inlineValue(at: number, indent: number): PlainValue {
    const { text } = this;
    const first = text.charCodeAt(at);
    if (text[at] === '|') return this.literal(at, indent);
    let value: PlainValue;
    let end: number;
    if (first === QUOTE || first === APOSTROPHE) {
      end = text.indexOf(first === QUOTE ? '"' : "'", at + 1) + 1;
      value = end < at + 2 ? '' : word(text, at + 1, end - 1);
      if (end === 0 || value.includes('\n') || (first === QUOTE && value.includes('\\'))) throw UNUSUAL;
    } else if (text.startsWith('{}', at) || text.startsWith('[]', at)) {
      end = at + 2;
      value = text[at] === '{' ? {} : [];
    } else if (text[at] === '[') {
      end = this.wordsEnd(at);
      value = text
        .slice(at + 1, end - 1)
        .split(',')
        .map((item) => flowWord(item.trim()));
    } else {
      end = this.plainEnd(at);
      value = scalar(text, at, end);
    }
    this.endLine(end);
    if (this.#at < this.#end && this.#at - this.#line > indent) throw UNUSUAL;
    return value;
  }

  private wordsEnd(at: number): number {
    WORDS.lastIndex = at;
    if (!WORDS.test(this.text)) throw UNUSUAL;
    return WORDS.lastIndex;
  }

  /** Where a plain text ends: before the spaces at the end of the line, or before a comment. */
  private plainEnd(start: number): number {
    const { text } = this;
    if (!mayBegin(text.charCodeAt(start), text.charCodeAt(start + 1))) throw UNUSUAL;
    let end = start;
    for (let at = start; ; at += 1) {
      const character = text.charCodeAt(at);
      if (character === LINE_FEED || (character === HASH && text.charCodeAt(at - 1) === SPACE)) return end;
      if (character === COLON && text.charCodeAt(at + 1) <= SPACE) throw UNUSUAL;
      if (character !== SPACE) end = at + 1;
    }
  }

  /** A literal block text, `|` or `|-`. */
  private literal(at: number, indent: number): PlainValue {
    const { text } = this;
    const stripped = text.charCodeAt(at + 1) === DASH;
    let line = at + (stripped ? 2 : 1);
    if (text.charCodeAt(line) !== LINE_FEED) throw UNUSUAL;
    line += 1;
    const column = this.behindSpaces(line) - line;
    if (column <= indent || line >= this.#end || text.charCodeAt(line + column) === LINE_FEED) throw UNUSUAL;
    const lines: string[] = [];
    while (line < this.#end) {
      const first = this.behindSpaces(line);
      const end = text.indexOf('\n', first);
      if (first === end) {
        // Spaces alone belong to the text only behind its indentation.
        lines.push(text.slice(Math.min(line + column, end), end));
      } else if (first - line < column) break;
      else lines.push(text.slice(line + column, end));
      line = end + 1;
    }
    while (lines.at(-1) === '') lines.pop();
    this.#line = line;
    this.skip();
    if (this.#at < this.#end && this.#at - this.#line > indent) throw UNUSUAL;
    return stripped ? lines.join('\n') : `${lines.join('\n')}\n`;
  }

  /** Goes to the next line, if nothing but a comment stands behind a value. */
  private endLine(end: number): void {
    const at = this.behindSpaces(end);
    const character = this.text.charCodeAt(at);
    if (character !== LINE_FEED && (character !== HASH || at === end)) throw UNUSUAL;
    this.nextLine(at);
  }

  private nextLine(at: number): void {
    this.#line = this.text.indexOf('\n', at) + 1;
    this.skip();
  }

  /** Skips empty lines and comments. */
  private skip(): void {
    for (;;) {
      this.#at = this.behindSpaces(this.#line);
      if (this.#at >= this.#end) return;
      const character = this.text.charCodeAt(this.#at);
      if (character !== LINE_FEED && character !== HASH) return;
      this.#line = this.text.indexOf('\n', this.#at) + 1;
    }
  }

  private behindSpaces(at: number): number {
    let behind = at;
    while (this.text.charCodeAt(behind) === SPACE) behind += 1;
    return behind;
  }
}
