import type { NetworkPolicyEgressRule, NetworkPolicyIngressRule } from 'kubernetes-types/networking/v1';
import type { Platform } from '../edges/participant-props';
import type { DeferredTree } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { spreadList } from '../values/operators';

/** What pods that an operator manages need of the network besides the declared edges. */
export interface OperatedPods {
  readonly selectorLabels: DeferredTree<Record<string, string>>;
  /** Labels of the operator's own pods, in whatever namespace it runs. */
  readonly operatorLabels: Readonly<Record<string, string>>;
  /** Ports at which the operator reaches the pods. */
  readonly operatorPorts: readonly number[];
  /** Ports at which the pods reach each other. */
  readonly peerPorts: readonly number[];
  readonly metricsPort: number;
  readonly platform: Platform | undefined;
  readonly extraIngress: Tree | undefined;
  readonly extraEgress: Tree | undefined;
}

/** Ports of the Kubernetes API behind its Service and of its servers themselves; the latter have no pods to name. */
const API_PORTS = [443, 6443];

/** Who may reach the pods: each other, the operator, and Prometheus for metrics. */
export function operatedIngress(pods: OperatedPods): Tree {
  const monitoring = pods.platform?.monitoringNamespace ?? 'monitoring';
  const rules: DeferredTree<NetworkPolicyIngressRule>[] = [
    { from: [{ podSelector: { matchLabels: pods.selectorLabels } }], ports: tcp(pods.peerPorts) },
    {
      from: [{ namespaceSelector: {}, podSelector: { matchLabels: pods.operatorLabels } }],
      ports: tcp(pods.operatorPorts),
    },
    {
      from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': monitoring } } }],
      ports: tcp([pods.metricsPort]),
    },
  ];
  return [...(rules as Tree[]), ...spreadList(pods.extraIngress)];
}

/** Whom the pods reach: each other, and the Kubernetes API, by which they report to the operator. */
export function operatedEgress(pods: OperatedPods): Tree {
  const rules: DeferredTree<NetworkPolicyEgressRule>[] = [
    { to: [{ podSelector: { matchLabels: pods.selectorLabels } }], ports: tcp(pods.peerPorts) },
    { ports: tcp(API_PORTS) },
  ];
  return [...(rules as Tree[]), ...spreadList(pods.extraEgress)];
}

function tcp(ports: readonly number[]) {
  return ports.map((port) => ({ port, protocol: 'TCP' as const }));
}

/** Keeps a pod out of the mesh. */
export const NO_SIDECAR = { 'sidecar.istio.io/inject': 'false' };
