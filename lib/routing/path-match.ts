import type { IConstruct } from 'constructs';
import type { Deferred } from '../values/chart-value';
import { isDeferral, type Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import { checkRegex } from './http-check';
import { checkLiteral } from './literal-check';

/** Options of a match by the text of a path. */
export interface PathMatchOptions {
  /** Upper and lower case are the same. HTTPRoutes have no such match. @default false */
  readonly ignoreCase?: boolean;
}

/**
 * A condition on a request's path, without its query.
 *
 * @throws ConfigError `path` when a literal path does not begin with `/`
 * @throws ConfigError `regex` when RE2 cannot read an expression
 */
export class PathMatch {
  /** Exactly this path. */
  static exact(path: Deferred<string>, options: PathMatchOptions = {}): PathMatch {
    return new PathMatch('exact', rooted(path), options.ignoreCase);
  }

  /**
   * Paths that begin so. A VirtualService compares characters (`/v1` also takes `/v10`), an HTTPRoute whole segments
   * (`/v1` takes `/v1` and `/v1/x` only).
   */
  static prefix(path: Deferred<string>, options: PathMatchOptions = {}): PathMatch {
    return new PathMatch('prefix', rooted(path), options.ignoreCase);
  }

  /** Paths that match the RE2 expression as a whole. @see https://github.com/google/re2/wiki/Syntax */
  static regex(pattern: Deferred<string>): PathMatch {
    checkRegex('path', pattern);
    return new PathMatch('regex', pattern);
  }

  private constructor(
    readonly form: 'exact' | 'prefix' | 'regex',
    private readonly value: Deferred<string>,
    /** Upper and lower case are the same. */
    readonly ignoreCase: boolean = false,
  ) {}

  /** Every path matches. */
  get isAny(): boolean {
    return this.form === 'prefix' && this.value === '/';
  }

  /** @internal As a VirtualService has it. */
  _toIstio(): Tree {
    return { [this.form]: this.value };
  }

  /** @internal As an HTTPRoute has it. */
  _toGatewayApi(scope: IConstruct): Tree {
    if (this.ignoreCase) {
      throw new ConfigError(
        'not-in-gateway-api',
        scope,
        "'ignoreCase' of a path cannot be said by an HTTPRoute; use PathMatch.regex('(?i)…') or a VirtualService",
      );
    }
    checkLiteral(this.value, (path) => this.form === 'regex' || !UNTIDY.test(path), {
      code: 'path',
      property: 'path',
      expected: "one without '//', '/./', '/../', '#' and '%2f'",
      remedy: 'write it as gateways see it, which tidy paths up first',
      scope,
    });
    return { type: GATEWAY_API_TYPE[this.form], value: this.value };
  }
}

const UNTIDY = /\/\/|\/\.{1,2}(\/|$)|#|%2f/i;
const GATEWAY_API_TYPE = { exact: 'Exact', prefix: 'PathPrefix', regex: 'RegularExpression' } as const;

function rooted(path: Deferred<string>): Deferred<string> {
  if (isDeferral(path) || path.startsWith('/')) return path;
  throw new ConfigError('path', undefined, `'path' is '${path}', expected one that begins with '/'`);
}
