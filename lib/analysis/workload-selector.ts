import type { Labels } from '../mesh/label-selector';
import { objectOf, textFieldsOf } from '../vocabulary/json-fields';

/** The labels of a selector of Sidecar, EnvoyFilter, ServiceEntry (`labels`) or of a policy (`matchLabels`). */
export function selectorLabels(selector: unknown): Labels {
  const { labels, matchLabels } = objectOf(selector);
  return textFieldsOf(labels ?? matchLabels);
}

/** Whether a selector is absent or asks for no label, so that it chooses every workload. */
export function isEmptySelector(selector: unknown): boolean {
  return Object.keys(selectorLabels(selector)).length === 0;
}
