import type { Deferred } from '../values/chart-value';
import { isDeferral, type Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';

/**
 * Where a request carries its JSON web token.
 *
 * @see https://istio.io/latest/docs/reference/config/security/jwt/#JWTHeader
 * @throws ConfigError `jwt-rule` when the name is empty
 */
export class TokenLocation {
  /** In a header, behind a prefix such as `Bearer ` (with its blank). */
  static header(name: Deferred<string>, options: TokenHeaderOptions = {}): TokenLocation {
    return new TokenLocation('fromHeaders', named('header', name), { name, prefix: options.prefix });
  }

  /** In a parameter of the query. Addresses end up in logs: prefer a header. */
  static queryParameter(name: Deferred<string>): TokenLocation {
    return new TokenLocation('fromParams', named('query parameter', name));
  }

  /** In a cookie. */
  static cookie(name: Deferred<string>): TokenLocation {
    return new TokenLocation('fromCookies', named('cookie', name));
  }

  private constructor(
    private readonly list: 'fromHeaders' | 'fromParams' | 'fromCookies',
    name: Deferred<string>,
    private readonly entry: Tree = name,
  ) {}

  /** @internal The locations as fields of a rule. */
  static _toIstio(locations: readonly TokenLocation[]): Readonly<Record<string, Tree | undefined>> {
    const entries = (list: TokenLocation['list']) => {
      const found = locations.filter((location) => location.list === list).map(({ entry }) => entry);
      return found.length === 0 ? undefined : found;
    };
    return {
      fromHeaders: entries('fromHeaders'),
      fromParams: entries('fromParams'),
      fromCookies: entries('fromCookies'),
    };
  }
}

/** Options of a token in a header. */
export interface TokenHeaderOptions {
  /** What stands before the token, its blank included. @default - nothing */
  readonly prefix?: Deferred<string>;
}

function named(place: string, name: Deferred<string>): Deferred<string> {
  if (isDeferral(name) || name !== '') return name;
  throw new ConfigError('jwt-rule', undefined, `the ${place} of a token has an empty name; name it`);
}
