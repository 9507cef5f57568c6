import type { Deferred } from '../values/chart-value';
import { isDeferral, type Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import { isJsonObject, type Json, type JsonObject } from '../vocabulary/json';

/**
 * Where the public keys come from by which tokens are verified.
 *
 * @see https://istio.io/latest/docs/reference/config/security/jwt/#JWTRule
 * @throws ConfigError `jwt-rule` when they cannot be read
 */
export class JwtKeys {
  /**
   * From `<issuer>/.well-known/openid-configuration`, which istiod fetches; the issuer is a URL that istiod reaches.
   */
  static discovered(): JwtKeys {
    return new JwtKeys({});
  }

  /**
   * From an http(s) address, which istiod fetches every 20 minutes, not the proxies. Where it fails, proxies get a key
   * that no token fits: every token is refused.
   */
  static fromUri(uri: Deferred<string>): JwtKeys {
    if (!isDeferral(uri) && !isWebAddress(uri)) {
      throw new ConfigError(
        'jwt-rule',
        undefined,
        `'uri' is '${uri}', expected an address that begins with https:// or http:// and has at most 2048 characters`,
      );
    }
    return new JwtKeys({ jwksUri: uri });
  }

  /** These: a JSON web key set, `{ keys: [{ kty: 'RSA', … }] }`. Public keys only. */
  static inline(keySet: JsonObject): JwtKeys {
    const keys = Array.isArray(keySet['keys']) ? (keySet['keys'] as readonly Json[]) : [];
    if (keys.length === 0) {
      throw new ConfigError(
        'jwt-rule',
        undefined,
        "'keySet' holds no keys, expected a JSON web key set: { keys: [{ kty: 'RSA', … }] }",
      );
    }
    const secret = keys.find((key) => isJsonObject(key) && ('d' in key || 'k' in key));
    if (secret !== undefined) {
      throw new ConfigError(
        'jwt-rule',
        undefined,
        "'keySet' holds a private or symmetric key (a member 'd' or 'k'), which would stand in the manifest; give public keys only",
      );
    }
    return new JwtKeys({ jwks: JSON.stringify(keySet) });
  }

  private constructor(
    private readonly fields: { readonly jwksUri?: Deferred<string>; readonly jwks?: string },
  ) {}

  /** @internal Whether they can be found without an issuer. */
  get _needIssuer(): boolean {
    return this.fields.jwksUri === undefined;
  }

  /** @internal Fields of a rule. */
  _toIstio(): Readonly<Record<string, Tree | undefined>> {
    return this.fields;
  }
}

function isWebAddress(uri: string): boolean {
  return uri.length <= 2048 && URL.canParse(uri) && /^https?:$/.test(new URL(uri).protocol);
}
