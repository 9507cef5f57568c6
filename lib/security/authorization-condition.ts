import type { IConstruct } from 'constructs';
import type { Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import { checkAddresses, checkEntries, checkPorts, type Patterns } from './authorization-patterns';

/** What a condition compares with; one of the two at least. */
export interface ConditionValues {
  /** One of these must match. @default - any value, none included */
  readonly values?: Patterns;
  /** None of these may match. @default - none */
  readonly notValues?: Patterns;
}

/**
 * A further condition of a rule, on something that is known of a request or its connection.
 *
 * @see https://istio.io/latest/docs/reference/config/security/conditions/
 * @throws ConfigError `authorization-condition` when a name in the key is empty or holds a bracket
 */
export class AuthorizationCondition {
  /** A header of the request. HTTP only. Clients can send what they like: this is no proof of who they are. */
  static requestHeader(name: string, values: ConditionValues): AuthorizationCondition {
    return AuthorizationCondition.keyed('request.headers', [name], values);
  }

  /** Address of who opened the connection, the last hop: addresses or ranges. */
  static sourceIp(values: ConditionValues): AuthorizationCondition {
    return new AuthorizationCondition('source.ip', values, checkAddresses);
  }

  /** Address of the client, as `X-Forwarded-For` or the PROXY protocol says: addresses or ranges. */
  static remoteIp(values: ConditionValues): AuthorizationCondition {
    return new AuthorizationCondition('remote.ip', values, checkAddresses);
  }

  /** Namespace of the caller; needs mutual TLS. */
  static sourceNamespace(values: ConditionValues): AuthorizationCondition {
    return new AuthorizationCondition('source.namespace', values);
  }

  /** Identity of the caller, `<trust domain>/ns/<namespace>/sa/<service account>`; needs mutual TLS. */
  static sourcePrincipal(values: ConditionValues): AuthorizationCondition {
    return new AuthorizationCondition('source.principal', values);
  }

  /** Identity in the request's token, `<issuer>/<subject>`. HTTP only; needs a RequestAuthentication. */
  static requestPrincipal(values: ConditionValues): AuthorizationCondition {
    return new AuthorizationCondition('request.auth.principal', values);
  }

  /** Audiences (`aud`) of the request's token. HTTP only; needs a RequestAuthentication. */
  static requestAudiences(values: ConditionValues): AuthorizationCondition {
    return new AuthorizationCondition('request.auth.audiences', values);
  }

  /** Who the request's token was issued to (`azp`). HTTP only; needs a RequestAuthentication. */
  static requestPresenter(values: ConditionValues): AuthorizationCondition {
    return new AuthorizationCondition('request.auth.presenter', values);
  }

  /** A claim of the request's token: texts, or lists of texts. HTTP only; needs a RequestAuthentication. */
  static requestClaim(name: string, values: ConditionValues): AuthorizationCondition {
    return AuthorizationCondition.keyed('request.auth.claims', [name], values);
  }

  /** A claim within claims, named from the outside: `['realm_access', 'roles']`. As `requestClaim` otherwise. */
  static nestedRequestClaim(names: readonly string[], values: ConditionValues): AuthorizationCondition {
    return AuthorizationCondition.keyed('request.auth.claims', names, values);
  }

  /** Address of the pod: addresses or ranges. */
  static destinationIp(values: ConditionValues): AuthorizationCondition {
    return new AuthorizationCondition('destination.ip', values, checkAddresses);
  }

  /** Port of the pod, not of its Service. */
  static destinationPort(values: ConditionValues): AuthorizationCondition {
    return new AuthorizationCondition('destination.port', values, checkPorts);
  }

  /** Server name that the client asks for in TLS (SNI). */
  static connectionSni(values: ConditionValues): AuthorizationCondition {
    return new AuthorizationCondition('connection.sni', values);
  }

  /** Metadata of an Envoy filter, such as `envoy.filters.network.mysql_proxy` and `db.table`. Experimental in Istio. */
  static envoyFilterMetadata(filter: string, name: string, values: ConditionValues): AuthorizationCondition {
    return AuthorizationCondition.keyed(`experimental.${filter}`, [name], values);
  }

  private static keyed(
    attribute: string,
    names: readonly string[],
    values: ConditionValues,
  ): AuthorizationCondition {
    const wrong = names.length === 0 ? '' : names.find((name) => !/^[^[\]]+$/.test(name));
    if (wrong !== undefined) {
      throw new ConfigError(
        'authorization-condition',
        undefined,
        `'${wrong}' is no name for ${attribute}[…]; expected one without brackets that is not empty`,
      );
    }
    return new AuthorizationCondition(attribute + names.map((name) => `[${name}]`).join(''), values);
  }

  private constructor(
    /** @internal What is looked at. */
    readonly _key: string,
    private readonly options: ConditionValues,
    private readonly checkList: typeof checkAddresses = checkEntries,
  ) {}

  /** @internal As a rule has it. */
  _toIstio(): Tree {
    return { key: this._key, values: this.options.values, notValues: this.options.notValues };
  }

  /** @internal Refuses values that the key cannot have. */
  _check(scope: IConstruct): void {
    const lists = Object.entries(this.options).filter(([, list]) => list !== undefined);
    if (lists.length === 0) {
      throw new ConfigError(
        'authorization-condition',
        scope,
        `the condition on ${this._key} has neither 'values' nor 'notValues'; give one of them`,
      );
    }
    for (const [name, list] of lists) {
      this.checkList(scope, `'${name}' of the condition on ${this._key}`, list as Patterns);
    }
  }
}
