import { listOf, objectOf, objectsOf, textFieldsOf, textOf, textsOf } from '../vocabulary/json-fields';

/** Labels as an object carries them. */
export type Labels = Readonly<Record<string, string>>;

/** Whether labels hold every pair that is asked for; asking for none is asking for everything. */
export function hasLabels(labels: Labels, wanted: Labels): boolean {
  for (const key in wanted) if (labels[key] !== wanted[key]) return false;
  return true;
}

/**
 * Whether a Kubernetes label selector chooses labels: all of `matchLabels` and all of `matchExpressions`.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements
 */
export function selects(selector: unknown, labels: Labels): boolean {
  const { matchLabels, matchExpressions } = objectOf(selector);
  return (
    hasLabels(labels, textFieldsOf(matchLabels)) &&
    objectsOf(listOf(matchExpressions)).every((requirement) => {
      const value = labels[textOf(requirement['key']) ?? ''];
      const values = textsOf(requirement['values']);
      switch (requirement['operator']) {
        case 'In':
          return value !== undefined && values.includes(value);
        case 'NotIn':
          return value === undefined || !values.includes(value);
        case 'Exists':
          return value !== undefined;
        case 'DoesNotExist':
          return value === undefined;
        default:
          return false;
      }
    })
  );
}
