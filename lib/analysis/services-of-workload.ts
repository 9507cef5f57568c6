import { groupBy } from './group-by';
import { hasLabels } from '../mesh/label-selector';
import type { Mesh } from '../mesh/mesh';
import type { MeshService } from '../mesh/services';
import type { Workload } from '../mesh/workloads';

/** The Services whose selector chooses the pods of a workload. */
export function servicesOf(mesh: Mesh, workload: Workload): readonly MeshService[] {
  const byNamespace = mesh.index('services with selector by namespace', () =>
    groupBy(
      mesh.services.all.filter(
        ({ selector, manifest }) => selector !== undefined && manifest.kind === 'Service',
      ),
      ({ namespace }) => namespace,
    ),
  );
  return (byNamespace.get(workload.namespace) ?? []).filter(
    ({ selector }) => selector !== undefined && hasLabels(workload.labels, selector),
  );
}
