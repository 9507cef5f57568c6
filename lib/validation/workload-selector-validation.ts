import type { Field } from './field';

/**
 * Validates the labels that a policy or configuration chooses workloads by. An empty selector is accepted, and
 * chooses all workloads of the namespace.
 *
 * @param labels the map of the selector, `selector.matchLabels` or `workloadSelector.labels`
 * @returns whether the selector is accepted; of some kinds, istiod looks at nothing else when it is not
 */
export function validateWorkloadSelector(selector: Field, labels: Field): boolean {
  if (!selector.isSet) return true;
  let isAccepted = true;
  for (const [key, value] of labels.entries) {
    const hasWildcard = key.includes('*') || value.text.includes('*');
    if (key === '') value.error('has an empty key; a selector chooses by keys and values of labels');
    if (hasWildcard) value.error(`${key}=${value.text} has a wildcard; a selector chooses by equality alone`);
    isAccepted &&= key !== '' && !hasWildcard;
  }
  if (labels.entries.length === 0)
    selector.warn('has no labels, so that it chooses every workload of the namespace');
  return isAccepted;
}
