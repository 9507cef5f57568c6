import type { Problem } from './rule';
import type { Manifest } from '../mesh/manifest';
import { groupBy } from '../vocabulary/group-by';

/**
 * What is said of objects of one kind that are each for a whole namespace, of which Istio uses the oldest alone; a
 * manifest has no age.
 *
 * @param defaults the objects of the kind that are for their whole namespace
 * @param plural what several of them are called: `Sidecars`
 * @param selector the field by which an object is for some of the workloads alone
 */
export function defaultConflicts(
  defaults: readonly Manifest[],
  plural: string,
  selector: 'selector' | 'workloadSelector',
): readonly Problem[] {
  return [...groupBy(defaults, ({ namespace }) => namespace)].flatMap(([namespace, rivals]) => {
    if (rivals.length < 2) return [];
    const names = rivals.map(({ name }) => name).sort();
    return rivals.map((manifest) => ({
      manifest,
      path: ['spec'],
      message: `the ${plural} ${names.join(', ')} of namespace ${namespace} all have no ${selector}; Istio uses one of them`,
      remedy: `merge them, or give all but one a ${selector}`,
    }));
  });
}
