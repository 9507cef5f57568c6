import { validatePolicyTarget } from './policy-target-validation';
import type { ValidatedObject } from './validated-object';
import { validateTrafficSelectors, validateWasmModule } from './wasm-module-validation';

/**
 * Says what istiod refuses in a TrafficExtension, or warns of.
 *
 * @see https://istio.io/latest/docs/reference/config/proxy_extensions/traffic_extension/
 */
export function validateTrafficExtension({ spec }: ValidatedObject): void {
  validatePolicyTarget(spec);
  const [wasm, lua] = [spec.at('wasm'), spec.at('lua')];
  if (wasm.isSet === lua.isSet) {
    spec.error(wasm.isSet ? 'sets both wasm and lua; keep one' : 'sets nothing, expected wasm or lua');
  }
  if (wasm.isSet) validateWasmModule(wasm);
  if (lua.isSet && lua.at('inlineCode').text === '')
    lua.at('inlineCode').error('is empty, expected a script');
  validateTrafficSelectors(spec.at('match'));
}
