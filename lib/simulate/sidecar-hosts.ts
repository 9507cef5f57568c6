import { compiledRoutes } from './compiled-route';
import { destination, type Clusters } from './destination';
import type { Proxy } from './proxy';
import { meshRouteClaims } from './mesh-routes';
import { retryPolicy } from './retry-policy';
import { claimedHosts, defaultRoute, type Claim } from './service-claims';
import type { VirtualHosts } from './virtual-host';
import { MESH_GATEWAY } from '../mesh/gateway-reference';
import { covers, isWildcard, overlap } from '../vocabulary/host-name';
import type { Mesh } from '../mesh/mesh';
import { speaksHttp } from '../mesh/port-protocol';
import type { MeshService } from '../mesh/services';
import type { ListenerImports } from '../mesh/sidecar-imports';
import type { MeshVirtualService } from '../mesh/virtual-services';

/** The port at which VirtualServices also take hosts that are no service. */
const WEB_PORT = 80;

/**
 * The virtual hosts that a workload's proxy has at a port that speaks HTTP. A service belongs to the first
 * VirtualService that names it, or to the one with the longest wildcard that covers it; where that leaves it without
 * a route, and where there is none, everything goes to the service itself.
 */
export function sidecarHosts(
  mesh: Mesh,
  proxy: Proxy,
  clusters: Clusters,
  imports: ListenerImports,
  port: number,
): VirtualHosts {
  const services = servicesAt(imports, port);
  const claims: Claim[] = [];
  const claimed = new Set<string>();
  const context = {
    port,
    tls: false,
    defaultRetries: mesh.config.settings['defaultHttpRetryPolicy'],
    gateway: MESH_GATEWAY,
    labels: proxy.labels,
    namespace: proxy.namespace,
    resolve: (name: Parameters<typeof destination>[2]) => destination(mesh, clusters, name, port),
  };
  const retries = retryPolicy(context.defaultRetries);
  const byWildcard = wildcardOwners(imports, services);
  for (const claim of meshRouteClaims(mesh, proxy.namespace, imports.virtualServices, services, context)) {
    claims.push(claim);
    claimed.add(claim.host);
  }
  for (const virtualService of imports.virtualServices) {
    if (port !== WEB_PORT && !namesService(virtualService, services)) continue;
    const routes = compiledRoutes(virtualService, context);
    if (routes.length === 0) continue;
    const { others, found } = separated(virtualService, services, byWildcard);
    if (found.length === 0 && port !== WEB_PORT) continue;
    claims.push(...others.map((host) => ({ host, routes })));
    for (const service of found) {
      claims.push({ host: service.host, service, routes });
      claimed.add(service.host);
    }
  }
  for (const service of services.values()) {
    if (!claimed.has(service.host)) {
      claims.push({
        host: service.host,
        service,
        routes: [
          defaultRoute(destination(mesh, clusters, { host: service.host, port }, port), service, retries),
        ],
      });
    }
  }
  return claimedHosts(claims, proxy.namespace);
}

/** The services that speak HTTP, or may, at a port. */
export function servicesAt(imports: ListenerImports, port: number): ReadonlyMap<string, MeshService> {
  const services = new Map<string, MeshService>();
  for (const [host, service] of imports.services) {
    const found = service.ports.find(({ number, tcp }) => number === port && tcp);
    if (found && (speaksHttp(found.protocol) || found.protocol === 'unknown')) services.set(host, service);
  }
  return services;
}

function namesService({ hosts }: MeshVirtualService, services: ReadonlyMap<string, MeshService>): boolean {
  return hosts.some(
    (host) =>
      services.has(host) ||
      [...services.keys()].some((known) => (isWildcard(host) || isWildcard(known)) && overlap(host, known)),
  );
}

/** Which VirtualService a service belongs to when a wildcard covers it. */
function wildcardOwners(
  { virtualServices }: ListenerImports,
  services: ReadonlyMap<string, MeshService>,
): ReadonlyMap<string, MeshVirtualService> {
  const first = new Map<string, MeshVirtualService>();
  for (const one of virtualServices) {
    for (const host of one.hosts) if (!first.has(host)) first.set(host, one);
  }
  const wildcards = [...first.keys()].filter(isWildcard).sort((one, other) => other.length - one.length);
  const owners = new Map<string, MeshVirtualService>();
  if (wildcards.length === 0) return owners;
  for (const host of services.keys()) {
    const pattern = first.has(host) ? host : wildcards.find((wildcard) => covers(wildcard, host));
    const owner = pattern === undefined ? undefined : first.get(pattern);
    if (owner !== undefined) owners.set(host, owner);
  }
  return owners;
}

/** The hosts of a VirtualService that are services here, and those that are none. */
function separated(
  virtualService: MeshVirtualService,
  services: ReadonlyMap<string, MeshService>,
  byWildcard: ReadonlyMap<string, MeshVirtualService>,
): { readonly others: readonly string[]; readonly found: readonly MeshService[] } {
  const others: string[] = [];
  const found: MeshService[] = [];
  for (const host of virtualService.hosts.filter((name) => !isWildcard(name))) {
    const service = services.get(host);
    if (service) found.push(service);
    else others.push(host);
  }
  for (const pattern of virtualService.hosts.filter(isWildcard)) {
    const covered = [...services.values()].filter(({ host }) => overlap(pattern, host));
    if (covered.length === 0) others.push(pattern);
    found.push(...covered.filter(({ host }) => byWildcard.get(host) === virtualService));
  }
  return { others, found };
}
