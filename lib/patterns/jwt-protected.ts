import { Construct } from 'constructs';
import type { MeshObjectProps } from '../edges/mesh-object';
import type { PolicyTargetProps } from '../edges/policy-target';
import { AuthorizationAction } from '../security/authorization-action';
import { AuthorizationCondition } from '../security/authorization-condition';
import { AuthorizationPolicy } from '../security/authorization-policy';
import type { AuthorizationOperation, AuthorizationRule } from '../security/authorization-rule';
import type { JwtRule } from '../security/jwt-rule';
import { RequestAuthentication } from '../security/request-authentication';
import type { Deferred } from '../values/chart-value';
import { format } from '../values/operators';
import { ConfigError } from '../vocabulary/config-error';

/** Options of what only requests with a token may ask for. */
export interface JwtProtectedProps extends MeshObjectProps, PolicyTargetProps {
  /** Tokens that are valid. */
  readonly jwtRules: readonly JwtRule[];
  /** Ports of the pods that are protected; of HTTP only, since connections carry no token. At least one. */
  readonly ports: readonly Deferred<number>[];
  /** Paths that need no token, such as `/health`; `abc*` for all that begin so. @default - none */
  readonly publicPaths?: readonly string[];
  /** Claims that the token must have, each with one of its values. @default - any token of the issuers will do */
  readonly requiredClaims?: Readonly<Record<string, readonly string[]>>;
}

/**
 * Lets through only requests with a valid JSON web token: without any or with a bad one they are refused, with 403 and
 * 401. It denies what lacks a token and allows nothing by itself, so that the callers that other policies name stay
 * the only ones: a token is asked for on top of them.
 *
 * In ambient mode name a waypoint or service by `targetRefs`; ztunnel knows no tokens.
 *
 * @see https://istio.io/latest/docs/tasks/security/authorization/authz-jwt/
 * @throws ConfigError `jwt-protected` when no port is named
 * @throws ConfigError `jwt-rule`, `authorization-rules`, `policy-target`
 *
 * @example
 * ```ts
 * new JwtProtected(chart, 'login', {
 *   selectorLabels: { app: 'orders' },
 *   ports: [5001],
 *   publicPaths: ['/health'],
 *   jwtRules: [{ issuer: 'https://login.example.com', audiences: ['orders'] }],
 *   requiredClaims: { role: ['clerk', 'admin'] },
 * });
 * ```
 */
export class JwtProtected extends Construct {
  /** What verifies tokens. */
  readonly authentication: RequestAuthentication;
  /** What asks for them. */
  readonly authorization: AuthorizationPolicy;

  constructor(scope: Construct, id: string, props: JwtProtectedProps) {
    super(scope, id);
    const { jwtRules, ports, publicPaths = [], requiredClaims = {}, name, ...shared } = props;
    if (ports.length === 0) {
      throw new ConfigError(
        'jwt-protected',
        this,
        "'ports' is empty; name the ports of HTTP: a rule without them would close ports that carry no tokens too",
      );
    }
    const protectedPart: AuthorizationOperation = {
      ports,
      ...(publicPaths.length === 0 ? {} : { notPaths: [...publicPaths] }),
    };
    const rules: AuthorizationRule[] = [
      { from: [{ notRequestPrincipals: ['*'] }], to: [protectedPart] },
      ...Object.entries(requiredClaims).map(([claim, values]) => ({
        to: [protectedPart],
        when: [AuthorizationCondition.requestClaim(claim, { notValues: [...values] })],
      })),
    ];
    const named = (suffix: string) => (name === undefined ? {} : { name: format`${name}-${suffix}` });
    this.authentication = new RequestAuthentication(this, 'RequestAuthentication', {
      ...shared,
      ...named('tokens'),
      jwtRules,
    });
    this.authorization = new AuthorizationPolicy(this, 'AuthorizationPolicy', {
      ...shared,
      ...named('token-required'),
      action: AuthorizationAction.deny(),
      rules,
    });
  }
}
