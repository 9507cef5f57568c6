import { DestinationRules } from '../../mesh/destination-rules';
import { qualifiedHost, serviceHost, serviceOf } from '../../mesh/host-name';
import type { Manifest } from '../../mesh/manifest';
import type { Mesh } from '../../mesh/mesh';
import { PeerAuthentications } from '../../mesh/peer-authentications';
import { isEmptySelector } from '../workload-selector';
import { objectOf, textOf } from '../../vocabulary/json-fields';
import type { Rule } from '../rule';

const PEERS = 'security.istio.io/PeerAuthentication';
const RULE = 'networking.istio.io/DestinationRule';

/** Where callers do not find out by themselves what a pod accepts, both sides have to say it. */
export const mutualTlsDeclaredOnBothSides: Rule = {
  code: 'EVM208',
  name: 'mutual-tls-declared-on-both-sides',
  aliases: ['KIA0205', 'KIA0206', 'KIA0401', 'KIA0501'],
  severity: 'error',
  preset: 'recommended',
  summary: 'without automatic mutual TLS, one side asks for mutual TLS and the other does not',
  reads: [PEERS, RULE],
  check(mesh, report) {
    if (mesh.config.autoMtls) return;
    const isRoot = (namespace: string): boolean => namespace === mesh.config.rootNamespace;
    for (const manifest of mesh.of(RULE)) {
      const home = isMutual(manifest.spec) ? namespaceOfAll(mesh, manifest) : undefined;
      if (home === undefined || PeerAuthentications.of(mesh).modeOf(home, {}, 0).manifest !== undefined)
        continue;
      report({
        manifest,
        path: ['spec', 'trafficPolicy', 'tls', 'mode'],
        message: 'callers speak mutual TLS, but no PeerAuthentication says that the pods accept it',
        remedy: `add a PeerAuthentication to namespace ${home}, or set enableAutoMtls in the mesh`,
        aliases: [isRoot(home) ? 'KIA0205' : 'KIA0206'],
      });
    }
    for (const manifest of mesh.of(PEERS)) {
      const { namespace, spec } = manifest;
      if (objectOf(spec['mtls'])['mode'] !== 'STRICT' || !isEmptySelector(spec['selector'])) continue;
      if (callersSpeakMutualTls(mesh, namespace)) continue;
      report({
        manifest,
        path: ['spec', 'mtls', 'mode'],
        message:
          'pods accept mutual TLS alone, but no DestinationRule makes callers speak it: every call fails',
        remedy: `add a DestinationRule for ${isRoot(namespace) ? '*.local' : `*.${namespace}.svc.cluster.local`} with tls mode ISTIO_MUTUAL, or set enableAutoMtls in the mesh`,
        aliases: [isRoot(namespace) ? 'KIA0401' : 'KIA0501'],
      });
    }
  },
};

function isMutual(spec: Manifest['spec']): boolean {
  const { mode } = objectOf(objectOf(spec['trafficPolicy'])['tls']);
  return mode === 'ISTIO_MUTUAL' || mode === 'MUTUAL';
}

/** The namespace that a rule for all of its services is about, the root namespace for one of the mesh. */
function namespaceOfAll(mesh: Mesh, { spec, namespace }: Manifest): string | undefined {
  const host = qualifiedHost(textOf(spec['host']) ?? '', namespace);
  if (host === '*.local' || host === '*') return mesh.config.rootNamespace;
  return host.startsWith('*.') ? serviceOf(host.replace('*', 'any'))?.namespace : undefined;
}

function callersSpeakMutualTls(mesh: Mesh, namespace: string): boolean {
  // A policy of the root namespace is for every namespace: any other stands for them.
  const home = namespace === mesh.config.rootNamespace ? 'any' : namespace;
  const rule = DestinationRules.of(mesh).effective({
    host: serviceHost('any', home),
    serviceNamespace: home,
    clientNamespace: home,
    clientLabels: {},
  });
  return rule?.trafficPolicy !== undefined && isMutual({ trafficPolicy: rule.trafficPolicy });
}
