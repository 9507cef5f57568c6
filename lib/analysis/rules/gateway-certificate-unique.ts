import type { Rule } from '../rule';
import { hasLabels } from '../../mesh/label-selector';
import { Gateways } from '../../mesh/gateways';
import type { Manifest } from '../../mesh/manifest';
import { objectOf, objectsOf, textOf } from '../../vocabulary/json-fields';

const GATEWAY = 'networking.istio.io/Gateway';

/** Browsers reuse a connection for every host of its certificate. */
export const gatewayCertificateUnique: Rule = {
  code: 'EVM132',
  name: 'gateway-certificate-unique',
  aliases: ['IST0138'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'several Gateways for the same pods use the same certificate',
  reads: [GATEWAY],
  check(mesh, report) {
    const gateways = Gateways.of(mesh).all;
    for (const gateway of gateways) {
      certificatesOf(gateway.manifest).forEach((certificate, index) => {
        if (certificate === undefined) return;
        const others = gateways.filter(
          (other) =>
            other.name !== gateway.name &&
            hasLabels(other.selector, gateway.selector) &&
            certificatesOf(other.manifest).includes(certificate),
        );
        if (others.length === 0) return;
        const names = others.map(({ name }) => name).sort();
        report({
          manifest: gateway.manifest,
          path: ['spec', 'servers', index, 'tls'],
          message: `the certificate is also that of ${names.join(', ')}, for the same pods: a browser that reuses its connection for the other hosts gets 404`,
          remedy: 'serve all hosts of the certificate by one Gateway, or give each a certificate of its own',
        });
      });
    }
  },
};

/** What tells the certificate of each server; undefined for a server without. */
function certificatesOf({ spec }: Manifest): readonly (string | undefined)[] {
  return objectsOf(spec['servers']).map((server) => {
    const tls = objectOf(server['tls']);
    const parts = ['credentialName', 'serverCertificate', 'privateKey'].map(
      (field) => textOf(tls[field]) ?? '',
    );
    return parts.every((part) => part === '') ? undefined : parts.join('\n');
  });
}
