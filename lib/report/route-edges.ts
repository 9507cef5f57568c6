import { edgeTransport, NO_CONNECTION } from './edge-transport';
import { judgingPolicies } from './governing-policies';
import type { Places, Selection } from './places';
import { routeLabel } from './route-label';
import type { RouteFact, TopologyEdge } from './topology';
import { writtenReference } from '../cost/object-reference';
import { DestinationRules } from '../mesh/destination-rules';
import { hasLabels } from '../mesh/label-selector';
import type { Mesh } from '../mesh/mesh';
import { proxyOf } from '../simulate/proxy';

/** The lines from services to what they select, and to services to which their routes lead instead. */
export function routeEdges(mesh: Mesh, places: Places): readonly TopologyEdge[] {
  return [
    ...places.selections.map((selection) => selectionEdge(mesh, places, selection)),
    ...redirectedEdges(mesh, places),
  ];
}

/** A service and one of its workloads, with the subsets that mean it and their shares. */
function selectionEdge(mesh: Mesh, places: Places, { service, workload }: Selection): TopologyEdge {
  const from = places.nodeOfHost.get(service.host) ?? writtenReference(service.manifest);
  const to = places.nodeOfWorkload.get(workload) ?? '';
  const rule = DestinationRules.of(mesh).effective({
    host: service.host,
    serviceNamespace: service.namespace,
    clientNamespace: service.namespace,
    clientLabels: {},
  });
  const subsets = (rule?.subsets ?? [])
    .filter(({ labels }) => hasLabels(workload.labels, labels))
    .map(({ name }) => name);
  const routes = places.nodes.find(({ id }) => id === from)?.routes ?? [];
  const shares = subsets.map((subset) => {
    const weights = new Set(
      routes
        .flatMap(({ destinations }) => destinations)
        .filter((one) => one.host === service.host && one.subset === subset)
        .map(({ weight }) => `${weight} %`),
    );
    return [subset, ...weights].join(' ');
  });
  return {
    id: `${from} > ${to}`,
    from,
    to,
    kind: 'selects',
    label: shares.join(', '),
    transport: NO_CONNECTION,
    policies: [],
    evidence: [writtenReference(service.manifest), ...(rule?.manifests ?? []).map(writtenReference)],
  };
}

/** Where the routes for calls inside of the mesh lead to other services than the one that was called. */
function* redirectedEdges(mesh: Mesh, places: Places): Generator<TopologyEdge> {
  for (const node of places.nodes) {
    const byTarget = new Map<string, RouteFact[]>();
    for (const route of node.routes) {
      for (const { host } of route.destinations) {
        const to = places.nodeOfHost.get(host);
        if (to === undefined || to === node.id) continue;
        byTarget.set(to, [...(byTarget.get(to) ?? []), route]);
      }
    }
    for (const [to, routes] of byTarget) {
      const target = places.nodes.find(({ id }) => id === to);
      const service = mesh.services.of(target?.hosts[0] ?? '')[0];
      const server = [...places.nodeOfWorkload].find(([, id]) => id === to)?.[0];
      const client = [...places.nodeOfWorkload].find(([, id]) => id === node.id)?.[0];
      yield {
        // Besides a call between the two.
        id: `${node.id} > ${to} by route`,
        from: node.id,
        to,
        kind: 'route',
        label: routeLabel(routes, new Set(target?.hosts)),
        transport:
          client === undefined ? NO_CONNECTION : edgeTransport(mesh, proxyOf(mesh, client), service, server),
        policies: judgingPolicies(target?.policies ?? []),
        evidence: [...new Set(routes.map(({ object }) => object))].sort(),
      };
    }
  }
}
