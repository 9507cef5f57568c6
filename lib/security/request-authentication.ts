import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import {
  RequestAuthentication as RequestAuthenticationObject,
  type RequestAuthenticationSpec,
} from '@cdk8s/istio-imports';
import { meshObject, type MeshObjectProps } from '../edges/mesh-object';
import { policyTarget, type PolicyTargetProps } from '../edges/policy-target';
import type { Deferred, DeferredTree } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import { jwtRule, type JwtRule } from './jwt-rule';

/** Options of a RequestAuthentication. */
export interface RequestAuthenticationProps extends MeshObjectProps, PolicyTargetProps {
  /** Tokens that are valid; a request with a token that fits none of them is answered with 401. At most 4096. */
  readonly jwtRules: readonly JwtRule[];
}

/**
 * Istio's `RequestAuthentication`: refuses requests with a bad token, and tells policies and services what a good one
 * says. A request without any token passes: it takes an AuthorizationPolicy that asks for `requestPrincipals` to
 * refuse that, as the pattern `JwtProtected` adds. Several policies for a pod are joined. In ambient mode it needs a waypoint or
 * gateway, named by `targetRefs`.
 *
 * @see https://istio.io/latest/docs/reference/config/security/request_authentication/
 * @throws ConfigError `jwt-rule` when there are no rules, or one cannot be carried out
 * @throws ConfigError `policy-target` when both pods and targets are named
 *
 * @example
 * ```ts
 * new RequestAuthentication(chart, 'login', {
 *   selectorLabels: { app: 'orders' },
 *   jwtRules: [
 *     {
 *       issuer: 'https://login.example.com',
 *       keys: JwtKeys.fromUri('https://login.example.com/.well-known/jwks.json'),
 *       audiences: ['orders'],
 *     },
 *   ],
 * });
 * ```
 */
export class RequestAuthentication extends Construct {
  /** Name of the object. */
  readonly name: Deferred<string>;
  /** Namespace of the object. */
  readonly namespace: Deferred<string>;
  /** Istio's `RequestAuthentication`. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: RequestAuthenticationProps) {
    super(scope, id);
    const { jwtRules } = props;
    if (jwtRules.length === 0 || jwtRules.length > 4096) {
      throw new ConfigError(
        'jwt-rule',
        this,
        `'jwtRules' holds ${jwtRules.length} rules, expected 1 to 4096: without any, no token is looked at`,
      );
    }
    const spec: Tree = {
      ...policyTarget(this, props),
      jwtRules: jwtRules.map((rule) => jwtRule(rule, this)),
    };
    const object = meshObject(RequestAuthenticationObject, this, props, {
      spec: spec as DeferredTree<RequestAuthenticationSpec>,
    });
    this.name = object.name;
    this.namespace = object.namespace;
    this.resource = object.resource;
  }
}
