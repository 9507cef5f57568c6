import { hasLabels, type Labels } from './label-selector';
import type { Mesh } from './mesh';
import type { MeshService } from './services';
import type { Workload } from './workloads';
import { numberOf, objectOf, objectsOf, textFieldsOf, textOf } from '../vocabulary/json-fields';

/** Something that answers for a service. */
export interface Endpoint {
  /** The pod, workload or address. */
  readonly name: string;
  readonly labels: Labels;
  /** What runs there; undefined for an address alone. */
  readonly workload?: Workload;
}

/**
 * What answers for a service: the pods and machines that it selects, or the addresses of a ServiceEntry. Undefined
 * when the manifests cannot tell: names that DNS resolves, and Services whose endpoints somebody else writes.
 */
export function endpointsOf(mesh: Mesh, service: MeshService): readonly Endpoint[] | undefined {
  const known = mesh.index('endpoints', () => new Map<MeshService, readonly Endpoint[] | undefined>());
  if (!known.has(service)) known.set(service, found(mesh, service));
  return known.get(service);
}

/** Those of them that carry the labels of a subset. */
export function withLabels(endpoints: readonly Endpoint[], labels: Labels): readonly Endpoint[] {
  return endpoints.filter((endpoint) => hasLabels(endpoint.labels, labels));
}

function found(mesh: Mesh, service: MeshService): readonly Endpoint[] | undefined {
  const { spec } = service.manifest;
  if (service.selector !== undefined) {
    return mesh.workloads
      .selected(service.namespace, service.selector)
      .filter(runs)
      .map((workload) => ({ name: workload.name, labels: workload.labels, workload }))
      .sort((one, other) => (one.name < other.name ? -1 : 1));
  }
  if (service.manifest.type !== 'networking.istio.io/ServiceEntry') return undefined;
  const endpoints = objectsOf(spec['endpoints']);
  if (endpoints.length === 0 && spec['resolution'] !== 'STATIC') return undefined;
  return endpoints.map((endpoint, index) => ({
    name: textOf(endpoint['address']) ?? `endpoints[${index}]`,
    labels: textFieldsOf(endpoint['labels']),
  }));
}

/** A workload that is scaled to nothing, or a pod that has ended, answers nobody. */
function runs({ manifest }: Workload): boolean {
  if (manifest.type === 'batch/Job' || manifest.type === 'batch/CronJob') return false;
  if (manifest.type !== '/Pod') return numberOf(manifest.spec['replicas']) !== 0;
  const phase = objectOf(manifest.object['status'])['phase'];
  return phase !== 'Succeeded' && phase !== 'Failed';
}
