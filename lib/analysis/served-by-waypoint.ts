import { hasLabels, type Labels } from '../mesh/label-selector';
import type { Mesh } from '../mesh/mesh';
import { waypointOf } from '../mesh/waypoint-choice';

/** Whether some Service that sends to pods with these labels goes by a waypoint. */
export function isServedByWaypoint(mesh: Mesh, namespace: string, labels: Labels): boolean {
  return mesh.services.all.some(
    ({ selector, namespace: home, manifest }) =>
      home === namespace &&
      selector !== undefined &&
      hasLabels(labels, selector) &&
      waypointOf(mesh, manifest.labels, namespace) !== undefined,
  );
}
