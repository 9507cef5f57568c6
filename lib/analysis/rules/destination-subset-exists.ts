import { isHalfQualified } from '../half-qualified-host';
import { routeDestinations } from '../route-destinations';
import type { Rule } from '../rule';
import { qualifiedHost } from '../../vocabulary/host-name';
import type { Mesh } from '../../mesh/mesh';
import { objectsOf, textOf } from '../../vocabulary/json-fields';

const VIRTUAL_SERVICE = 'networking.istio.io/VirtualService';
const DESTINATION_RULE = 'networking.istio.io/DestinationRule';

/** A subset that no DestinationRule defines has no endpoints: its share of the requests is answered by 503. */
export const destinationSubsetExists: Rule = {
  code: 'EVM103',
  name: 'destination-subset-exists',
  aliases: ['IST0101', 'KIA1107'],
  severity: 'error',
  preset: 'recommended',
  summary: 'a VirtualService routes or mirrors to a subset that no DestinationRule of the host defines',
  reads: [VIRTUAL_SERVICE, DESTINATION_RULE, '/Service', 'networking.istio.io/ServiceEntry'],
  check(mesh, report) {
    const subsets = subsetsByHost(mesh);
    for (const manifest of mesh.of(VIRTUAL_SERVICE)) {
      for (const { destination, path } of routeDestinations(manifest)) {
        const host = textOf(destination['host']) ?? '';
        const subset = textOf(destination['subset']) ?? '';
        if (host === '' || subset === '') continue;
        const known = subsets.get(qualifiedHost(host, manifest.namespace)) ?? [];
        if (known.includes(subset)) continue;
        report({
          manifest,
          path: [...path, 'subset'],
          ...(isHalfQualified(mesh, host) ? { aliases: ['IST0101'] } : {}),
          message:
            known.length === 0
              ? `no DestinationRule defines subsets of '${host}', but the destination names '${subset}'`
              : `the DestinationRules of '${host}' define no subset '${subset}', but ${[...new Set(known)].sort().join(', ')}`,
          remedy: 'add the subset to a DestinationRule of the host, or correct its name',
        });
      }
    }
  },
};

function subsetsByHost(mesh: Mesh): ReadonlyMap<string, readonly string[]> {
  const subsets = new Map<string, string[]>();
  for (const { namespace, spec } of mesh.of(DESTINATION_RULE)) {
    const host = qualifiedHost(textOf(spec['host']) ?? '', namespace);
    const names = objectsOf(spec['subsets']).map(({ name }) => textOf(name) ?? '');
    const known = subsets.get(host);
    if (known) known.push(...names);
    else subsets.set(host, names);
  }
  return subsets;
}
