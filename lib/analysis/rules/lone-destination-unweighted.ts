import type { PathSegment } from '../../vocabulary/field-path';
import type { Manifest } from '../../mesh/manifest';
import type { JsonObject } from '../../vocabulary/json';

import { numberOf, objectsOf } from '../../vocabulary/json-fields';
import type { Rule } from '../rule';

const SERVICE = 'networking.istio.io/VirtualService';

/** Weights are relative: alone, each takes everything. */
export const loneDestinationUnweighted: Rule = {
  code: 'EVM217',
  name: 'lone-destination-unweighted',
  aliases: ['KIA1104'],
  severity: 'info',
  preset: 'recommended',
  summary: 'the only destination of a route has a weight, which does not count',
  reads: [SERVICE],
  check(mesh, report) {
    for (const manifest of mesh.of(SERVICE)) {
      for (const [destinations, path] of destinationLists(manifest)) {
        const weight = numberOf(destinations[0]?.['weight']);
        if (destinations.length !== 1 || weight === undefined || weight <= 0 || weight >= 100) continue;
        report({
          manifest,
          path: [...path, 0, 'weight'],
          message: `the only destination has weight ${weight}: it takes every request, not ${weight} %`,
          remedy: 'add the destination of the others, or take the weight out',
        });
      }
    }
  },
};

/** Every list of destinations of a VirtualService, and where it stands. */
function destinationLists({
  spec,
}: Manifest): readonly (readonly [readonly JsonObject[], readonly PathSegment[]])[] {
  return ['http', 'tls', 'tcp'].flatMap((protocol) =>
    objectsOf(spec[protocol]).map(
      (route, r) => [objectsOf(route['route']), ['spec', protocol, r, 'route']] as const,
    ),
  );
}
