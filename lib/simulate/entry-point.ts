import { ambientListener } from './ambient-listener';
import { UnreadableCall, type Entry } from './call';
import type { Clusters } from './destination';
import { directListener } from './direct-listener';
import { gatewayListener, type GatewayListener } from './gateway-listener';
import { Arrivals } from './arrival';
import { kubernetesGatewayEntry } from './kubernetes-gateway-entry';
import { gatewayProxy, proxyOf, type Proxy } from './proxy';
import { serverOf, type Server } from './server';
import { sidecarListener, type SidecarListener } from './sidecar-listener';
import { Gateways } from '../mesh/gateways';
import { kubernetesGateways } from '../mesh/kubernetes-gateways';
import type { Mesh } from '../mesh/mesh';
import { sidecarImports } from '../mesh/sidecar-imports';
import { SidecarScopes } from '../mesh/sidecar-scopes';
import { visibleServices } from '../mesh/visible-services';

/** A gateway's proxy at one port. */
export interface GatewayEntry {
  readonly kind: 'gateway';
  readonly name: string;
  readonly port: number;
  readonly proxy: Proxy;
  /** Undefined where no server listens at the port. */
  readonly listener: GatewayListener | undefined;
  /** The policies that stand before the gateway. */
  readonly server: Server;
  /** How many proxies before it are trusted to say who calls. */
  readonly trustedProxies: number;
  readonly arrivals: Arrivals;
}

/** A workload whose proxy handles what it sends. */
export interface WorkloadEntry {
  readonly kind: 'workload';
  readonly proxy: Proxy;
  readonly arrivals: Arrivals;
  /** What happens at a port that the workload dials. */
  listenerAt(port: number): SidecarListener;
}

export type EntryPoint = GatewayEntry | WorkloadEntry;

/**
 * The proxy at which a request enters, with all that it has been told of the mesh.
 *
 * @throws UnreadableCall when no manifest gives such a gateway or workload
 */
export function entryPoint(mesh: Mesh, entry: Entry): EntryPoint {
  return entry.kind === 'gateway'
    ? gatewayEntry(mesh, entry.gateway, entry.port)
    : workloadEntry(mesh, entry.namespace, entry.name);
}

function gatewayEntry(mesh: Mesh, name: string, port: number): GatewayEntry {
  const ofGatewayApi = kubernetesGateways(mesh).find(({ name: candidate, listeners }) =>
    name === '*'
      ? Gateways.of(mesh).all.every(({ servers }) => servers.every((server) => server.port !== port)) &&
        listeners.some((listener) => listener.port === port)
      : candidate === name && Gateways.of(mesh).named(name) === undefined,
  );
  if (ofGatewayApi) return kubernetesGatewayEntry(mesh, ofGatewayApi, port);
  const proxy = gatewayProxy(mesh, name, port);
  if (proxy === undefined) {
    const known = [...Gateways.of(mesh).all, ...kubernetesGateways(mesh)].map((gateway) => gateway.name);
    const wanted = name === '*' ? `no Gateway with a server at port ${port}` : `no Gateway ${name}`;
    throw new UnreadableCall(`there is ${wanted}; ${listing('the Gateways are', known)}`);
  }
  const clusters: Clusters = {
    services: visibleServices(mesh, proxy.namespace),
    namespace: proxy.namespace,
    labels: proxy.labels,
    singlePortCounts: true,
  };
  return {
    kind: 'gateway',
    name,
    port,
    proxy,
    listener: gatewayListener(mesh, proxy, clusters, port),
    server: serverOf(mesh, proxy.namespace, proxy.labels),
    trustedProxies: mesh.config.trustedProxies,
    arrivals: new Arrivals(mesh, proxy, 'gateway'),
  };
}

function workloadEntry(mesh: Mesh, namespace: string, name: string): WorkloadEntry {
  const workload = mesh.workloads.in(namespace).find((one) => one.name === name);
  if (workload === undefined) {
    const known = mesh.workloads.in(namespace).map((one) => one.name);
    throw new UnreadableCall(
      `there is no workload ${name} in namespace ${namespace}; ${listing('its workloads are', known)}`,
    );
  }
  const proxy = proxyOf(mesh, workload);
  const scope = SidecarScopes.of(mesh).of(namespace, workload.labels);
  const imports = sidecarImports(mesh, scope);
  const clusters: Clusters = {
    services: imports.services,
    namespace,
    labels: workload.labels,
    singlePortCounts: false,
  };
  const listeners = new Map<number, SidecarListener>();
  return {
    kind: 'workload',
    proxy,
    arrivals: new Arrivals(mesh, proxy, 'workload'),
    listenerAt: (port) => {
      const known = listeners.get(port);
      if (known) return known;
      const made =
        proxy.dataPlane === 'none'
          ? directListener(mesh, proxy, port)
          : proxy.dataPlane === 'ztunnel'
            ? ambientListener(mesh, proxy, port)
            : sidecarListener(mesh, proxy, clusters, scope, imports, port);
      listeners.set(port, made);
      return made;
    },
  };
}

const MOST_NAMED = 10;

function listing(words: string, names: readonly string[]): string {
  if (names.length === 0) return 'there are none';
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
  return `${words} ${names.slice(0, MOST_NAMED).join(', ')}${more}`;
}
