import type { Rule } from '../rule';
import { listOf, numberOf, objectOf, objectsOf, textOf } from '../../vocabulary/json-fields';

const SERVICE_ENTRY = 'networking.istio.io/ServiceEntry';

/** Plain TCP bears no host: a proxy tells its destinations apart by address alone. */
export const serviceEntryAddressGiven: Rule = {
  code: 'EVM131',
  name: 'service-entry-address-given',
  aliases: ['IST0134'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'a ServiceEntry has a TCP port and no address by which its traffic could be told apart',
  reads: [SERVICE_ENTRY],
  check(mesh, report) {
    const metadata = mesh.config.proxyMetadata;
    const allocates =
      metadata['PILOT_ENABLE_IP_AUTOALLOCATE'] === 'true' ||
      (metadata['ISTIO_META_DNS_CAPTURE'] === 'true' && metadata['ISTIO_META_DNS_AUTO_ALLOCATE'] === 'true');
    if (allocates) return;
    for (const manifest of mesh.of(SERVICE_ENTRY)) {
      const status = objectOf(manifest.object['status']);
      if (manifest.spec['addresses'] !== undefined || listOf(status['addresses']).length > 0) continue;
      objectsOf(manifest.spec['ports']).forEach((port, index) => {
        const protocol = textOf(port['protocol']) ?? '';
        if (protocol !== '' && protocol.toUpperCase() !== 'TCP') return;
        report({
          manifest,
          path: ['spec', 'ports', index],
          message: `port ${numberOf(port['number']) ?? 0} is ${protocol === '' ? 'of no protocol, which means TCP,' : 'TCP'} and the ServiceEntry has no addresses: all traffic to the port, wherever it goes, is taken for it`,
          remedy:
            'add addresses, or name the protocol (HTTP, TLS), or let proxies capture DNS and allocate addresses',
        });
      });
    }
  },
};
