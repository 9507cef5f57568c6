import { destination, type Clusters } from './destination';
import type { CompiledRoute } from './compiled-route';
import type { Proxy } from './proxy';
import { claimedHosts, defaultRoute, type Claim } from './service-claims';
import { sidecarHosts } from './sidecar-hosts';
import type { SidecarListener } from './sidecar-listener';
import { sidecarStreams, type SidecarStreams } from './sidecar-streams';
import type { VirtualHosts } from './virtual-host';
import { absentWaypoint, waypointProxy } from './waypoint';
import type { Mesh } from '../mesh/mesh';
import type { MeshService } from '../mesh/services';
import { sidecarImports, type ListenerImports } from '../mesh/sidecar-imports';
import { visibleServices } from '../mesh/visible-services';

/** What a proxy does with what is sent to a port. */
interface View {
  readonly clusters: Clusters;
  readonly hosts: VirtualHosts;
  readonly streams: SidecarStreams;
}

/**
 * What happens at a port that a workload in ambient mode dials. ztunnel reads no HTTP: it sends what goes to a service
 * to its waypoint, which carries out the routes that it sees itself; without one, it passes everything on to the
 * service's pods, and routes, subsets and retries count for nothing. No Sidecar limits it, and unknown hosts are let
 * through whatever the mesh's settings say.
 *
 * @see https://istio.io/latest/docs/ambient/architecture/data-plane/
 */
export function ambientListener(mesh: Mesh, client: Proxy, port: number): SidecarListener {
  const { namespace, labels } = client;
  const services = visibleServices(mesh, namespace);
  const clusters: Clusters = {
    services,
    namespace,
    labels,
    singlePortCounts: false,
    ignoresRules: true,
  };
  const views = new Map<string, View>();
  const viewOf = (service: MeshService): View | undefined => {
    const waypoint = waypointProxy(mesh, service);
    if (waypoint === undefined) return undefined;
    const view = views.get(waypoint.name) ?? viewAt(mesh, waypoint, port);
    views.set(waypoint.name, view);
    return view;
  };
  const words = new Map<readonly CompiledRoute[], () => string>();
  const claims = [...services.values()]
    .filter(({ ports }) => ports.some(({ number, tcp }) => number === port && tcp))
    .map((service): Claim => {
      const view = viewOf(service);
      const routes = routesOf(mesh, service, view, clusters, port);
      words.set(routes, () => inWords(mesh, client, service, port));
      return { host: service.host, service, routes };
    });
  const hosts = claimedHosts(claims, namespace);
  const direct = sidecarStreams(mesh, client, clusters, withoutRoutes(services), port);
  return {
    hosts,
    streams: (request) => {
      const passed = direct(request);
      const [target] = passed?.action.kind === 'forward' ? passed.action.destinations : [];
      const view = target?.service && viewOf(target.service);
      return view?.streams(request) ?? passed;
    },
    allowsUnknownHosts: true,
    note: (host) => words.get(hosts.of(host)?.routes ?? [])?.(),
  };
}

/** The routes that a waypoint has for a service; else everything goes to the service itself, without retries. */
function routesOf(
  mesh: Mesh,
  service: MeshService,
  view: View | undefined,
  direct: Clusters,
  port: number,
): readonly CompiledRoute[] {
  const { host } = service;
  const routes = view?.hosts.all.find((one) => one.host === host.toLowerCase())?.routes ?? [];
  if (routes.some(({ owner }) => owner !== '')) return routes;
  return [defaultRoute(destination(mesh, view?.clusters ?? direct, { host, port }, port), service, null)];
}

/** What an Envoy that no Sidecar limits does, as a waypoint is one. */
function viewAt(mesh: Mesh, proxy: Proxy, port: number): View {
  const { namespace, labels } = proxy;
  const listener = { protocol: '', hosts: [{ namespace: '*', host: '*' }] };
  const imports = sidecarImports(mesh, { namespace, egress: [listener], allowsUnknownHosts: true });
  const { services, virtualServices } = imports.listeners[0] ?? withoutRoutes(imports.services);
  const clusters: Clusters = { services: imports.services, namespace, labels, singlePortCounts: false };
  const known: ListenerImports = { listener, services, virtualServices };
  return {
    clusters,
    hosts: sidecarHosts(mesh, proxy, clusters, known, port),
    streams: sidecarStreams(mesh, proxy, clusters, known, port),
  };
}

function withoutRoutes(services: ReadonlyMap<string, MeshService>): ListenerImports {
  return { listener: { protocol: '', hosts: [] }, services, virtualServices: [] };
}

function inWords(mesh: Mesh, client: Proxy, service: MeshService, port: number): string {
  const waypoint = waypointProxy(mesh, service);
  if (waypoint !== undefined) {
    return `ztunnel sends it to waypoint ${waypoint.name}, which carries out the routes of ${service.host}`;
  }
  const absent = absentWaypoint(mesh, service);
  const why =
    absent === undefined
      ? `no waypoint stands before ${service.host}`
      : `waypoint ${absent.namespace}/${absent.name} of ${service.host} is not there`;
  const routes = viewAt(mesh, client, port).hosts.all.find(({ host }) => host === service.host)?.routes ?? [];
  const ignored = new Set(
    routes.flatMap(({ owner, manifest }) => (owner === '' ? [] : [`${manifest.kind} ${owner}`])),
  );
  const lost = ignored.size === 0 ? '' : `; nobody carries out ${[...ignored].join(', ')}`;
  return `${why}: ztunnel passes it on without reading HTTP${lost}`;
}
