import type { Answer } from '../../simulate/answer';
import type { Topology, TopologyNode } from '../topology';
import type { LitPath } from './page-state';

/** The nodes and lines of a topology on the way of a simulated request: its entry, its host, its destinations. */
export function litPath({ nodes, edges }: Topology, from: string, answer: Answer): LitPath {
  const entry = entryNode(nodes, from);
  const path = new Set(entry === undefined ? [] : [entry.id]);
  const hosts = new Set(answer.destinations.map(({ host }) => host));
  const targets = nodes.filter((node) => node.kind !== 'host' && node.hosts.some((host) => hosts.has(host)));
  if (entry?.kind === 'gateway') {
    const after = new Set(edges.filter((edge) => edge.from === entry.id).map(({ to }) => to));
    const hostNode = nodes.find(
      ({ id, kind, hosts: [host = ''] }) =>
        kind === 'host' && after.has(id) && answer.matched.includes(`virtual host ${host}`),
    );
    if (hostNode !== undefined) path.add(hostNode.id);
  }
  for (const { id } of targets) path.add(id);
  const endpoints = new Set(answer.destinations.flatMap((one) => one.endpoints ?? []));
  const selected = edges.filter(({ kind, from: service }) => kind === 'selects' && path.has(service));
  for (const { to } of selected) {
    const node = nodes.find(({ id }) => id === to);
    if (node !== undefined && endpoints.has(node.name)) path.add(to);
  }
  const lit = edges.filter((edge) => path.has(edge.from) && path.has(edge.to));
  return { nodes: [...path], edges: lit.map(({ id }) => id) };
}

/** The node at which a request enters; for `gateway:*:PORT` the first gateway of that port. */
function entryNode(nodes: readonly TopologyNode[], from: string): TopologyNode | undefined {
  const anyGateway = /^gateway:\*:(\d+)$/.exec(from);
  return nodes.find(({ entries }) =>
    entries.some((entry) =>
      anyGateway === null
        ? entry === from
        : entry.startsWith('gateway:') && entry.endsWith(`:${anyGateway[1] ?? ''}`),
    ),
  );
}
