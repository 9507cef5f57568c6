import { groupBy } from './group-by';
import { hasLabels } from '../mesh/label-selector';
import type { Mesh } from '../mesh/mesh';
import type { MeshService } from '../mesh/services';
import type { Workload } from '../mesh/workloads';

/** The Services whose selector chooses the pods of a workload. */
export function servicesOf(mesh: Mesh, workload: Workload): readonly MeshService[] {
  const byLabel = mesh.index('services by the first label of their selector', () => servicesByLabel(mesh));
  const { namespace, labels } = workload;
  const keys = ['', ...Object.entries(labels).map(([key, value]) => `${key}\n${value}`)];
  return keys
    .flatMap((key) => byLabel.get(`${namespace}\n${key}`) ?? [])
    .filter(({ service }) => service.selector !== undefined && hasLabels(labels, service.selector))
    .sort((one, other) => one.place - other.place)
    .map(({ service }) => service);
}

interface PlacedService {
  readonly service: MeshService;
  readonly place: number;
}

function servicesByLabel(mesh: Mesh): ReadonlyMap<string, readonly PlacedService[]> {
  const placed = mesh.services.all
    .map((service, place) => ({ service, place }))
    .filter(({ service }) => service.selector !== undefined && service.manifest.kind === 'Service');
  return groupBy(placed, ({ service }) => {
    const [first] = Object.entries(service.selector ?? {});
    return `${service.namespace}\n${first === undefined ? '' : first.join('\n')}`;
  });
}
