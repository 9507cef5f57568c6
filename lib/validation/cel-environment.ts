import { isIP } from 'node:net';
import type { Environment } from '@marcbachmann/cel-js';
import { isCidr } from './network-address';
import { parseUrl, type ParsedUrl } from './parsed-url';
import { matchesRegularExpression } from '../vocabulary/regular-expression';

/** A URL inside a rule; the language has no such type of its own. */
class CelUrl {
  constructor(readonly parsed: ParsedUrl) {}
}

function toUrl(text: string): CelUrl {
  const parsed = parseUrl(text);
  if (typeof parsed === 'string') throw new Error(parsed);
  return new CelUrl(parsed);
}

/** The node `object.field` inside `has(object.field)`. */
interface FieldNode {
  readonly op: string;
  readonly args: readonly [unknown, string];
}

/** What a macro is checked and evaluated with. */
interface Checker {
  check(node: unknown, context: unknown): unknown;
  getType(name: string): unknown;
}
interface Evaluator {
  run(node: unknown, context: unknown): unknown;
}

/** `has(…)` of a field of whatever expression; the library's own takes no index, as in `has(self.matches[0].path)`. */
function hasMacro({ args: [field] }: { readonly args: readonly FieldNode[] }) {
  if (field?.op !== '.') throw new Error('has() expects a field');
  const [object, name] = field.args;
  return {
    typeCheck(checker: Checker, _macro: unknown, context: unknown) {
      checker.check(object, context);
      return checker.getType('bool');
    },
    evaluate(evaluator: Evaluator, _macro: unknown, context: unknown) {
      const value = evaluator.run(object, context);
      return typeof value === 'object' && value !== null && Object.hasOwn(value, name);
    },
  };
}

let environment: Environment | undefined;

/**
 * CEL with the functions that the API server adds to it, and the variable `self`.
 *
 * @see https://kubernetes.io/docs/reference/using-api/cel/#cel-options-language-features-and-libraries
 */
export function celEnvironment(): Environment {
  environment ??= newEnvironment();
  return environment;
}

function newEnvironment(): Environment {
  const library = celLibrary();
  return (
    new library.Environment({ homogeneousAggregateLiterals: false, enableOptionalTypes: true })
      .registerVariable('self', 'dyn')
      .registerType('net.URL', { ctor: CelUrl, fields: {} })
      .registerFunction('url(string): net.URL', toUrl)
      .registerFunction('isURL(string): bool', (text: string) => typeof parseUrl(text) !== 'string')
      .registerFunction('net.URL.getScheme(): string', (url: CelUrl) => url.parsed.scheme)
      .registerFunction('net.URL.getHost(): string', (url: CelUrl) => url.parsed.host)
      .registerFunction('net.URL.getHostname(): string', (url: CelUrl) => url.parsed.hostname)
      .registerFunction('net.URL.getPort(): string', (url: CelUrl) => url.parsed.port)
      .registerFunction('net.URL.getEscapedPath(): string', (url: CelUrl) => url.parsed.path)
      .registerFunction('isIP(string): bool', (text: string) => isIP(text) !== 0 && !text.includes('%'))
      .registerFunction('isCIDR(string): bool', isCidr)
      // Under names of their own, since what the library has cannot be replaced; it matches as JavaScript does.
      .registerFunction('string.matchesRe2(string): bool', matchesRegularExpression)
      .registerFunction('hasField(ast): bool', hasMacro)
  );
}

function celLibrary(): typeof import('@marcbachmann/cel-js') {
  try {
    // Most rules are about durations, which are judged without the library.
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- import() would make every judgement asynchronous
    return require('@marcbachmann/cel-js') as typeof import('@marcbachmann/cel-js');
  } catch (error) {
    throw new Error(
      "cannot load the ES module '@marcbachmann/cel-js', by which rules of custom resources are judged; in Jest, let it be " +
        'transformed: "transform": { "\\\\.ts$|/cel-js/.+\\\\.js$": "@swc/jest" }, ' +
        '"transformIgnorePatterns": ["/node_modules/(?!@marcbachmann/cel-js/)"]',
      { cause: error },
    );
  }
}
