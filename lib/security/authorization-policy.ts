import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import {
  AuthorizationPolicy as AuthorizationPolicyObject,
  type AuthorizationPolicySpec,
} from '@cdk8s/istio-imports';
import { meshObject, type Labels, type MeshObjectProps } from '../edges/mesh-object';
import type { Deferred, DeferredTree } from '../values/chart-value';
import { ConfigError } from '../vocabulary/config-error';
import { authorizationRule, checkAuthorizationRule, type AuthorizationRule } from './authorization-rule';

/** Options of an AuthorizationPolicy. */
export interface AuthorizationPolicyProps extends MeshObjectProps {
  /** What is done with requests that a rule matches; DENY wins over ALLOW. @default 'ALLOW' */
  readonly action?: Deferred<'ALLOW' | 'DENY'>;
  /** Labels of the pods that it is for. @default - all pods of the namespace; of the mesh, in istiod's namespace */
  readonly selectorLabels?: Labels;
  /** A request matches when one of them does. */
  readonly rules: readonly AuthorizationRule[];
}

/**
 * Istio's `AuthorizationPolicy`: who may do what with pods. As soon as one ALLOW policy is for a pod, everything that
 * none of them allows is denied. Declared edges (`worker.calls(backend)`) make their own policies; this is for more.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/
 * @throws ConfigError `authorization-rules` when there are no rules (see `denyAll`), or one holds an empty part
 *
 * @example
 * ```ts
 * new AuthorizationPolicy(chart, 'signed-in', {
 *   selectorLabels: { app: 'orders' },
 *   rules: [
 *     {
 *       from: [{ requestPrincipals: ['https://login.example.com/*'] }],
 *       to: [{ methods: ['GET'], paths: ['/orders*'] }],
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

  readonly name: Deferred<string>;
  readonly namespace: Deferred<string>;
  /** Istio's `AuthorizationPolicy`. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: AuthorizationPolicyProps) {
    super(scope, id);
    const { action = 'ALLOW', selectorLabels, rules } = props;
    if (rules.length === 0 && rules !== NO_RULES) {
      throw new ConfigError(
        'authorization-rules',
        this,
        "'rules' is empty: an ALLOW policy would deny everything and a DENY policy do nothing; add rules, or use AuthorizationPolicy.denyAll",
      );
    }
    for (const rule of rules) checkAuthorizationRule(rule, this);
    const { name, namespace, resource } = meshObject(AuthorizationPolicyObject, this, props, () => ({
      spec: {
        selector: selectorLabels === undefined ? undefined : { matchLabels: selectorLabels },
        action,
        rules: rules.length === 0 ? undefined : this.ruleTrees(rules),
      },
    }));
    this.name = name;
    this.namespace = namespace;
    this.resource = resource;
  }

  private ruleTrees(rules: readonly AuthorizationRule[]): DeferredTree<AuthorizationPolicySpec['rules']> {
    return rules.map((rule) => authorizationRule(rule, this)) as DeferredTree<
      AuthorizationPolicySpec['rules']
    >;
  }
}

/** Options of a policy that denies everything. */
export interface DenyAllProps extends MeshObjectProps {
  /** Labels of the pods that it is for. @default - all pods of the namespace; of the mesh, in istiod's namespace */
  readonly selectorLabels?: Labels;
}

/** Stands for an empty list that is meant. */
const NO_RULES: readonly AuthorizationRule[] = [];
