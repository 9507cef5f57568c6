import { servicesFor } from './selector-index';
import type { Labels } from '../mesh/label-selector';
import type { Mesh } from '../mesh/mesh';
import { waypointOf } from '../mesh/waypoint-choice';

/** Whether some Service that sends to pods with these labels goes by a waypoint. */
export function isServedByWaypoint(mesh: Mesh, namespace: string, labels: Labels): boolean {
  return servicesFor(mesh, namespace, labels).some(
    ({ manifest }) => waypointOf(mesh, manifest.labels, namespace) !== undefined,
  );
}
