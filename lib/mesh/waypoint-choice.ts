import type { Labels } from './label-selector';
import type { Mesh } from './mesh';

const USE = 'istio.io/use-waypoint';
const HOME = 'istio.io/use-waypoint-namespace';

/** The waypoint that an object asks for by its label. */
export interface WaypointChoice {
  readonly namespace: string;
  readonly name: string;
}

/**
 * The waypoint by which calls to a Service, ServiceEntry or pod go: as its own label says, else that of its namespace;
 * undefined for none.
 *
 * @see https://istio.io/latest/docs/ambient/usage/waypoint/#waypoint-labels
 */
export function waypointOf(mesh: Mesh, labels: Labels, namespace: string): WaypointChoice | undefined {
  return ownWaypoint(labels, namespace) ?? namespaceWaypoint(mesh, labels, namespace);
}

/** The waypoint that an object's own labels ask for. */
export function ownWaypoint(labels: Labels, namespace: string): WaypointChoice | undefined {
  const name = labels[USE];
  if (name === undefined || name === '' || name === 'none') return undefined;
  return { namespace: labels[HOME] ?? namespace, name };
}

function namespaceWaypoint(mesh: Mesh, labels: Labels, namespace: string): WaypointChoice | undefined {
  if (labels[USE] !== undefined) return undefined;
  return ownWaypoint(mesh.find('/Namespace', '', namespace)?.labels ?? {}, namespace);
}
