import type { IConstruct } from 'constructs';
import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import { checkLiteral } from './literal-check';
import { TextMatch } from './text-match';

/**
 * A condition on one header of a request. Names of headers have no case: they are written in lower case.
 *
 * @throws ConfigError `header-name` when the name holds what a header's name cannot
 */
export class HeaderMatch {
  /** The header has exactly this value. */
  static exact(name: string, value: Deferred<string>): HeaderMatch {
    return new HeaderMatch(name, TextMatch.exact(value));
  }

  /** The header's value begins so. HTTPRoutes have no such match. */
  static prefix(name: string, value: Deferred<string>): HeaderMatch {
    return new HeaderMatch(name, TextMatch.prefix(value));
  }

  /** The header's value matches the RE2 expression as a whole. */
  static regex(name: string, pattern: Deferred<string>): HeaderMatch {
    return new HeaderMatch(name, TextMatch.regex(pattern));
  }

  /** The header is there, whatever its value. */
  static present(name: string): HeaderMatch {
    return new HeaderMatch(name, TextMatch.regex('.*'));
  }

  /**
   * A claim of the request's token has exactly this value, or, as a list, holds it: `groups`, or `realm.roles` for one
   * within another. Only at gateways with a RequestAuthentication, and not in HTTPRoutes.
   *
   * @see https://istio.io/latest/docs/tasks/security/authentication/jwt-route/
   */
  static claim(claim: string, value: Deferred<string>): HeaderMatch {
    return new HeaderMatch(claim, TextMatch.exact(value), CLAIMS);
  }

  /** Name of the header in lower case. */
  readonly name: string;

  private constructor(
    name: string,
    private readonly value: TextMatch,
    prefix = '',
  ) {
    if (!/^[A-Za-z0-9][-\w!#$%&'*+.^`|~]*$/.test(name)) {
      throw new ConfigError(
        'header-name',
        undefined,
        `'${name}' is no name of a header; expected letters, digits and hyphens, such as 'x-canary'`,
      );
    }
    // Claims, unlike headers, have case.
    this.name = prefix === '' ? name.toLowerCase() : prefix + name;
  }

  /** It is about a token's claim, which only gateways read. */
  get isClaim(): boolean {
    return this.name.startsWith(CLAIMS);
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
    const { form, text } = this.value;
    if (this.isClaim) {
      throw new ConfigError(
        'not-in-gateway-api',
        scope,
        `claim '${this.name}' of a token cannot be matched by an HTTPRoute; use a VirtualService at a gateway`,
      );
    }
    if (form === 'prefix') {
      throw new ConfigError(
        'not-in-gateway-api',
        scope,
        `header '${this.name}' is matched by its prefix, which an HTTPRoute cannot; use HeaderMatch.regex or a VirtualService`,
      );
    }
    checkLiteral(text, (value) => value !== '', {
      code: 'not-in-gateway-api',
      property: this.name,
      expected: 'at least one character, as HTTPRoutes need',
      remedy: 'leave the match out, or use a VirtualService',
      scope,
    });
    return { type: form === 'exact' ? 'Exact' : 'RegularExpression', name: this.name, value: text };
  }
}

const CLAIMS = '@request.auth.claims.';
