import { serviceHost } from '../../vocabulary/host-name';
import { clientTlsMode, isMutualTls } from '../client-tls-mode';
import { isEmptySelector } from '../workload-selector';
import { objectOf } from '../../vocabulary/json-fields';
import type { Rule } from '../rule';

const PEERS = 'security.istio.io/PeerAuthentication';

/** Where callers do not find out by themselves what a pod accepts, a DestinationRule has to tell them. */
export const mutualTlsDeclaredOnBothSides: Rule = {
  code: 'EVM208',
  name: 'mutual-tls-declared-on-both-sides',
  aliases: ['KIA0401', 'KIA0501'],
  severity: 'error',
  preset: 'recommended',
  summary: 'without automatic mutual TLS, pods accept mutual TLS alone and callers do not speak it',
  reads: [PEERS, 'networking.istio.io/DestinationRule'],
  check(mesh, report) {
    if (mesh.config.autoMtls) return;
    const { rootNamespace } = mesh.config;
    for (const manifest of mesh.of(PEERS)) {
      const { namespace, spec } = manifest;
      if (objectOf(spec['mtls'])['mode'] !== 'STRICT' || !isEmptySelector(spec['selector'])) continue;
      const isMeshWide = namespace === rootNamespace;
      // A policy of the root namespace is for every namespace: any other stands for them.
      const home = isMeshWide ? 'any' : namespace;
      if (isMutualTls(clientTlsMode(mesh, serviceHost('any', home), home))) continue;
      report({
        manifest,
        path: ['spec', 'mtls', 'mode'],
        message:
          'pods accept mutual TLS alone, but no DestinationRule makes callers speak it: every call fails',
        remedy: `add a DestinationRule for ${isMeshWide ? '*.local' : `*.${namespace}.svc.cluster.local`} with tls mode ISTIO_MUTUAL, or set enableAutoMtls in the mesh`,
        aliases: [isMeshWide ? 'KIA0401' : 'KIA0501'],
      });
    }
  },
};
