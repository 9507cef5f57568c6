import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Sidecar as SidecarObject } from '@cdk8s/istio-imports';
import { meshObject, type Labels, type MeshObjectProps } from '../edges/mesh-object';
import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import type { ConnectionPool } from './connection-pool';
import { checkUnique } from './literal-check';
import { checkLabels } from './name-check';
import type { OutboundTrafficPolicy } from './outbound-traffic-policy';
import {
  checkEgressListeners,
  ingressListenerTree,
  type SidecarEgressListener,
  type SidecarIngressListener,
} from './sidecar-listener';

/** Options of a Sidecar. */
export interface SidecarProps extends MeshObjectProps {
  /** Labels of the pods whose proxies it is for. @default - all of the namespace that no other Sidecar selects */
  readonly workloadLabels?: Labels;
  /** What the proxies know of; other hosts are left to `outboundTrafficPolicy`. @default - everything of the mesh */
  readonly egress?: readonly SidecarEgressListener[];
  /** Ports at which calls to the workload are taken. @default - those of its Services */
  readonly ingress?: readonly SidecarIngressListener[];
  /** What happens to calls to hosts that the proxies do not know. @default - as the mesh is set: allowAny */
  readonly outboundTrafficPolicy?: OutboundTrafficPolicy;
  /** Limits of the proxies towards their own workload. @default - practically none */
  readonly inboundConnectionPool?: ConnectionPool;
}

/**
 * Istio's `Sidecar`: what the proxies of some workloads know of the mesh, and where they listen. Workloads of this
 * library have one each, made of their declared calls; this one is for others, and for whole namespaces.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/
 * @throws ConfigError `sidecar` when it says nothing
 * @throws ConfigError `listeners` when two have one address, or the one of any port is not the last
 *
 * @example
 * ```ts
 * new Sidecar(chart, 'default', {
 *   egress: [SidecarEgressListener.anyPort({ hosts: ['./*', 'istio-system/*'] })],
 * });
 * ```
 */
export class Sidecar extends Construct {
  /** Name of the object. */
  readonly name: Deferred<string>;
  /** Namespace of the object. */
  readonly namespace: Deferred<string>;
  /** Istio's `Sidecar`. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: SidecarProps) {
    super(scope, id);
    const { workloadLabels, egress = [], ingress = [], outboundTrafficPolicy, inboundConnectionPool } = props;
    if (egress.length + ingress.length === 0 && !outboundTrafficPolicy && !inboundConnectionPool) {
      throw new ConfigError(
        'sidecar',
        this,
        "it says nothing, expected 'egress', 'ingress', 'outboundTrafficPolicy' or 'inboundConnectionPool'",
      );
    }
    checkLabels('workloadLabels', workloadLabels, this);
    checkEgressListeners(this, egress);
    checkUnique(
      this,
      'port',
      ingress.map(({ port }) => port),
    );
    const spec: Tree = {
      workloadSelector: workloadLabels && { labels: workloadLabels as Tree },
      egress: egress.length === 0 ? undefined : egress.map((listener) => listener._toIstio(this)),
      ingress:
        ingress.length === 0 ? undefined : ingress.map((listener) => ingressListenerTree(listener, this)),
      outboundTrafficPolicy: outboundTrafficPolicy?._toIstio(),
      inboundConnectionPool: inboundConnectionPool?._toIstio(true),
    };
    const { name, namespace, resource } = meshObject(SidecarObject, this, props, { spec: spec as never });
    this.name = name;
    this.namespace = namespace;
    this.resource = resource;
  }
}
