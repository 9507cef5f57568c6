import { edgeTransport, NO_CONNECTION } from './edge-transport';
import type { ServedGateway, ServedHost } from './gateway-hosts';
import { judgingPolicies } from './governing-policies';
import type { Places } from './places';
import { routeLabel } from './route-label';
import type { TopologyEdge, TopologyNode } from './topology';
import { writtenReference } from '../cost/object-reference';
import type { Mesh } from '../mesh/mesh';
import { gatewayProxy, type Proxy } from '../simulate/proxy';

/** The gateways and their hosts as nodes, and the lines from them to where their routes lead. */
export function entranceEdges(
  mesh: Mesh,
  gateways: readonly ServedGateway[],
  places: Places,
): { readonly nodes: readonly TopologyNode[]; readonly edges: readonly TopologyEdge[] } {
  const nodes: TopologyNode[] = [];
  const edges: TopologyEdge[] = [];
  for (const gateway of gateways) {
    const { manifest, numbers } = gateway;
    const id = gatewayId(gateway);
    const name = `${manifest.namespace}/${manifest.name}`;
    const proxy = gatewayProxy(mesh, name, numbers[0] ?? 0) ?? assumed(gateway);
    nodes.push({
      ...emptyNode,
      id,
      kind: 'gateway',
      name: manifest.name,
      namespace: manifest.namespace,
      group: manifest.namespace,
      subtitle: gateway.ports.join(', ') || 'Gateway',
      ports: gateway.ports,
      workloads: [`proxy ${proxy.name}`],
      entries: numbers.map((port) => `gateway:${name}:${port}`),
      objects: [writtenReference(manifest)],
    });
    for (const host of gateway.hosts) {
      const node = hostNode(gateway, host);
      nodes.push(node);
      edges.push({
        id: `${id} > ${node.id}`,
        from: id,
        to: node.id,
        kind: 'serves',
        label: '',
        transport: NO_CONNECTION,
        policies: [],
        evidence: [writtenReference(manifest)],
      });
      edges.push(...edgesOfHost(mesh, places, proxy, node));
    }
  }
  return { nodes, edges };
}

const emptyNode = {
  hosts: [],
  ports: [],
  workloads: [],
  entries: [],
  mutualTls: null,
  routes: [],
  policies: [],
} as const;

function gatewayId({ manifest }: ServedGateway): string {
  const api = manifest.apiVersion.startsWith('networking.istio.io') ? '' : ' of the Gateway API';
  return `${writtenReference(manifest)}${api}`;
}

function hostNode(gateway: ServedGateway, { host, ports, routes }: ServedHost): TopologyNode {
  const { namespace } = gateway.manifest;
  return {
    ...emptyNode,
    id: `host ${host} of ${gatewayId(gateway)}`,
    kind: 'host',
    name: host === '*' ? 'every host' : host,
    namespace,
    group: namespace,
    subtitle:
      routes.length === 0 ? 'no route' : `${routes.length} ${routes.length === 1 ? 'route' : 'routes'}`,
    hosts: [host],
    ports,
    routes,
    objects: [...new Set(routes.map(({ object }) => object))],
  };
}

function edgesOfHost(
  mesh: Mesh,
  places: Places,
  proxy: Proxy,
  { id, routes }: TopologyNode,
): readonly TopologyEdge[] {
  const targets = new Set(
    routes.flatMap(({ destinations }) => destinations.map(({ host }) => places.nodeOfHost.get(host))),
  );
  return [...targets].flatMap((to) => {
    const target = places.nodes.find((node) => node.id === to);
    if (target === undefined) return [];
    const hosts = new Set(target.hosts);
    const leading = routes.filter(({ destinations }) => destinations.some(({ host }) => hosts.has(host)));
    const [first] = leading.flatMap(({ destinations }) => destinations.filter(({ host }) => hosts.has(host)));
    const service = mesh.services.of(first?.host ?? '')[0];
    const server =
      [...places.nodeOfWorkload].find(([, node]) => node === target.id)?.[0] ??
      places.selections.find((selection) => selection.service === service)?.workload;
    return [
      {
        id: `${id} > ${target.id}`,
        from: id,
        to: target.id,
        kind: 'route' as const,
        label: routeLabel(leading, hosts),
        transport: edgeTransport(mesh, proxy, service, server, first?.port ?? undefined),
        policies: judgingPolicies(target.policies),
        evidence: [...new Set(leading.map(({ object }) => object))].sort(),
      },
    ];
  });
}

/** The proxy of a Gateway of the Gateway API, which istiod makes. */
function assumed({ manifest: { namespace, name } }: ServedGateway): Proxy {
  return { name: `${namespace}/${name}`, namespace, labels: {}, serviceAccount: name, dataPlane: 'sidecar' };
}
