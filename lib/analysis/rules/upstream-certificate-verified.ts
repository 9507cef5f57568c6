import type { Rule } from '../rule';
import type { PathSegment } from '../../vocabulary/field-path';
import type { Manifest } from '../../mesh/manifest';
import type { JsonObject } from '../../vocabulary/json';
import { objectOf, objectsOf, textOf } from '../../vocabulary/json-fields';

const DESTINATION_RULE = 'networking.istio.io/DestinationRule';

/** TLS to a server of which nobody checks the certificate keeps out those who listen, not those who pretend. */
export const upstreamCertificateVerified: Rule = {
  code: 'EVM127',
  name: 'upstream-certificate-verified',
  aliases: ['IST0128', 'IST0129'],
  severity: 'info',
  preset: 'recommended',
  summary: 'a DestinationRule begins TLS without saying by which authorities the server is verified',
  reads: [DESTINATION_RULE],
  check(mesh, report) {
    for (const manifest of mesh.of(DESTINATION_RULE)) {
      const policy = objectOf(manifest.spec['trafficPolicy']);
      const judge = (settings: JsonObject, path: readonly PathSegment[], alias: string): void => {
        const tls = objectOf(settings['tls']);
        if (!isUnverified(tls, manifest)) return;
        report({
          manifest,
          path: [...path, 'tls'],
          message: `TLS mode ${textOf(tls['mode']) ?? ''} without caCertificates: the certificate of '${textOf(manifest.spec['host']) ?? ''}' is verified by the proxy's own list of authorities, or not at all where the mesh switches that off`,
          remedy:
            'set caCertificates (such as system, or a file), or credentialName together with workloadSelector',
          aliases: [alias],
        });
      };
      judge(policy, ['spec', 'trafficPolicy'], 'IST0128');
      objectsOf(policy['portLevelSettings']).forEach((settings, index) => {
        judge(settings, ['spec', 'trafficPolicy', 'portLevelSettings', index], 'IST0129');
      });
    }
  },
};

/** A sidecar reads a credential only where a workloadSelector says which one it is. */
function isUnverified(tls: JsonObject, { spec }: Manifest): boolean {
  if (tls['mode'] !== 'SIMPLE' && tls['mode'] !== 'MUTUAL') return false;
  const hasCredential = Boolean(textOf(tls['credentialName'])) && spec['workloadSelector'] !== undefined;
  return !textOf(tls['caCertificates']) && !hasCredential;
}
