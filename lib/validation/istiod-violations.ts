import { isJsonObject, type JsonObject } from '../vocabulary/json';
import { validateAnnotations } from './annotation-validation';
import { validateAuthorizationPolicy } from './authorization-policy-validation';
import { validateDestinationRule } from './destination-rule-validation';
import { validateEnvoyFilter } from './envoy-filter-validation';
import { Field } from './field';
import { validateGateway } from './gateway-validation';
import { validateMeshConfigMap } from './mesh-config-map-validation';
import { validatePeerAuthentication } from './peer-authentication-validation';
import { validateProxyConfig } from './proxy-config-validation';
import { validateRequestAuthentication } from './request-authentication-validation';
import { validateServiceEntry } from './service-entry-validation';
import { validateSidecar } from './sidecar-validation';
import { validateTelemetry } from './telemetry-validation';
import { validateTrafficExtension } from './traffic-extension-validation';
import type { ValidatedObject } from './validated-object';
import type { Violation } from './violation';
import { validateVirtualService } from './virtual-service-validation';
import { validateWasmPlugin } from './wasm-plugin-validation';
import { validateWorkloadEntry } from './workload-entry-validation';
import { validateWorkloadGroup } from './workload-group-validation';

/** The validation of each kind, by API group and kind. */
const validations: Readonly<Record<string, (object: ValidatedObject) => void>> = {
  'extensions.istio.io/TrafficExtension': validateTrafficExtension,
  'extensions.istio.io/WasmPlugin': validateWasmPlugin,
  'networking.istio.io/DestinationRule': validateDestinationRule,
  'networking.istio.io/EnvoyFilter': validateEnvoyFilter,
  'networking.istio.io/Gateway': validateGateway,
  'networking.istio.io/ProxyConfig': validateProxyConfig,
  'networking.istio.io/ServiceEntry': validateServiceEntry,
  'networking.istio.io/Sidecar': validateSidecar,
  'networking.istio.io/VirtualService': validateVirtualService,
  'networking.istio.io/WorkloadEntry': validateWorkloadEntry,
  'networking.istio.io/WorkloadGroup': validateWorkloadGroup,
  'security.istio.io/AuthorizationPolicy': validateAuthorizationPolicy,
  'security.istio.io/PeerAuthentication': validatePeerAuthentication,
  'security.istio.io/RequestAuthentication': validateRequestAuthentication,
  'telemetry.istio.io/Telemetry': validateTelemetry,
};

/** What istiod's validation says of an object; of kinds that are not Istio's, nothing. */
export function istiodViolations(object: JsonObject, apiVersion: string, kind: string): Violation[] {
  const found: Violation[] = [];
  if (apiVersion === 'v1' && kind === 'ConfigMap') {
    validateMeshConfigMap(Field.root(object, found));
    return found;
  }
  const [group = ''] = apiVersion.split('/');
  const key = `${group}/${kind}`;
  if (!Object.hasOwn(validations, key)) return found;
  const root = Field.root(object, found);
  const metadata = root.at('metadata');
  // An object without a spec is an empty one.
  const spec = isJsonObject(object['spec']) ? root.at('spec') : root.at('spec').holding({});
  if (validateAnnotations(metadata, spec, kind)) {
    const namespace = metadata.at('namespace').text || 'default';
    validations[key]?.({ name: metadata.at('name').text, namespace, metadata, spec });
  }
  return found;
}
