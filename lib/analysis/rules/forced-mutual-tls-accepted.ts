import { qualifiedHost, serviceOf } from '../../vocabulary/host-name';
import type { Manifest } from '../../mesh/manifest';
import type { Mesh } from '../../mesh/mesh';
import { PeerAuthentications } from '../../mesh/peer-authentications';
import { objectOf, textOf } from '../../vocabulary/json-fields';
import { isMutualTls } from '../client-tls-mode';
import type { Rule } from '../rule';

const RULE = 'networking.istio.io/DestinationRule';

/** Who is told to speak mutual TLS speaks it to pods without a proxy too, and gets no answer. */
export const forcedMutualTlsAccepted: Rule = {
  code: 'EVM244',
  name: 'forced-mutual-tls-accepted',
  aliases: ['KIA0205', 'KIA0206'],
  severity: 'info',
  preset: 'recommended',
  summary:
    'a DestinationRule for all services makes callers speak mutual TLS, and no PeerAuthentication says that all pods accept it',
  reads: [RULE, 'security.istio.io/PeerAuthentication'],
  check(mesh, report) {
    for (const manifest of mesh.of(RULE)) {
      const { mode } = objectOf(objectOf(manifest.spec['trafficPolicy'])['tls']);
      const home = isMutualTls(mode) ? namespaceOfAll(mesh, manifest) : undefined;
      if (home === undefined) continue;
      if (PeerAuthentications.of(mesh).modeOf(home, {}, 0).manifest !== undefined) continue;
      report({
        manifest,
        path: ['spec', 'trafficPolicy', 'tls', 'mode'],
        message:
          'callers speak mutual TLS to every pod, and calls to pods without a proxy fail; no PeerAuthentication says that all have one',
        remedy: mesh.config.autoMtls
          ? `leave tls out, so that callers speak mutual TLS where the pods have a proxy, or add a PeerAuthentication to namespace ${home}`
          : `add a PeerAuthentication to namespace ${home}, or leave tls out and set enableAutoMtls in the mesh`,
        aliases: [home === mesh.config.rootNamespace ? 'KIA0205' : 'KIA0206'],
      });
    }
  },
};

/** The namespace that a rule for all of its services is about, the root namespace for one of the mesh. */
function namespaceOfAll(mesh: Mesh, { spec, namespace }: Manifest): string | undefined {
  const host = qualifiedHost(textOf(spec['host']) ?? '', namespace);
  if (host === '*.local' || host === '*') return mesh.config.rootNamespace;
  return host.startsWith('*.') ? serviceOf(host.replace('*', 'any'))?.namespace : undefined;
}
