import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { NetworkPolicyPeer } from 'kubernetes-types/networking/v1';
import { Gateway, type GatewaySpec } from '@cdk8s/istio-imports/gateway-api';
import type { ICaller } from '../edges/caller';
import { principalOf } from '../edges/cluster-names';
import { meshObject, type MeshObjectProps } from '../edges/mesh-object';
import type { Deferred, DeferredTree } from '../values/chart-value';
import { joined } from '../values/deferred-object';
import type { Tree } from '../values/expression';
import { checkedRevision } from './enrolment';

/** Options of a waypoint. */
export interface WaypointProps extends Omit<MeshObjectProps, 'name'> {
  /** Name of the waypoint, by which labels name it. @default 'waypoint' */
  readonly name?: Deferred<string>;
  /** Whether it handles calls to services, calls to pods by their addresses, both, or (to test) none. @default 'service' */
  readonly handles?: Deferred<'service' | 'workload' | 'all' | 'none'>;
  /** Namespaces whose routes may be attached, and whose services may use it. @default 'Same' */
  readonly routesFrom?: Deferred<'Same' | 'All'>;
  /** Revision or tag of the control plane that runs it. @default - the default one */
  readonly revision?: Deferred<string>;
}

/**
 * A waypoint of ambient mode: the proxy that does for a namespace what needs HTTP, such as routes, retries, faults,
 * tokens, and policies on paths and methods. Nothing uses it before a namespace, service or pod is labelled with
 * `istio.io/use-waypoint`, as `Enrolment.ambient({ waypoint })` does. Policies are attached to it, or to services
 * that use it, by `TargetRef`.
 *
 * Services see the waypoint as their caller where ztunnel decides: a policy that selects pods must allow it.
 *
 * @see https://istio.io/latest/docs/ambient/usage/waypoint/
 *
 * @example
 * ```ts
 * new Waypoint(chart, 'waypoint', { namespace: 'shop' });
 * ```
 */
export class Waypoint extends Construct implements ICaller {
  /** Name of the object. */
  readonly name: Deferred<string>;
  /** Namespace of the object. */
  readonly namespace: Deferred<string>;
  readonly principal: Deferred<string>;
  readonly networkPeer: DeferredTree<NetworkPolicyPeer>;
  /** `Gateway` of the Gateway API. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: WaypointProps = {}) {
    super(scope, id);
    const { handles = 'service', routesFrom = 'Same', revision } = props;
    const labels: Tree = {
      'istio.io/waypoint-for': handles,
      'istio.io/rev': revision === undefined ? undefined : checkedRevision(revision),
    };
    const spec: Tree = {
      gatewayClassName: 'istio-waypoint',
      listeners: [
        { name: 'mesh', port: 15008, protocol: 'HBONE', allowedRoutes: { namespaces: { from: routesFrom } } },
      ],
    };
    const object = { ...props, name: props.name ?? 'waypoint', labels: joined(props.labels, labels) as Tree };
    const { name, namespace, resource } = meshObject(Gateway, this, object, {
      spec: spec as DeferredTree<GatewaySpec>,
    });
    this.name = name;
    this.namespace = namespace;
    this.resource = resource;
    // Istio names the service account of a waypoint like the waypoint, without its class.
    this.principal = principalOf(namespace, name);
    this.networkPeer = {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
      podSelector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': name } },
    };
  }
}
