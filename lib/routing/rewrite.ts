import type { IConstruct } from 'constructs';
import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import { checkRegex } from './http-check';
import type { HttpMatch } from './http-match';
import { checkLiteral } from './literal-check';
import { checkDnsName } from './name-check';

/** Options of a rewrite. */
export interface RewriteOptions {
  /** Host that the service is told, instead of the one that the client asked for. @default - the client's */
  readonly host?: Deferred<string>;
}

/**
 * What the service is told of a request, instead of what the client asked for.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPRewrite
 */
export class Rewrite {
  /**
   * Another beginning of the path, instead of the one that a `PathMatch.prefix` took. Both end with a slash, or neither
   * does.
   */
  static prefix(prefix: Deferred<string>, options: RewriteOptions = {}): Rewrite {
    return new Rewrite('prefix', rooted('prefix', prefix), options.host);
  }

  /** Another path, whatever the request's was; the query stays. */
  static fullPath(path: Deferred<string>, options: RewriteOptions = {}): Rewrite {
    return new Rewrite('fullPath', rooted('path', path), options.host);
  }

  /**
   * Every part of the path that the RE2 expression finds becomes the substitution, in which `\1` is its first group.
   * HTTPRoutes have no such rewrite.
   *
   * @throws ConfigError `regex` when RE2 cannot read the expression
   */
  static regex(
    match: Deferred<string>,
    substitution: Deferred<string>,
    options: RewriteOptions = {},
  ): Rewrite {
    checkRegex('match', match);
    checkLiteral(substitution, (text) => text !== '', {
      code: 'rewrite',
      property: 'substitution',
      expected: 'a text, since istiod takes no empty one',
      remedy: "keep a part of the match by a group, such as '/'",
    });
    return new Rewrite('regex', substitution, options.host, match);
  }

  /** Another host, and the same path. */
  static host(host: Deferred<string>): Rewrite {
    return new Rewrite('host', undefined, host);
  }

  private constructor(
    private readonly form: 'prefix' | 'fullPath' | 'regex' | 'host',
    private readonly path: Deferred<string> | undefined,
    readonly newHost: Deferred<string> | undefined,
    private readonly pattern?: Deferred<string>,
  ) {
    checkDnsName('host', newHost);
  }

  /**
   * Refuses a new beginning of paths that were not matched by their beginning.
   *
   * @throws ConfigError `rewrite`
   */
  check(scope: IConstruct, matches: readonly HttpMatch[]): void {
    const other = matches.find(({ path }) => path !== undefined && path.form !== 'prefix');
    if (this.form !== 'prefix' || other === undefined) return;
    throw new ConfigError(
      'rewrite',
      scope,
      `'rewrite' gives another prefix, but a path is matched by PathMatch.${other.path?.form ?? ''}, expected PathMatch.prefix; use Rewrite.fullPath or Rewrite.regex`,
    );
  }

  /** @internal As a VirtualService has it. */
  _toIstio(): Tree {
    const authority = this.newHost;
    if (this.form === 'host') return { authority };
    if (this.form === 'prefix') return { uri: this.path, authority };
    // `uri` would replace a matched prefix alone.
    return { uriRegexRewrite: { match: this.pattern ?? '^.*$', rewrite: this.path }, authority };
  }

  /** @internal As an HTTPRoute has it. */
  _toGatewayApi(scope: IConstruct): Tree {
    if (this.form === 'regex') {
      throw new ConfigError(
        'not-in-gateway-api',
        scope,
        "'rewrite' by a regular expression cannot be said by an HTTPRoute; use Rewrite.prefix, Rewrite.fullPath or a VirtualService",
      );
    }
    const replacements = {
      prefix: { type: 'ReplacePrefixMatch', replacePrefixMatch: this.path },
      fullPath: { type: 'ReplaceFullPath', replaceFullPath: this.path },
      host: undefined,
    };
    return { hostname: this.newHost, path: replacements[this.form] };
  }
}

function rooted(property: string, path: Deferred<string>): Deferred<string> {
  checkLiteral(path, (text) => text.startsWith('/'), {
    code: 'path',
    property,
    expected: "one that begins with '/'",
    remedy: "write it like '/v2'",
  });
  return path;
}
