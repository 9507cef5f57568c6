import { gatewayApiRoutes, virtualServiceRoutes } from './route-facts';
import type { RouteFact } from './topology';
import { routesOfListener } from '../mesh/attached-routes';
import { Gateways } from '../mesh/gateways';
import { covers, overlap } from '../vocabulary/host-name';
import { kubernetesGateways } from '../mesh/kubernetes-gateways';
import type { Manifest } from '../mesh/manifest';
import type { Mesh } from '../mesh/mesh';
import { isMeant } from '../mesh/scoped-host';
import { VirtualServices } from '../mesh/virtual-services';
import { textOf } from '../vocabulary/json-fields';

/** A gateway and what it serves. */
export interface ServedGateway {
  readonly manifest: Manifest;
  /** Such as `HTTPS 443`. */
  readonly ports: readonly string[];
  /** The ports by number, where requests enter. */
  readonly numbers: readonly number[];
  readonly hosts: readonly ServedHost[];
}

/** A host of a gateway. */
export interface ServedHost {
  readonly host: string;
  /** Such as `HTTPS 443`. */
  readonly ports: readonly string[];
  readonly routes: readonly RouteFact[];
}

/** The gateways of both APIs with their hosts and routes, waypoints left out: they serve no host of their own. */
export function servedGateways(mesh: Mesh): readonly ServedGateway[] {
  return [...istioGateways(mesh), ...gatewayApiGateways(mesh)];
}

function istioGateways(mesh: Mesh): readonly ServedGateway[] {
  return Gateways.of(mesh).all.map(({ name, manifest, servers }) => {
    const hosts = new Map<string, { ports: Set<string>; routes: RouteFact[] }>();
    const bound = VirtualServices.of(mesh).boundTo(name);
    for (const server of servers) {
      const port = portWords(server.protocol, server.port);
      for (const scoped of server.hosts) {
        const routed = bound
          .filter(({ namespace }) => isMeant(scoped, namespace))
          .flatMap((one) => one.hosts.filter((host) => overlap(host, scoped.host)));
        // The narrower of the two is the one that is served.
        const served = routed.map((host) => (covers(scoped.host, host) ? host : scoped.host));
        for (const host of served.length === 0 ? [scoped.host] : served) add(hosts, host).ports.add(port);
      }
    }
    for (const [host, { routes }] of hosts) {
      for (const one of bound) {
        if (one.hosts.some((own) => overlap(own, host))) routes.push(...virtualServiceRoutes(one, name));
      }
    }
    return {
      manifest,
      ...portsOf(servers.map(({ protocol, port }) => [protocol, port])),
      hosts: written(hosts),
    };
  });
}

function gatewayApiGateways(mesh: Mesh): readonly ServedGateway[] {
  return kubernetesGateways(mesh)
    .filter(({ manifest }) => textOf(manifest.spec['gatewayClassName']) !== 'istio-waypoint')
    .map((gateway) => {
      const hosts = new Map<string, { ports: Set<string>; routes: RouteFact[] }>();
      for (const listener of gateway.listeners) {
        const port = portWords(listener.protocol, listener.port);
        const attached = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'].flatMap((kind) =>
          routesOfListener(mesh, kind, gateway, listener),
        );
        if (attached.length === 0) add(hosts, listener.hostname).ports.add(port);
        for (const route of attached) {
          for (const host of route.hosts) {
            const served = add(hosts, host);
            served.ports.add(port);
            const known = new Set(served.routes.map(({ object, name }) => `${object} ${name}`));
            served.routes.push(
              ...gatewayApiRoutes(route.manifest).filter(
                ({ object, name }) => !known.has(`${object} ${name}`),
              ),
            );
          }
        }
      }
      const { manifest, listeners } = gateway;
      return {
        manifest,
        ...portsOf(listeners.map(({ protocol, port }) => [protocol, port])),
        hosts: written(hosts),
      };
    });
}

function add(
  hosts: Map<string, { ports: Set<string>; routes: RouteFact[] }>,
  host: string,
): { ports: Set<string>; routes: RouteFact[] } {
  const known = hosts.get(host) ?? { ports: new Set(), routes: [] };
  hosts.set(host, known);
  return known;
}

function written(
  hosts: ReadonlyMap<string, { readonly ports: ReadonlySet<string>; readonly routes: readonly RouteFact[] }>,
): readonly ServedHost[] {
  return [...hosts].map(([host, { ports, routes }]) => ({ host, ports: [...ports], routes }));
}

function portsOf(
  listeners: readonly (readonly [protocol: string, port: number])[],
): Pick<ServedGateway, 'ports' | 'numbers'> {
  return {
    ports: [...new Set(listeners.map(([protocol, port]) => portWords(protocol, port)))],
    numbers: [...new Set(listeners.map(([, port]) => port))],
  };
}

function portWords(protocol: string, port: number): string {
  return `${protocol.toUpperCase()} ${port}`;
}
