import { dump, type DumpOptions } from 'js-yaml';
import type { Json, JsonObject } from './json';

/** Words that are the same in every YAML; most of a manifest consists of them: names, paths, images and quantities. */
const PLAIN_WORD =
  /^((?!(y|n|yes|no|on|off|true|false|null)$)[a-z_/]([\w./,*-]|:(?=\w))*|\d+([mshMG]|[KMGT]i))$/i;

/** Several words of which the first has letters: nothing but a text, unless a colon or hash ends it. */
const PLAIN_SENTENCE = /^(?=[a-z(][^ ]* .)(?!.*(?::(?: |$)| #| $))[\x20-\x7e]+$/i;

/** Lines that stand below `|` as they are. */
const PLAIN_LINES = /^(?!\n* )[\x20-\x7e]*\n(?:[\x20-\x7e\n]*[\x20-\x7e]\n?)?$/;

const STEP = '  ';

/** Whether a text is written in YAML as it is, wherever it stands. */
export function isPlainWord(text: string): boolean {
  return PLAIN_WORD.test(text);
}

/**
 * Prints JSON as YAML: as js-yaml's `dump` does in blocks, without references and without folding lines, in a
 * fraction of the time. js-yaml is asked how a text is written, once for each that is not a plain word.
 */
export class YamlPrinter {
  private readonly options: DumpOptions;
  private readonly scalars = new Map<Json, string>();
  private readonly keys = new Map<string, string>();

  constructor(options: Pick<DumpOptions, 'quoteStyle' | 'scalarStyleRules'> = {}) {
    this.options = { ...options, lineWidth: -1, noRefs: true };
  }

  /** A whole document, with the line break at its end. */
  document(value: Json): string {
    return `${this.lines(value, '') ?? withoutEnd(dump(value, this.options))}\n`;
  }

  /** What stands behind a key or dash at an indent: a scalar, or an empty map or list. */
  inline(value: Json, indent: string): string {
    if (Array.isArray(value)) return '[]';
    if (typeof value === 'object' && value !== null) return '{}';
    return this.scalar(value).replace(/\n(?!\n|$)/g, `\n${indent}`);
  }

  /** A key, where it can stand before a colon. */
  key(key: string): string {
    if (PLAIN_WORD.test(key)) return key;
    let text = this.keys.get(key);
    if (text === undefined) {
      text = dump({ [key]: 0 }, this.options).slice(0, -': 0\n'.length);
      this.keys.set(key, text);
    }
    return text;
  }

  /** The lines of a map or list, the first one without its indent; nothing where there is nothing in it. */
  private lines(value: Json, indent: string): string | undefined {
    if (typeof value !== 'object' || value === null) return undefined;
    const parts = Array.isArray(value)
      ? (value as readonly Json[]).map((item) => this.item(item, indent))
      : Object.entries(value as JsonObject).flatMap(([key, item]) =>
          item === undefined ? [] : [this.field(key, item, indent)],
        );
    return parts.length === 0 ? undefined : parts.join(`\n${indent}`);
  }

  private item(value: Json, indent: string): string {
    return `- ${this.lines(value, indent + STEP) ?? this.inline(value, indent)}`;
  }

  private field(key: string, value: Json, indent: string): string {
    const label = this.key(key);
    if (label.startsWith('? ')) return this.explicitField(key, value, indent);
    const lines = this.lines(value, indent + STEP);
    return lines === undefined
      ? `${label}: ${this.inline(value, indent)}`
      : `${label}:\n${indent}${STEP}${lines}`;
  }

  /** A key that cannot stand before a colon, such as one of several lines. */
  private explicitField(key: string, value: Json, indent: string): string {
    return withoutEnd(dump({ [key]: value }, this.options)).replace(/\n(?!\n|$)/g, `\n${indent}`);
  }

  /** A scalar as it stands in a map: at the beginning of a document its further lines are indented otherwise. */
  private scalar(value: Json): string {
    if (typeof value === 'string') {
      if (PLAIN_WORD.test(value) || PLAIN_SENTENCE.test(value)) return value;
      if (value !== '\n' && PLAIN_LINES.test(value)) return literalBlock(value);
    }
    if (typeof value === 'number' && Number.isSafeInteger(value)) return value.toFixed();
    if (typeof value === 'boolean') return String(value);
    let text = this.scalars.get(value);
    if (text === undefined) {
      text = withoutEnd(dump({ k: value }, this.options)).slice('k: '.length);
      this.scalars.set(value, text);
    }
    return text;
  }
}

/** YAML as `kubectl` and people take it: what every file of manifests and templates is written with. */
export const PLAIN_YAML = new YamlPrinter();

/** Lines as a block below `|`, which keeps the line break at their end, or `|-` where there is none. */
function literalBlock(text: string): string {
  const end = text.endsWith('\n') ? text.length - 1 : text.length;
  return `${end < text.length ? '|' : '|-'}\n${text.slice(0, end).replace(/^(?!$)/gm, STEP)}`;
}

/** Behind a text that ends in empty lines js-yaml says that the document ends, which needs no saying. */
function withoutEnd(document: string): string {
  return document.replace(/\n(\.\.\.\n)?$/, '');
}
