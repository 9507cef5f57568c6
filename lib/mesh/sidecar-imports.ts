import { covers, isWildcard, overlap } from '../vocabulary/host-name';
import type { Mesh } from './mesh';
import { meshRouteTargets } from './mesh-route-targets';
import { isMeant } from './scoped-host';
import type { MeshService } from './services';
import type { EgressListener, SidecarScope } from './sidecar-scopes';
import { MESH_GATEWAY } from './gateway-reference';
import { VirtualServices, type MeshVirtualService } from './virtual-services';
import { virtualServiceTargets } from './virtual-service-targets';
import { byHost, visibleServices } from './visible-services';

/** What a proxy knows at the ports of one entry of its Sidecar's `egress`. */
export interface ListenerImports {
  readonly listener: EgressListener;
  /** By host. */
  readonly services: ReadonlyMap<string, MeshService>;
  /** In the order in which Istio looks at them. */
  readonly virtualServices: readonly MeshVirtualService[];
}

/** What a proxy knows of the mesh. */
export interface SidecarImports {
  readonly listeners: readonly ListenerImports[];
  /**
   * Every host that it can send to: those it imports, and those to which the VirtualServices that it imports, and the
   * routes of the services that it imports, send, with the ports that these name.
   */
  readonly services: ReadonlyMap<string, MeshService>;
}

/** What a Sidecar's scope imports. */
export function sidecarImports(mesh: Mesh, scope: SidecarScope): SidecarImports {
  const name = scope.manifest === undefined ? '' : `${scope.manifest.namespace}/${scope.manifest.name}`;
  return mesh.index(`sidecarImports ${scope.namespace} ${name}`, () => importsOf(mesh, scope));
}

function importsOf(mesh: Mesh, scope: SidecarScope): SidecarImports {
  const visible = visibleServices(mesh, scope.namespace);
  const virtualServices = VirtualServices.of(mesh).seenBy(scope.namespace, MESH_GATEWAY);
  const listeners = scope.egress.map((listener) => ({
    listener,
    services: byHost(
      [...visible.values()].flatMap((service) => importedService(service, listener)),
      scope.namespace,
    ),
    virtualServices: virtualServices.filter((one) => imports(listener, one)),
  }));
  const services = new Map<string, MeshService>();
  for (const { listener, services: explicit, virtualServices: imported } of listeners) {
    for (const service of explicit.values()) addPorts(services, service);
    for (const virtualService of imported) {
      for (const [host, ports] of virtualServiceTargets(virtualService, scope.namespace)) {
        const service = visible.get(host);
        if (service === undefined) continue;
        const wanted = listener.port !== undefined && !isProxyPort(listener) ? [listener.port] : ports;
        addPorts(services, withPorts(service, wanted));
      }
    }
  }
  for (const { namespace, parents, backends } of meshRouteTargets(mesh)) {
    const isImported = parents.some(
      (parent) =>
        [scope.namespace, parent.namespace].includes(namespace) &&
        listeners.some((listener) => listener.services.has(parent.host)),
    );
    if (!isImported) continue;
    for (const { host, port } of backends) {
      const service = visible.get(host);
      if (service) addPorts(services, withPorts(service, port === undefined ? [] : [port]));
    }
  }
  return { listeners, services };
}

function importedService(service: MeshService, listener: EgressListener): readonly MeshService[] {
  const meant = listener.hosts.some(
    (host) => isMeant(host, service.namespace) && covers(host.host, service.host),
  );
  if (!meant) return [];
  if (listener.port === undefined || isProxyPort(listener)) return [service];
  const trimmed = withPorts(service, [listener.port]);
  return trimmed === undefined ? [] : [trimmed];
}

/** A VirtualService is imported as soon as one of its hosts has something in common with what the entry names. */
function imports({ hosts }: EgressListener, virtualService: MeshVirtualService): boolean {
  return hosts
    .filter((wanted) => isMeant(wanted, virtualService.namespace))
    .some(({ host: wanted }) =>
      virtualService.hosts.some((host) =>
        isWildcard(host) || isWildcard(wanted) ? overlap(host, wanted) : host === wanted,
      ),
    );
}

/** The service with these ports alone; all when none is asked for; undefined when it has none of them. */
function withPorts(service: MeshService, wanted: readonly number[]): MeshService | undefined {
  if (wanted.length === 0) return service;
  const ports = service.ports.filter(({ number }) => wanted.includes(number));
  if (ports.length === service.ports.length) return service;
  return ports.length === 0 ? undefined : { ...service, ports };
}

function addPorts(services: Map<string, MeshService>, service: MeshService | undefined): void {
  if (service === undefined) return;
  const known = services.get(service.host);
  if (known === undefined) services.set(service.host, service);
  else if (known !== service && known.manifest === service.manifest) {
    const more = service.ports.filter(({ number }) => !known.ports.some((port) => port.number === number));
    if (more.length > 0) services.set(service.host, { ...known, ports: [...known.ports, ...more] });
  }
}

/** A port that serves as a proxy for all others is no port of a service. */
function isProxyPort({ protocol }: EgressListener): boolean {
  return protocol.toUpperCase() === 'HTTP_PROXY';
}
