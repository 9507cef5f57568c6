import { callEdges } from './call-edges';
import { entranceEdges } from './entrance-edges';
import { placesOf } from './places';
import { routeEdges } from './route-edges';
import { servedGateways } from './gateway-hosts';
import type { Topology } from './topology';
import type { Mesh } from '../mesh/mesh';

/** Who talks to whom in a mesh, as its manifests declare it. */
export function topologyOf(mesh: Mesh): Topology {
  const places = placesOf(mesh);
  const entrances = entranceEdges(mesh, servedGateways(mesh), places);
  const nodes = new Map([...entrances.nodes, ...places.nodes].map((node) => [node.id, node]));
  const edges = new Map(
    [...entrances.edges, ...routeEdges(mesh, places), ...callEdges(mesh, places)].map((edge) => [
      edge.id,
      edge,
    ]),
  );
  return { nodes: sorted(nodes), edges: sorted(edges) };
}

function sorted<T extends { readonly id: string }>(items: ReadonlyMap<string, T>): readonly T[] {
  return [...items.values()].sort((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0));
}
