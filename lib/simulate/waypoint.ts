import type { DataPlane, Proxy } from './proxy';
import { attachedServer, type Server } from './server';
import type { Mesh } from '../mesh/mesh';
import type { MeshService } from '../mesh/services';
import { waypointOf, type WaypointChoice } from '../mesh/waypoint-choice';
import { textOf } from '../vocabulary/json-fields';

const GATEWAY = 'gateway.networking.k8s.io/Gateway';
/** What a waypoint is for: services unless its label says otherwise. */
const FOR = 'istio.io/waypoint-for';

/** The proxy that stands before a service in ambient mode. */
export interface Waypoint {
  /** As `namespace/name`. */
  readonly name: string;
  /** The policies that are attached to it, to its class, and to the service. */
  readonly server: Server;
  /** As whom it calls the pods: `ns/<namespace>/sa/<name>`. */
  readonly identity: string;
}

/**
 * The proxy that carries out routes, destination rules and policies of a service in ambient mode; undefined where none
 * stands before it, or one that is for pods alone.
 *
 * @see https://istio.io/latest/docs/ambient/usage/waypoint/#waypoint-traffic-types
 */
export function waypointProxy(mesh: Mesh, { manifest, namespace: home }: MeshService): Proxy | undefined {
  const choice = waypointOf(mesh, manifest.labels, home);
  const gateway = choice && mesh.find(GATEWAY, choice.namespace, choice.name);
  if (gateway === undefined || !['service', 'all'].includes(gateway.labels[FOR] ?? 'service')) {
    return undefined;
  }
  const { namespace, name } = gateway;
  return {
    name: `${namespace}/${name}`,
    namespace,
    labels: { 'gateway.networking.k8s.io/gateway-name': name },
    serviceAccount: name,
    dataPlane: 'sidecar',
  };
}

/** The waypoint that a service asks for and that is not among the manifests. */
export function absentWaypoint(mesh: Mesh, service: MeshService): WaypointChoice | undefined {
  const choice = waypointOf(mesh, service.manifest.labels, service.namespace);
  return choice && mesh.find(GATEWAY, choice.namespace, choice.name) === undefined ? choice : undefined;
}

/**
 * The waypoint by which a client's call to a service goes. ztunnel sends calls there; sidecars and gateways do not, and
 * what has no proxy knows of none.
 *
 * @see https://istio.io/latest/docs/ambient/usage/waypoint/
 */
export function waypointBefore(
  mesh: Mesh,
  client: DataPlane,
  service: MeshService | undefined,
): Waypoint | undefined {
  if (client !== 'ztunnel' || service === undefined) return undefined;
  const proxy = waypointProxy(mesh, service);
  if (proxy === undefined) return undefined;
  const { manifest } = service;
  const { namespace, serviceAccount: name } = proxy;
  const className = textOf(mesh.find(GATEWAY, namespace, name)?.spec['gatewayClassName']) ?? '';
  return {
    name: proxy.name,
    server: attachedServer(mesh, [
      { kind: manifest.kind, namespace: manifest.namespace, name: manifest.name },
      { kind: 'Gateway', namespace, name },
      { kind: 'GatewayClass', namespace: '', name: className },
    ]),
    identity: `ns/${namespace}/sa/${name}`,
  };
}
