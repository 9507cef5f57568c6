import { EVENT_ID, getScalarValue, parseEvents, type Event } from 'js-yaml';
import type { PathSegment } from '../vocabulary/field-path';
import { lineWithoutSecrets } from '../vocabulary/secret-name';

/** The text of a document, which all items of a List share: it is searched once for all of them. */
class DocumentText {
  #lines: readonly string[] | undefined;
  #fields: ReadonlyMap<string, number> | undefined;
  #holdsSecret: boolean | undefined;

  constructor(private readonly text: string) {}

  get lines(): readonly string[] {
    return (this.#lines ??= this.text.split('\n'));
  }

  /** The line of each field, counted from 0. */
  get fields(): ReadonlyMap<string, number> {
    return (this.#fields ??= linesOf(this.text));
  }

  get holdsSecret(): boolean {
    return (this.#holdsSecret ??= /\bkind["']?\s*:\s*["']?Secret\b/.test(this.text));
  }
}

/** One YAML document of a file, kept so that a finding can say on which line its field stands. */
export class SourceDocument {
  readonly #text: DocumentText;

  constructor(
    readonly file: string,
    text: string | DocumentText,
    /** The line of the file on which the document begins, counted from 1. */
    private readonly firstLine: number,
    /** Where the object stands in the document: empty, or `items[3]` of a List. */
    private readonly prefix: readonly PathSegment[] = [],
  ) {
    this.#text = typeof text === 'string' ? new DocumentText(text) : text;
  }

  /** The same document, for an item of the List that it holds. */
  item(index: number): SourceDocument {
    return new SourceDocument(this.file, this.#text, this.firstLine, [...this.prefix, 'items', index]);
  }

  /** The line on which a field stands; of the nearest field around it, where it is absent. Counted from 1. */
  lineOf(path: readonly PathSegment[]): number {
    const whole = [...this.prefix, ...path];
    for (let length = whole.length; length >= 0; length -= 1) {
      const line = this.#text.fields.get(keyOf(whole.slice(0, length)));
      if (line !== undefined) return this.firstLine + line;
    }
    return this.firstLine;
  }

  /** The lines of the file around a line, each with its number; none of a document that holds a Secret. */
  excerpt(line: number, around = 1): readonly { readonly line: number; readonly text: string }[] {
    if (this.#text.holdsSecret) return [];
    const { lines } = this.#text;
    const first = Math.max(0, line - this.firstLine - around);
    return lines.slice(first, line - this.firstLine + around + 1).map((text, index) => ({
      line: this.firstLine + first + index,
      text: lineWithoutSecrets(text, lines[first + index - 1]),
    }));
  }
}

function keyOf(path: readonly PathSegment[]): string {
  return JSON.stringify(path);
}

interface Open {
  readonly path: readonly PathSegment[];
  readonly isMapping: boolean;
  /** The key that was read last, of which the value follows; undefined before a key. */
  key?: string | undefined;
  items: number;
}

/** The line of each field of a document, counted from 0: of its key in a mapping, of itself in a list. */
function linesOf(text: string): ReadonlyMap<string, number> {
  const lineAt = lineCounter(text);
  const lines = new Map<string, number>();
  const open: Open[] = [];
  for (const event of parseEvents(text, {})) {
    const parent = open.at(-1);
    if (event.type === EVENT_ID.POP) {
      open.pop();
      continue;
    }
    if (event.type === EVENT_ID.DOCUMENT) {
      open.push({ path: [], isMapping: false, items: -1 });
      continue;
    }
    const start = startOf(event);
    if (parent?.isMapping === true && parent.key === undefined) {
      // Only scalars are keys of JSON; a document with other keys was refused when it was read.
      parent.key = event.type === EVENT_ID.SCALAR ? getScalarValue(text, event) : '';
      lines.set(keyOf([...parent.path, parent.key]), lineAt(start));
      continue;
    }
    const path = pathInside(parent);
    if (parent?.isMapping === true) parent.key = undefined;
    const key = keyOf(path);
    if (!lines.has(key)) lines.set(key, lineAt(start));
    if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE) {
      open.push({ path, isMapping: event.type === EVENT_ID.MAPPING, items: 0 });
    }
  }
  return lines;
}

function pathInside(parent: Open | undefined): readonly PathSegment[] {
  if (parent === undefined || parent.items < 0) return [];
  if (parent.isMapping) return [...parent.path, parent.key ?? ''];
  return [...parent.path, parent.items++];
}

function startOf(event: Event): number {
  if ('valueStart' in event) return event.valueStart;
  if ('start' in event) return event.start;
  return 'anchorStart' in event ? event.anchorStart : 0;
}

/** Tells the line of an offset, both counted from 0. */
function lineCounter(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  };
}
