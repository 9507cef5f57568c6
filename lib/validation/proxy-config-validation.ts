import type { ValidatedObject } from './validated-object';
import { validateWorkloadSelector } from './workload-selector-validation';

/**
 * Says what istiod refuses in a ProxyConfig, or warns of.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/proxy-config/
 */
export function validateProxyConfig({ spec }: ValidatedObject): void {
  validateWorkloadSelector(spec.at('selector'), spec.at('selector', 'matchLabels'));
  const concurrency = spec.at('concurrency');
  if (concurrency.number < 0) concurrency.error(`is ${concurrency.number}, expected 0 or more`);
}
