import type { Deferred } from '../values/chart-value';
import { isDeferral, type Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';

/**
 * A condition on a request's path, without its query.
 *
 * @throws ConfigError `path` when a literal path does not begin with `/`
 */
export class PathMatch {
  /** Exactly this path. */
  static exact(path: Deferred<string>): PathMatch {
    return new PathMatch('exact', rooted(path));
  }

  /**
   * Paths that begin so. A VirtualService compares characters (`/v1` also takes `/v10`), an HTTPRoute whole segments
   * (`/v1` takes `/v1` and `/v1/x` only).
   */
  static prefix(path: Deferred<string>): PathMatch {
    return new PathMatch('prefix', rooted(path));
  }

  /** Paths that match the RE2 expression as a whole. @see https://github.com/google/re2/wiki/Syntax */
  static regex(pattern: Deferred<string>): PathMatch {
    return new PathMatch('regex', pattern);
  }

  private constructor(
    private readonly form: 'exact' | 'prefix' | 'regex',
    private readonly value: Deferred<string>,
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
  _toGatewayApi(): Tree {
    return { type: GATEWAY_API_TYPE[this.form], value: this.value };
  }
}

const GATEWAY_API_TYPE = { exact: 'Exact', prefix: 'PathPrefix', regex: 'RegularExpression' } as const;

function rooted(path: Deferred<string>): Deferred<string> {
  if (isDeferral(path) || path.startsWith('/')) return path;
  throw new ConfigError('path', undefined, `'path' is '${path}', expected one that begins with '/'`);
}
