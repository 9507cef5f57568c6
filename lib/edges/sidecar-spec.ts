import type { SidecarSpec } from '@cdk8s/istio-imports';
import type { DeferredTree } from '../values/chart-value';
import { format, when } from '../values/operators';
import type { DeclaredEdges } from './participant-props';

/**
 * Tells the participant's proxies of the services that it calls and of no others: less configuration to push and to
 * hold, and calls to anything else go nowhere.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/
 */
export function sidecarSpec(participant: DeclaredEdges): DeferredTree<SidecarSpec> {
  const { platform = {}, selectorLabels } = participant.props;
  return {
    workloadSelector: { labels: selectorLabels },
    outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
    egress: [
      {
        hosts: [
          format`${platform.istioNamespace ?? 'istio-system'}/*`,
          ...participant.callees.flatMap((edge) =>
            [edge.peer.host, ...(edge.peer.furtherHosts ?? [])].map((host) =>
              when(edge.when, format`*/${host}`),
            ),
          ),
        ],
      },
    ],
  };
}
