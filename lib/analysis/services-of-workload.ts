import { servicesFor } from './selector-index';
import type { Mesh } from '../mesh/mesh';
import type { MeshService } from '../mesh/services';
import type { Workload } from '../mesh/workloads';

/** The Services whose selector chooses the pods of a workload. */
export function servicesOf(mesh: Mesh, { namespace, labels }: Workload): readonly MeshService[] {
  return servicesFor(mesh, namespace, labels).filter(({ manifest }) => manifest.kind === 'Service');
}
