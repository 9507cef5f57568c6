import type { NetworkPolicyPeer, NetworkPolicyPort, NetworkPolicySpec } from 'kubernetes-types/networking/v1';
import type { Deferred, DeferredTree } from '../values/chart-value';
import { and } from '../values/conditions';
import { spreadList, when } from '../values/operators';
import type { Tree } from '../values/expression';
import type { CalledPort } from './caller';
import type { DeclaredEdges } from './participant-props';

/** Merged application and Envoy metrics, and Envoy's own. */
const SCRAPE_PORTS = [15020, 15090];
/** The port at which istiod hands out configuration and certificates. */
const ISTIOD_PORT = 15012;
/** The port at which collectors take spans by OTLP over gRPC. */
const SPANS_PORT = 4317;

/**
 * Denies all traffic of the participant's pods but the declared edges, DNS, istiod, scraping and spans.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export function networkPolicySpec(participant: DeclaredEdges): DeferredTree<NetworkPolicySpec> {
  const { platform = {}, selectorLabels, extraIngress, extraEgress } = participant.props;
  const mesh = platform.mesh ?? true;
  const ports = participant.calledPorts.map(toPort);
  return {
    podSelector: { matchLabels: selectorLabels },
    policyTypes: ['Ingress', 'Egress'],
    ingress: [
      ...(ports.length === 0
        ? []
        : participant.callers.map((edge) =>
            when<Tree>(edge.when, { from: [edge.peer.networkPeer as Tree], ports } as Tree),
          )),
      when<Tree>(mesh, {
        from: [namespacePeer(platform.monitoringNamespace ?? 'monitoring')],
        ports: SCRAPE_PORTS.map((port) => ({ port, protocol: 'TCP' })),
      }),
      ...spreadList(extraIngress),
    ] as never,
    egress: [
      {
        to: [namespacePeer('kube-system')],
        ports: [
          { port: 53, protocol: 'UDP' },
          { port: 53, protocol: 'TCP' },
        ],
      },
      when<Tree>(mesh, {
        to: [
          {
            ...namespacePeer(platform.istioNamespace ?? 'istio-system'),
            podSelector: { matchLabels: { app: 'istiod' } },
          },
        ],
        ports: [{ port: ISTIOD_PORT, protocol: 'TCP' }],
      }),
      when<Tree>(and(mesh, platform.tracing ?? false), {
        to: [namespacePeer(platform.istioNamespace ?? 'istio-system')],
        ports: [{ port: SPANS_PORT, protocol: 'TCP' }],
      }),
      ...participant.callees.map((edge) =>
        when<Tree>(edge.when, {
          to: edge.peer.egressPeers.length === 0 ? undefined : edge.peer.egressPeers,
          ports: edge.peer.calledPorts.map(toPort),
        } as Tree),
      ),
      ...spreadList(extraEgress),
    ] as never,
  };
}

function toPort({ port, targetPort }: CalledPort): DeferredTree<NetworkPolicyPort> {
  return { port: targetPort ?? port, protocol: 'TCP' };
}

function namespacePeer(namespace: Deferred<string>): DeferredTree<NetworkPolicyPeer> & object {
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } } };
}
