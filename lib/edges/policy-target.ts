import type { IConstruct } from 'constructs';
import type { Deferred } from '../values/chart-value';
import { isDeferral, type Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import type { Labels } from './mesh-object';

/** Whatever has a name: a construct, or `{ name: 'orders' }` for an object that is made elsewhere. */
export interface Named {
  /** Its name in the namespace of the policy. */
  readonly name: Deferred<string>;
}

/** What a policy is for, besides its namespace. */
export interface PolicyTargetProps {
  /** Labels of the pods that it is for. @default - all pods of the namespace; of the mesh, in istiod's namespace */
  readonly selectorLabels?: Labels;
  /**
   * Objects of the policy's namespace that it is for, instead of pods: what waypoints and gateways of the Gateway API
   * carry out. At most 16. @default - none
   */
  readonly targetRefs?: readonly TargetRef[];
}

/**
 * An object that a policy is attached to. In ambient mode policies about HTTP need one, since ztunnel knows no HTTP;
 * the waypoint of the object carries them out.
 *
 * @see https://istio.io/latest/docs/reference/config/type/workload-selector/#PolicyTargetReference
 */
export class TargetRef {
  /** A gateway of the Gateway API, or a waypoint. */
  static gateway(gateway: Named): TargetRef {
    return new TargetRef('gateway.networking.k8s.io', 'Gateway', gateway);
  }

  /** All gateways of a class. Istio reads it in istiod's namespace only; `istio-waypoint` is every waypoint. */
  static gatewayClass(gatewayClass: Named): TargetRef {
    return new TargetRef('gateway.networking.k8s.io', 'GatewayClass', gatewayClass);
  }

  /** A Service with a waypoint. */
  static service(service: Named): TargetRef {
    return new TargetRef('', 'Service', service);
  }

  /** A ServiceEntry with a waypoint. */
  static serviceEntry(serviceEntry: Named): TargetRef {
    return new TargetRef('networking.istio.io', 'ServiceEntry', serviceEntry);
  }

  private constructor(
    private readonly group: string,
    private readonly kind: string,
    private readonly target: Named,
  ) {}

  /** @internal As `targetRefs` hold it. */
  _toIstio(): Tree {
    return { group: this.group, kind: this.kind, name: this.target.name };
  }
}

/**
 * Selector and targets as a policy's spec holds them.
 *
 * @throws ConfigError `policy-target` when both are given, one is empty, or a label is none that selects
 */
export function policyTarget(
  scope: IConstruct,
  { selectorLabels, targetRefs }: PolicyTargetProps,
): { readonly selector?: Tree; readonly targetRefs?: Tree } {
  checkSelector(scope, selectorLabels);
  if (targetRefs === undefined) {
    return selectorLabels === undefined ? {} : { selector: { matchLabels: selectorLabels } };
  }
  if (selectorLabels !== undefined) {
    throw refused(scope, "'selectorLabels' and 'targetRefs' are both given; a policy takes one of them");
  }
  if (targetRefs.length === 0 || targetRefs.length > 16) {
    throw refused(
      scope,
      `'targetRefs' names ${targetRefs.length} objects, expected 1 to 16; leave it out for the whole namespace`,
    );
  }
  return { targetRefs: targetRefs.map((target) => target._toIstio()) };
}

/**
 * Refuses labels that would select nothing, or everything by mistake.
 *
 * @throws ConfigError `policy-target`
 */
export function checkSelector(scope: IConstruct, labels: Labels | undefined): void {
  if (labels === undefined || isDeferral(labels)) return;
  const entries = Object.entries(labels);
  if (entries.length === 0) {
    throw refused(
      scope,
      "'selectorLabels' is empty and would select all pods of the namespace; leave it out if that is meant",
    );
  }
  for (const [key, value] of entries) {
    const text = isDeferral(value) ? '' : value;
    if (key !== '' && !key.includes('*') && !text.includes('*') && text.length <= 63) continue;
    throw refused(
      scope,
      `'selectorLabels' holds '${key}: ${text}'; expected a key, and a value of at most 63 characters, without '*'`,
    );
  }
}

function refused(scope: IConstruct, message: string): ConfigError {
  return new ConfigError('policy-target', scope, message);
}
