import { isHalfQualified } from '../half-qualified-host';
import { knownServices } from '../known-services';
import { isInstalledService } from '../../mesh/installed-services';
import { routeDestinations } from '../route-destinations';
import type { Rule } from '../rule';
import { qualifiedHost } from '../../vocabulary/host-name';
import { nearestName } from '../../vocabulary/nearest-name';
import { textOf } from '../../vocabulary/json-fields';

const VIRTUAL_SERVICE = 'networking.istio.io/VirtualService';

/** A destination that is no service matches all the same, and every request that it gets is answered by 503. */
export const destinationHostExists: Rule = {
  code: 'EVM101',
  name: 'destination-host-exists',
  aliases: ['IST0101', 'KIA1101'],
  severity: 'error',
  preset: 'recommended',
  summary: 'a VirtualService routes or mirrors to a host that no Service and no ServiceEntry defines',
  reads: [VIRTUAL_SERVICE, '/Service', 'networking.istio.io/ServiceEntry'],
  check(mesh, report) {
    for (const manifest of mesh.of(VIRTUAL_SERVICE)) {
      const { namespace, spec } = manifest;
      for (const { destination, path } of routeDestinations(manifest)) {
        const host = textOf(destination['host']);
        if (host === undefined || host === '') continue;
        if (knownServices(mesh, host, namespace, spec['exportTo']).length > 0) continue;
        const wanted = qualifiedHost(host, namespace);
        if (isInstalledService(mesh, wanted)) continue;
        const means = wanted === host ? '' : `, which means ${wanted},`;
        const nearest = nearestName(
          wanted,
          mesh.services.all.map((service) => service.host),
        );
        report({
          manifest,
          path: [...path, 'host'],
          ...(isHalfQualified(mesh, host) ? { aliases: ['IST0101'] } : {}),
          message: `the host '${host}'${means} is no Service or ServiceEntry that is seen from namespace ${namespace}`,
          remedy:
            nearest === undefined || nearest === wanted
              ? 'add or export the Service or ServiceEntry, or correct the host; names of Services in other namespaces are written in full'
              : `correct the host, perhaps to ${nearest}, or add the Service or ServiceEntry`,
        });
      }
    }
  },
};
