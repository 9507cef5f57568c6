import { destinationRuleFacts, policiesOfWorkload } from './governing-policies';
import { virtualServiceRoutes } from './route-facts';
import { storeProduct } from './store-product';
import type { NodeKind, PolicyFact, TopologyNode } from './topology';
import { writtenReference } from '../cost/object-reference';
import { DestinationRules } from '../mesh/destination-rules';
import { MESH_GATEWAY } from '../mesh/gateway-reference';
import type { Mesh } from '../mesh/mesh';
import { PeerAuthentications } from '../mesh/peer-authentications';
import type { MeshService } from '../mesh/services';
import { VirtualServices } from '../mesh/virtual-services';
import type { Workload } from '../mesh/workloads';
import { serverProxy } from '../simulate/transport';

/** The box of what is called and does not run in the cluster. */
const OUTSIDE = 'outside the mesh';

/** A service and one workload of several that it selects. */
export interface Selection {
  readonly service: MeshService;
  readonly workload: Workload;
}

/** The services and workloads of a mesh as nodes, and which node each of them became. */
export interface Places {
  readonly nodes: readonly TopologyNode[];
  readonly nodeOfWorkload: ReadonlyMap<Workload, string>;
  readonly nodeOfHost: ReadonlyMap<string, string>;
  /** What selects pods of other nodes. */
  readonly selections: readonly Selection[];
}

/**
 * A workload and the services for it alone are one node; a service that selects several workloads, or none, is a node
 * of its own.
 */
export function placesOf(mesh: Mesh): Places {
  const workloads = mesh.workloads.all.filter(
    ({ manifest: { type, namespace, name }, manifest }) => mesh.find(type, namespace, name) === manifest,
  );
  const services = mesh.services.all.filter(
    ({ manifest: { type, namespace, name }, manifest }) => mesh.find(type, namespace, name) === manifest,
  );
  const own = new Map<Workload, MeshService[]>(workloads.map((workload) => [workload, []]));
  const apart = new Map<string, MeshService[]>();
  const selections: Selection[] = [];
  for (const service of services) {
    const selected = selectedBy(mesh, service);
    const [only] = selected;
    if (only !== undefined && selected.length === 1 && service.manifest.type === '/Service') {
      own.get(only)?.push(service);
    } else {
      const id = writtenReference(service.manifest);
      apart.set(id, [...(apart.get(id) ?? []), service]);
      for (const workload of selected) selections.push({ service, workload });
    }
  }
  const nodes = [
    ...[...own].map(([workload, ofIt]) => workloadNode(mesh, workload, ofIt)),
    ...[...apart.values()].map((ofOne) => serviceNode(mesh, ofOne)),
  ];
  return {
    nodes,
    nodeOfWorkload: new Map(
      [...own.keys()].map((workload) => [workload, writtenReference(workload.manifest)]),
    ),
    nodeOfHost: new Map(nodes.flatMap(({ id, hosts }) => hosts.map((host) => [host, id] as const))),
    selections,
  };
}

function selectedBy(mesh: Mesh, { namespace, selector }: MeshService): readonly Workload[] {
  if (selector === undefined) return [];
  return mesh.workloads
    .selected(namespace, selector)
    .filter(({ manifest: { type, name }, manifest }) => mesh.find(type, namespace, name) === manifest)
    .filter(({ manifest: { kind } }) => kind !== 'Job' && kind !== 'CronJob');
}

function workloadNode(mesh: Mesh, workload: Workload, services: readonly MeshService[]): TopologyNode {
  const { manifest, namespace, labels } = workload;
  const product = storeProduct(workload);
  const isJob = manifest.kind === 'Job' || manifest.kind === 'CronJob';
  const kind: NodeKind =
    product !== undefined ? 'store' : isJob ? 'job' : services.length > 0 ? 'service' : 'workload';
  const port = services[0]?.ports[0];
  const mode =
    serverProxy(mesh, workload) === 'sidecar'
      ? PeerAuthentications.of(mesh).modeOf(namespace, labels, targetOf(port?.targetPort, port?.number))
      : undefined;
  const reference = writtenReference(manifest);
  const ofServices = serviceFacts(mesh, services);
  const policies = [
    ...(mode?.manifest === undefined
      ? []
      : [{ object: writtenReference(mode.manifest), effect: `mutual TLS ${mode.mode}` }]),
    ...policiesOfWorkload(mesh, workload),
    ...ofServices.policies,
  ];
  return {
    id: reference,
    kind,
    name: manifest.name,
    namespace,
    group: namespace,
    subtitle: product ?? manifest.kind,
    hosts: services.map(({ host }) => host),
    ports: ofServices.ports,
    workloads: [reference],
    entries: [`workload:${namespace}/${manifest.name}`],
    mutualTls: mode?.mode ?? null,
    routes: ofServices.routes,
    policies,
    objects: unique([reference, ...ofServices.objects, ...policies.map(({ object }) => object)]),
  };
}

function serviceNode(mesh: Mesh, services: readonly MeshService[]): TopologyNode {
  const { manifest } = services[0] as MeshService;
  const isExternal =
    manifest.type === 'networking.istio.io/ServiceEntry' || typeof manifest.spec['externalName'] === 'string';
  const { ports, routes, policies, objects } = serviceFacts(mesh, services);
  const hosts = services.map(({ host }) => host);
  const selects = services.some((service) => selectedBy(mesh, service).length > 0);
  return {
    id: writtenReference(manifest),
    kind: isExternal ? 'external' : 'service',
    name: isExternal ? (hosts[0] ?? manifest.name) : manifest.name,
    namespace: manifest.namespace,
    group: isExternal && !selects ? OUTSIDE : manifest.namespace,
    subtitle: isExternal && hosts.length > 1 ? `${hosts.length} hosts` : manifest.kind,
    hosts,
    ports,
    workloads: [],
    entries: [],
    mutualTls: null,
    routes,
    policies,
    objects,
  };
}

/** What is said about services, whatever runs behind them. */
function serviceFacts(
  mesh: Mesh,
  services: readonly MeshService[],
): Pick<TopologyNode, 'ports' | 'routes' | 'objects'> & { readonly policies: readonly PolicyFact[] } {
  const hosts = new Set(services.map(({ host }) => host));
  const routes = VirtualServices.of(mesh)
    .boundTo(MESH_GATEWAY)
    .filter((one) => one.hosts.some((host) => hosts.has(host)))
    .flatMap((one) => virtualServiceRoutes(one, MESH_GATEWAY));
  const policies = services.flatMap(({ host, namespace }) =>
    destinationRuleFacts(
      DestinationRules.of(mesh).effective({
        host,
        serviceNamespace: namespace,
        clientNamespace: namespace,
        clientLabels: {},
      }),
    ),
  );
  return {
    ports: unique(
      services.flatMap((service) =>
        service.ports.map(
          ({ protocol, number }) => `${protocol === 'unknown' ? 'port' : protocol} ${number}`,
        ),
      ),
    ),
    routes,
    policies,
    objects: unique([
      ...services.map(({ manifest }) => writtenReference(manifest)),
      ...routes.map(({ object }) => object),
      ...policies.map(({ object }) => object),
    ]),
  };
}

function targetOf(target: number | string | undefined, port: number | undefined): number {
  return typeof target === 'number' ? target : (port ?? 0);
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
