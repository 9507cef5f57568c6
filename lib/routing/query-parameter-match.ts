import type { IConstruct } from 'constructs';
import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import { checkLiteral } from './literal-check';
import { TextMatch } from './text-match';

/**
 * A condition on one parameter of a request's query. Case counts; of a parameter that is there twice the first one does.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest
 * @throws ConfigError `match` when the name is empty
 */
export class QueryParameterMatch {
  /** The parameter has exactly this value. */
  static exact(name: string, value: Deferred<string>): QueryParameterMatch {
    return new QueryParameterMatch(name, TextMatch.exact(value));
  }

  /** The parameter's value begins so. HTTPRoutes have no such match. */
  static prefix(name: string, value: Deferred<string>): QueryParameterMatch {
    return new QueryParameterMatch(name, TextMatch.prefix(value));
  }

  /** The parameter's value matches the RE2 expression as a whole. */
  static regex(name: string, pattern: Deferred<string>): QueryParameterMatch {
    return new QueryParameterMatch(name, TextMatch.regex(pattern));
  }

  private constructor(
    readonly name: string,
    private readonly value: TextMatch,
  ) {
    checkLiteral(name, (text) => text !== '', {
      code: 'match',
      property: 'name',
      expected: 'the name of a parameter',
      remedy: "write it like 'user'",
    });
  }

  /** It is a regular expression, which delegation cannot compare. */
  get isRegex(): boolean {
    return this.value.form === 'regex';
  }

  /** @internal As a VirtualService has it, without the name. */
  _toIstio(): Tree {
    return this.value._toIstio();
  }

  /** @internal As an HTTPRoute has it. */
  _toGatewayApi(scope: IConstruct): Tree {
    if (this.value.form === 'prefix') {
      throw new ConfigError(
        'not-in-gateway-api',
        scope,
        `query parameter '${this.name}' is matched by its prefix, which an HTTPRoute cannot; use QueryParameterMatch.regex or a VirtualService`,
      );
    }
    const type = this.value.form === 'exact' ? 'Exact' : 'RegularExpression';
    return { type, name: this.name, value: this.value.text };
  }
}
