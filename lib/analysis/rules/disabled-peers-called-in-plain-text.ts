import { DestinationRules } from '../../mesh/destination-rules';
import { serviceHost } from '../../vocabulary/host-name';
import { isMutualTls } from '../client-tls-mode';
import { isEmptySelector } from '../workload-selector';
import { objectOf, textOf } from '../../vocabulary/json-fields';
import type { Rule } from '../rule';

const PEERS = 'security.istio.io/PeerAuthentication';

/** Pods without mutual TLS cannot answer callers that a DestinationRule makes speak it. */
export const disabledPeersCalledInPlainText: Rule = {
  code: 'EVM212',
  name: 'disabled-peers-called-in-plain-text',
  aliases: ['KIA0505', 'KIA0506'],
  severity: 'error',
  preset: 'recommended',
  summary:
    'a PeerAuthentication accepts plain text alone, but a DestinationRule makes callers speak mutual TLS',
  reads: [PEERS, 'networking.istio.io/DestinationRule'],
  check(mesh, report) {
    const { rootNamespace } = mesh.config;
    for (const manifest of mesh.of(PEERS)) {
      const { mode } = objectOf(manifest.spec['mtls']);
      if (mode !== 'DISABLE' || !isEmptySelector(manifest.spec['selector'])) continue;
      const { namespace } = manifest;
      const rule = DestinationRules.of(mesh).effective({
        host: serviceHost('any', namespace),
        serviceNamespace: namespace,
        clientNamespace: namespace,
        clientLabels: {},
      });
      const clientMode = textOf(objectOf(objectOf(rule?.trafficPolicy)['tls'])['mode']);
      if (!isMutualTls(clientMode)) continue;
      report({
        manifest,
        path: ['spec', 'mtls', 'mode'],
        message: `pods accept plain text alone, but DestinationRule ${rule?.manifests[0]?.namespace ?? ''}/${rule?.manifests[0]?.name ?? ''} makes callers speak ${clientMode}: every call fails`,
        remedy: 'make the pods PERMISSIVE, or take tls out of the DestinationRule',
        aliases: [namespace === rootNamespace ? 'KIA0506' : 'KIA0505'],
      });
    }
  },
};
