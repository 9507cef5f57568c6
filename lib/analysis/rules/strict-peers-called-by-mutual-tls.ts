import { isWildcard, qualifiedHost, serviceOf } from '../../vocabulary/host-name';
import type { Manifest } from '../../mesh/manifest';
import type { Mesh } from '../../mesh/mesh';
import { PeerAuthentications, type EffectiveMode } from '../../mesh/peer-authentications';
import { objectOf, textOf } from '../../vocabulary/json-fields';
import type { Rule } from '../rule';

const RULE = 'networking.istio.io/DestinationRule';

/** What a DestinationRule says of TLS takes the place of what callers would do by themselves. */
export const strictPeersCalledByMutualTls: Rule = {
  code: 'EVM209',
  name: 'strict-peers-called-by-mutual-tls',
  aliases: ['KIA0207', 'KIA0208'],
  severity: 'error',
  preset: 'recommended',
  summary: 'a DestinationRule makes callers speak plain text to pods that accept mutual TLS alone',
  reads: [RULE, '/Service', 'networking.istio.io/ServiceEntry', 'security.istio.io/PeerAuthentication'],
  check(mesh, report) {
    for (const manifest of mesh.of(RULE)) {
      const { mode } = objectOf(objectOf(manifest.spec['trafficPolicy'])['tls']);
      const peers = mode === 'DISABLE' ? strictPeers(mesh, manifest) : undefined;
      if (peers === undefined) continue;
      const isMeshWide = peers.manifest?.namespace === mesh.config.rootNamespace;
      report({
        manifest,
        path: ['spec', 'trafficPolicy', 'tls', 'mode'],
        message: `callers speak plain text, but PeerAuthentication ${peers.manifest?.namespace ?? ''}/${peers.manifest?.name ?? ''} accepts mutual TLS alone: every call fails`,
        remedy: 'leave tls out, so that callers speak mutual TLS by themselves, or make the pods PERMISSIVE',
        aliases: [isMeshWide ? 'KIA0208' : 'KIA0207'],
      });
    }
  },
};

/** The policy by which all that the rule is for accept mutual TLS alone. */
function strictPeers(mesh: Mesh, { spec, namespace }: Manifest): EffectiveMode | undefined {
  const host = qualifiedHost(textOf(spec['host']) ?? '', namespace);
  const peers = PeerAuthentications.of(mesh);
  const service = mesh.services.of(host).find(({ manifest }) => manifest.type === '/Service');
  if (service !== undefined) {
    const [port] = service.ports;
    const target = typeof port?.targetPort === 'number' ? port.targetPort : (port?.number ?? 0);
    return strict(service.selector && peers.modeOf(service.namespace, service.selector, target));
  }
  const home = serviceOf(host.replace(/^\*/, 'any'))?.namespace;
  if (isWildcard(host) && home !== undefined) return strict(peers.modeOf(home, {}, 0));
  if (isWildcard(host) && 'any.local'.endsWith(host.slice(1))) {
    return strict(peers.modeOf(mesh.config.rootNamespace, {}, 0));
  }
  return undefined;
}

function strict(effective: EffectiveMode | undefined): EffectiveMode | undefined {
  return effective?.mode === 'STRICT' ? effective : undefined;
}
