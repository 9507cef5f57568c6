import { validatePolicyTarget } from './policy-target-validation';
import type { ValidatedObject } from './validated-object';
import { validateTrafficSelectors, validateWasmModule } from './wasm-module-validation';

/**
 * Says what istiod refuses in a WasmPlugin, or warns of.
 *
 * @see https://istio.io/latest/docs/reference/config/proxy_extensions/wasm-plugin/
 */
export function validateWasmPlugin({ spec }: ValidatedObject): void {
  validatePolicyTarget(spec);
  validateWasmModule(spec);
  validateTrafficSelectors(spec.at('match'));
}
