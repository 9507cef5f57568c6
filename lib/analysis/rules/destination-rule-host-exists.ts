import { isHalfQualified } from '../half-qualified-host';
import { knownServices } from '../known-services';
import { isInstalledService } from '../../mesh/installed-services';
import type { Rule } from '../rule';
import { qualifiedHost } from '../../vocabulary/host-name';
import { nearestName } from '../../vocabulary/nearest-name';
import { textOf } from '../../vocabulary/json-fields';

const DESTINATION_RULE = 'networking.istio.io/DestinationRule';

/** A rule for a host that nobody defines takes no effect. */
export const destinationRuleHostExists: Rule = {
  code: 'EVM149',
  name: 'destination-rule-host-exists',
  aliases: ['IST0174', 'KIA0202'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'a DestinationRule is for a host that no Service and no ServiceEntry defines',
  reads: [DESTINATION_RULE, '/Service', 'networking.istio.io/ServiceEntry'],
  check(mesh, report) {
    for (const manifest of mesh.of(DESTINATION_RULE)) {
      const host = textOf(manifest.spec['host']) ?? '';
      if (host === '' || knownServices(mesh, host, manifest.namespace, manifest.spec['exportTo']).length > 0)
        continue;
      const wanted = qualifiedHost(host, manifest.namespace);
      if (isInstalledService(mesh, wanted)) continue;
      const nearest = nearestName(
        wanted,
        mesh.services.all.map((service) => service.host),
      );
      report({
        manifest,
        path: ['spec', 'host'],
        ...(isHalfQualified(mesh, host) ? { aliases: ['IST0174'] } : {}),
        message: `'${host}'${wanted === host ? '' : `, which means ${wanted},`} is no Service or ServiceEntry: the rule takes no effect`,
        remedy:
          nearest === undefined || nearest === wanted
            ? 'add the Service or ServiceEntry, or correct the host'
            : `correct the host, perhaps to ${nearest}`,
      });
    }
  },
};
