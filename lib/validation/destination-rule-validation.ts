import { validateSubsetName } from './destination-validation';
import { wildcardDomainMistake } from './dns-name';
import { validateExportTo } from './export-to-validation';
import { validateLabels } from './label-validation';
import { validateTrafficPolicy } from './traffic-policy-validation';
import type { ValidatedObject } from './validated-object';
import { validateWorkloadSelector } from './workload-selector-validation';

/**
 * Says what istiod refuses in a DestinationRule, or warns of.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/
 */
export function validateDestinationRule({ spec, namespace }: ValidatedObject): void {
  spec.at('host').refuse(wildcardDomainMistake(spec.at('host').text));
  validateTrafficPolicy(spec.at('trafficPolicy'), namespace);
  const names = new Set<string>();
  for (const subset of spec.at('subsets').elements) {
    const name = subset.at('name');
    if (names.has(name.text)) name.error(`names the subset '${name.text}' again`);
    names.add(name.text);
    validateSubsetName(name);
    validateLabels(subset.at('labels'));
    validateTrafficPolicy(subset.at('trafficPolicy'), namespace);
  }
  const selector = spec.at('workloadSelector');
  validateExportTo(spec.at('exportTo'), { namespace, ownNamespaceOnly: selector.isSet });
  validateWorkloadSelector(selector, selector.at('matchLabels'));
}
