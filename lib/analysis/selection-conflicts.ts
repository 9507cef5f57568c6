import { groupBy } from '../vocabulary/group-by';
import { selectorLabels } from './workload-selector';
import type { Manifest } from '../mesh/manifest';
import type { Mesh } from '../mesh/mesh';
import type { Workload } from '../mesh/workloads';

/** Several objects of one kind that select the same workload, of which one alone takes effect. */
export interface SelectionConflict {
  readonly workload: Workload;
  readonly manifests: readonly Manifest[];
}

/** The workloads that several of the objects select by labels, each in the object's own namespace. */
export function selectionConflicts(
  mesh: Mesh,
  manifests: readonly Manifest[],
  field: 'selector' | 'workloadSelector',
): readonly SelectionConflict[] {
  const choices = manifests.flatMap((manifest) => {
    const labels = selectorLabels(manifest.spec[field]);
    if (Object.keys(labels).length === 0) return [];
    return mesh.workloads.selected(manifest.namespace, labels).map((workload) => ({
      workload,
      manifest,
      key: `${workload.namespace}/${workload.manifest.type}/${workload.name}`,
    }));
  });
  return [...groupBy(choices, ({ key }) => key).values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined || group.length < 2) return [];
    return [{ workload: first.workload, manifests: group.map(({ manifest }) => manifest) }];
  });
}

/** What is said of each object of a conflict: the workload, and the names of all that select it. */
export function describeConflict({ workload, manifests }: SelectionConflict): string {
  const names = manifests.map(({ name }) => name).sort();
  return `the ${workload.manifest.kind} ${workload.name} is selected by ${names.join(', ')}; Istio uses one of them`;
}
