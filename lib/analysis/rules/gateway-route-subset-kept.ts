import type { Rule } from '../rule';
import { gatewayReference, MESH_GATEWAY } from '../../mesh/gateway-reference';
import { qualifiedHost } from '../../vocabulary/host-name';
import type { Mesh } from '../../mesh/mesh';
import { objectOf, objectsOf, textOf, textsOf } from '../../vocabulary/json-fields';

const VIRTUAL_SERVICE = 'networking.istio.io/VirtualService';

/** What a VirtualService says for the sidecars, a gateway does not hear: it sends to the service as a whole. */
export const gatewayRouteSubsetKept: Rule = {
  code: 'EVM133',
  name: 'gateway-route-subset-kept',
  aliases: ['IST0140'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'a gateway routes to a service as a whole, of which another VirtualService chooses subsets',
  reads: [VIRTUAL_SERVICE],
  check(mesh, report) {
    const subsetRoutes = routesWithSubsets(mesh);
    for (const manifest of mesh.of(VIRTUAL_SERVICE)) {
      const gateways = textsOf(manifest.spec['gateways']).filter((gateway) => gateway !== MESH_GATEWAY);
      if (gateways.length === 0) continue;
      objectsOf(manifest.spec['http']).forEach((http, index) => {
        objectsOf(http['route']).forEach((weighted, place) => {
          const destination = objectOf(weighted['destination']);
          const host = textOf(destination['host']) ?? '';
          if (host === '' || textOf(destination['subset'])) return;
          const others = subsetRoutes.get(qualifiedHost(host, manifest.namespace)) ?? [];
          if (others.length === 0) return;
          report({
            manifest,
            path: ['spec', 'http', index, 'route', place, 'destination'],
            message: `the gateway ${gatewayReference(gateways[0] ?? '', manifest.namespace)} sends to all of '${host}', but ${[...new Set(others)].sort().join(', ')} chooses subsets of it, for sidecars alone`,
            remedy: 'choose the subsets here too, or delegate both to one VirtualService',
          });
        });
      });
    }
  },
};

/** By host: the VirtualServices that route requests for the host to subsets of it. */
function routesWithSubsets(mesh: Mesh): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { namespace, name, spec } of mesh.of(VIRTUAL_SERVICE)) {
    const hosts = textsOf(spec['hosts']).map((host) => qualifiedHost(host, namespace));
    for (const http of objectsOf(spec['http'])) {
      for (const weighted of objectsOf(http['route'])) {
        const destination = objectOf(weighted['destination']);
        const host = qualifiedHost(textOf(destination['host']) ?? '', namespace);
        if (!textOf(destination['subset']) || !hosts.includes(host)) continue;
        const names = found.get(host);
        if (names) names.push(`${namespace}/${name}`);
        else found.set(host, [`${namespace}/${name}`]);
      }
    }
  }
  return found;
}
