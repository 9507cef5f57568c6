import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';

/**
 * What is done with requests that a policy matches. Istio asks CUSTOM policies first, then DENY, then ALLOW: the first
 * that denies decides; where ALLOW policies exist and none matches, the request is denied.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#AuthorizationPolicy-Action
 */
export class AuthorizationAction {
  /** Lets them through; what no ALLOW policy matches is denied as soon as there is one. */
  static allow(): AuthorizationAction {
    return new AuthorizationAction('ALLOW');
  }

  /** Answers them with 403, whatever ALLOW policies say; a connection without HTTP is closed. */
  static deny(): AuthorizationAction {
    return new AuthorizationAction('DENY');
  }

  /** Marks them for auditing and decides nothing; shows nothing without a plugin that reads the marks. */
  static audit(): AuthorizationAction {
    return new AuthorizationAction('AUDIT');
  }

  /**
   * Asks an external service, such as OPA or oauth2-proxy: one of `extensionProviders` of the mesh's configuration, of
   * type `envoyExtAuthzHttp` or `envoyExtAuthzGrpc`. While it cannot be reached, requests are denied.
   *
   * @throws ConfigError `authorization-action` when the provider is empty
   */
  static custom(provider: Deferred<string>): AuthorizationAction {
    if (provider === '') {
      throw new ConfigError(
        'authorization-action',
        undefined,
        "the 'provider' of AuthorizationAction.custom is empty; name one of 'extensionProviders' of the mesh's configuration",
      );
    }
    return new AuthorizationAction('CUSTOM', provider);
  }

  /** One that is known at deploy time; CUSTOM cannot be, since it needs a provider. */
  static chosen(action: Deferred<'ALLOW' | 'DENY' | 'AUDIT'>): AuthorizationAction {
    return new AuthorizationAction(action);
  }

  private constructor(
    /** @internal Name of the action. */
    readonly _name: Deferred<'ALLOW' | 'DENY' | 'AUDIT' | 'CUSTOM'>,
    private readonly provider?: Deferred<string>,
  ) {}

  /** @internal Fields of an AuthorizationPolicy. */
  _toIstio(): { readonly action: Deferred<string>; readonly provider?: Tree } {
    return this.provider === undefined
      ? { action: this._name }
      : { action: this._name, provider: { name: this.provider } };
  }
}
