import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import {
  AuthorizationPolicy as AuthorizationPolicyObject,
  type AuthorizationPolicySpec,
} from '@cdk8s/istio-imports';
import { meshObject, type MeshObjectProps } from '../edges/mesh-object';
import { policyTarget, type PolicyTargetProps } from '../edges/policy-target';
import type { Deferred, DeferredTree } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import { AuthorizationAction } from './authorization-action';
import { authorizationRule, type AuthorizationRule } from './authorization-rule';
import { checkAuthorizationRule } from './authorization-rule-check';

/** Options of an AuthorizationPolicy. */
export interface AuthorizationPolicyProps extends MeshObjectProps, PolicyTargetProps {
  /** What is done with requests that a rule matches. @default AuthorizationAction.allow() */
  readonly action?: AuthorizationAction;
  /** A request matches when one of them does; `{}` matches every request. At most 512. */
  readonly rules: readonly AuthorizationRule[];
  /** Decides nothing: proxies only log and count what the policy would have done. Not with CUSTOM. @default false */
  readonly dryRun?: boolean;
}

/**
 * Istio's `AuthorizationPolicy`: who may do what with pods. As soon as one ALLOW policy is for a pod, everything that
 * none of them allows is denied. Declared edges (`worker.calls(backend)`) make their own policies; this is for more.
 *
 * In ambient mode ztunnel carries out what selects pods, and knows no HTTP: a rule that needs HTTP it takes for one
 * that denies. Attach such rules to a waypoint or service by `targetRefs`. A DENY rule with HTTP fields alone closes
 * all TCP ports of the pods that speak no HTTP; name `ports` beside them.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/
 * @throws ConfigError `authorization-rules` when there are no rules (see `denyAll`), or one is none that Istio takes
 * @throws ConfigError `authorization-condition` when a condition compares with nothing
 * @throws ConfigError `policy-target` when both pods and targets are named
 *
 * @example
 * ```ts
 * new AuthorizationPolicy(chart, 'signed-in', {
 *   selectorLabels: { app: 'orders' },
 *   rules: [
 *     {
 *       from: [{ requestPrincipals: ['https://login.example.com/*'] }],
 *       to: [{ methods: ['GET'], paths: ['/orders*'] }],
 *       when: [AuthorizationCondition.requestClaim('role', { values: ['reader'] })],
 *     },
 *   ],
 * });
 * ```
 */
export class AuthorizationPolicy extends Construct {
  /** Denies everything that no other ALLOW policy allows. */
  static denyAll(scope: Construct, id: string, props: DenyAllProps = {}): AuthorizationPolicy {
    return new AuthorizationPolicy(scope, id, { ...props, rules: NO_RULES });
  }

  /** Name of the object. */
  readonly name: Deferred<string>;
  /** Namespace of the object. */
  readonly namespace: Deferred<string>;
  /** Istio's `AuthorizationPolicy`. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: AuthorizationPolicyProps) {
    super(scope, id);
    const { action = AuthorizationAction.allow(), rules, dryRun = false } = props;
    if ((rules.length === 0 && rules !== NO_RULES) || rules.length > 512) {
      throw new ConfigError(
        'authorization-rules',
        this,
        rules.length === 0
          ? "'rules' is empty: an ALLOW policy would deny everything and any other do nothing; add rules, or use AuthorizationPolicy.denyAll"
          : `'rules' holds ${rules.length} rules, expected 512 at most; join some, or make a second policy`,
      );
    }
    if (dryRun && action._name === 'CUSTOM') {
      throw new ConfigError(
        'authorization-rules',
        this,
        "'dryRun' is asked for with the action CUSTOM, which Istio asks and obeys all the same; leave one of them out",
      );
    }
    for (const rule of rules) checkAuthorizationRule(rule, action, this);
    const target = policyTarget(this, props);
    const { name, namespace, resource } = meshObject(AuthorizationPolicyObject, this, props, () => ({
      spec: {
        ...target,
        ...action._toIstio(),
        rules: rules.length === 0 ? undefined : rules.map((rule) => authorizationRule(rule, this)),
      } as Tree as DeferredTree<AuthorizationPolicySpec>,
    }));
    if (dryRun) resource.metadata.addAnnotation('istio.io/dry-run', 'true');
    this.name = name;
    this.namespace = namespace;
    this.resource = resource;
  }
}

/** Options of a policy that denies everything. */
export interface DenyAllProps extends MeshObjectProps, PolicyTargetProps {}

/** Stands for an empty list that is meant. */
const NO_RULES: readonly AuthorizationRule[] = [];
