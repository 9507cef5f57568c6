import { groupBy } from '../../vocabulary/group-by';
import { numberOf, objectsOf, textOf, textsOf } from '../../vocabulary/json-fields';
import type { Rule } from '../rule';
import { areSeenTogether, exportedFrom } from '../seen-together';

const ENTRY = 'networking.istio.io/ServiceEntry';

/** Of two definitions of a host, one holds for a caller. */
export const serviceEntryPortUnique: Rule = {
  code: 'EVM221',
  name: 'service-entry-port-unique',
  aliases: ['KIA1211'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'two ServiceEntries define one port of one host',
  reads: [ENTRY],
  check(mesh, report) {
    const ports = mesh.of(ENTRY).flatMap((manifest) =>
      textsOf(manifest.spec['hosts']).flatMap((host) =>
        objectsOf(manifest.spec['ports']).map((port, index) => ({
          manifest,
          index,
          address: `${host}:${numberOf(port['number']) ?? '?'}`,
          protocol: (textOf(port['protocol']) ?? '').toUpperCase(),
        })),
      ),
    );
    for (const [address, claims] of groupBy(ports, (port) => port.address)) {
      // Different protocols are a worse matter, of which another rule tells.
      if (new Set(claims.map(({ protocol }) => protocol)).size > 1) continue;
      for (const { manifest, index } of claims) {
        const rivals = claims.filter(
          (other) =>
            other.manifest !== manifest &&
            areSeenTogether(exportedFrom(manifest), exportedFrom(other.manifest)),
        );
        if (rivals.length === 0) continue;
        const names = [
          ...new Set(rivals.map((rival) => `${rival.manifest.namespace}/${rival.manifest.name}`)),
        ].sort();
        report({
          manifest,
          path: ['spec', 'ports', index],
          message: `${address} is also defined by ServiceEntry ${names.join(', ')}; a caller follows one of them`,
          remedy: 'define each host once, or export the entries to different namespaces',
        });
      }
    }
  },
};
