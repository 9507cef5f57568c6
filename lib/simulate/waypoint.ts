import type { DataPlane } from './proxy';
import { attachedServer, type Server } from './server';
import type { Mesh } from '../mesh/mesh';
import type { MeshService } from '../mesh/services';
import { waypointOf } from '../mesh/waypoint-choice';
import { textOf } from '../vocabulary/json-fields';

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
  const { manifest } = service;
  const choice = waypointOf(mesh, manifest.labels, service.namespace);
  if (choice === undefined) return undefined;
  const { namespace, name } = choice;
  const gateway = mesh.find('gateway.networking.k8s.io/Gateway', namespace, name);
  if (gateway === undefined) return undefined;
  const className = textOf(gateway.spec['gatewayClassName']) ?? '';
  return {
    name: `${namespace}/${name}`,
    server: attachedServer(mesh, [
      { kind: manifest.kind, namespace: manifest.namespace, name: manifest.name },
      { kind: 'Gateway', namespace, name },
      { kind: 'GatewayClass', namespace: '', name: className },
    ]),
    identity: `ns/${namespace}/sa/${name}`,
  };
}
