import type { RE2JS } from 're2js';

const compiled = new Map<string, RE2JS | string>();

/** Compiles each expression once; a mistake is remembered as its text. */
function compile(expression: string): RE2JS | string {
  let result = compiled.get(expression);
  if (result === undefined) {
    try {
      // Most manifests have no regular expression, and the library costs more to load than they to judge.
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- import() would make every judgement asynchronous
      const re2js = require('re2js') as typeof import('re2js');
      result = re2js.RE2JS.compile(expression);
    } catch (error) {
      result = error instanceof Error ? error.message.replace(/^error parsing regexp: /, '') : String(error);
    }
    compiled.set(expression, result);
  }
  return result;
}

/**
 * What is wrong with a regular expression in the syntax of RE2, which Envoy, Go and so Istio and Kubernetes use;
 * undefined if nothing is. RE2 knows neither lookaround nor backreferences nor possessive repetition, so that it never
 * takes long.
 *
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function regularExpressionMistake(expression: string): string | undefined {
  const result = compile(expression);
  return typeof result === 'string' ? result : undefined;
}

/** The compiled expression; undefined for one that RE2 refuses. */
export function regularExpression(expression: string): RE2JS | undefined {
  const result = compile(expression);
  return typeof result === 'string' ? undefined : result;
}

/**
 * Whether a text holds a match of an RE2 expression.
 *
 * @throws {SyntaxError} when the expression is none
 */
export function matchesRegularExpression(text: string, expression: string): boolean {
  const result = compile(expression);
  if (typeof result === 'string') throw new SyntaxError(result);
  return result.test(text);
}
