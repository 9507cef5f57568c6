import { regularExpression } from '../vocabulary/regular-expression';

/** A regular expression of RE2, as Envoy uses it. */
export interface Re2 {
  /** Whether it matches the whole text. */
  matches(text: string): boolean;
  /** The text with every match replaced; `\1` stands for the first group, `\0` for the whole match. */
  replaceAll(text: string, substitution: string): string;
}

const compiled = new Map<string, Re2 | undefined>();
const MOST_KEPT = 10_000;

/** Reads an expression; undefined for one that RE2 refuses. */
export function re2(pattern: string): Re2 | undefined {
  if (!compiled.has(pattern)) {
    if (compiled.size >= MOST_KEPT) compiled.clear();
    compiled.set(pattern, compile(pattern));
  }
  return compiled.get(pattern);
}

function compile(pattern: string): Re2 | undefined {
  const engine = regularExpression(pattern);
  if (engine === undefined) return undefined;
  const native = isPlain(pattern) ? new RegExp(`^(?:${pattern})$`) : undefined;
  return {
    matches: native ? (text) => native.test(text) : (text) => engine.matches(text),
    replaceAll: (text, substitution) => {
      const template = substitution
        .replaceAll('$', '$$$$')
        .replace(/\\(\d|\\)/g, (_, what: string) =>
          what === '\\' ? '\\' : what === '0' ? '$&' : `$${what}`,
        );
      return engine.matcher(text).replaceAll(template);
    },
  };
}

/**
 * Whether JavaScript's own engine, which is many times faster, gives the same answer in the same order of time: no
 * flags, no classes that the two read differently, and nothing repeated that repeats or chooses inside, so that
 * backtracking never multiplies.
 */
function isPlain(pattern: string): boolean {
  const unclassed = pattern
    .replace(/\[\^?(?:[\w.%~@:,/ -]|\\[.\-/\\dw])+\]/g, 'x')
    .replace(/\\[./\-\\dw?+*()[\]{}|^$]/g, 'x');
  if (!/^[\w\-./%~@:, =&;!<>#'"^$|()?*+{}]*$/.test(unclassed) || unclassed.includes('(?')) return false;
  if (/\{(?!\d+(?:,\d*)?\})|(?<!\{[\d,]*)\}/.test(unclassed)) return false;
  if (repeatsInRepetition(unclassed)) return false;
  return (unclassed.match(/[*+]|\{\d+,\}/g) ?? []).length <= 3;
}

/** Whether a group that is repeated repeats or chooses inside, at whatever depth. */
function repeatsInRepetition(expression: string): boolean {
  if (/\([^()]*[?*+{|][^()]*\)[?*+{]/.test(expression)) return true;
  const outer = expression.replace(/\(([^()]*)\)/g, (_, inner: string) =>
    /[?*+{|]/.test(inner) ? 'x?' : 'x',
  );
  return outer !== expression && repeatsInRepetition(outer);
}
