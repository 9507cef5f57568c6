import { sortedRoutes, compiledRoutes, type CompiledRoute } from './compiled-route';
import { destination, type Clusters } from './destination';
import type { Proxy } from './proxy';
import { VirtualHosts, type VirtualHost } from './virtual-host';
import type { GatewayServer } from '../mesh/gateways';
import { covers } from '../vocabulary/host-name';
import type { Mesh } from '../mesh/mesh';
import { isMeant } from '../mesh/scoped-host';
import { VirtualServices, type MeshVirtualService } from '../mesh/virtual-services';

interface Collected {
  routes: CompiledRoute[];
  requiresTls: boolean;
}

/**
 * The virtual hosts of servers that share one set of routes: all plain HTTP servers of a port, or one HTTPS server.
 * Server by server, the VirtualServices that are bound to its Gateway and share a host with it add their routes to
 * that host; the narrower of the two names is the virtual host's.
 */
export function gatewayHosts(
  mesh: Mesh,
  proxy: Proxy,
  clusters: Clusters,
  servers: readonly GatewayServer[],
): VirtualHosts {
  const collected = new Map<string, Collected>();
  const compiled = new Map<string, readonly CompiledRoute[]>();
  for (const server of servers) {
    for (const virtualService of VirtualServices.of(mesh).seenBy(proxy.namespace, server.gateway)) {
      const hosts = commonHosts(server, virtualService);
      if (hosts.length === 0) continue;
      const key = `${server.gateway} ${virtualService.name}`;
      const routes = compiled.get(key) ?? routesOf(mesh, proxy, clusters, server, virtualService);
      compiled.set(key, routes);
      if (routes.length === 0) continue;
      for (const host of hosts) {
        const known = collected.get(host) ?? { routes: [], requiresTls: false };
        known.routes.push(...routes);
        known.requiresTls ||= server.tls?.httpsRedirect ?? false;
        collected.set(host, known);
      }
    }
    if (server.tls?.httpsRedirect) redirectAll(collected, server);
  }
  return new VirtualHosts(
    [...collected].map(([host, { routes, requiresTls }]): VirtualHost => ({
      host,
      routes: sortedRoutes(routes),
      requiresTls,
    })),
  );
}

function redirectAll(collected: Map<string, Collected>, { hosts }: GatewayServer): void {
  for (const { namespace, host } of hosts) {
    // Istio looks the host up as it is written, so that one of a certain namespace is found by nobody.
    const written = (namespace === '*' ? host : `${namespace}/${host}`).toLowerCase();
    const known = collected.get(written) ?? { routes: [], requiresTls: true };
    known.requiresTls = true;
    collected.set(written, known);
  }
}

/** The hosts that a server and a VirtualService have in common, each by the narrower of the two names. */
function commonHosts(server: GatewayServer, { hosts, namespace }: MeshVirtualService): readonly string[] {
  const common = new Set<string>();
  for (const served of server.hosts) {
    if (!isMeant(served, namespace)) continue;
    for (const host of hosts) {
      if (covers(host, served.host)) common.add(served.host.toLowerCase());
      else if (covers(served.host, host)) common.add(host.toLowerCase());
    }
  }
  return [...common];
}

function routesOf(
  mesh: Mesh,
  proxy: Proxy,
  clusters: Clusters,
  server: GatewayServer,
  virtualService: MeshVirtualService,
): readonly CompiledRoute[] {
  return compiledRoutes(virtualService, {
    port: server.port,
    tls: server.tls !== undefined,
    defaultRetries: mesh.config.settings['defaultHttpRetryPolicy'],
    gateway: server.gateway,
    labels: proxy.labels,
    namespace: proxy.namespace,
    resolve: (name) => destination(mesh, clusters, name, server.port),
  });
}
