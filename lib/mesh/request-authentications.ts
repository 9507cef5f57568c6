import type { Mesh } from './mesh';
import { WorkloadPolicies } from './workload-policies';

/**
 * The RequestAuthentications by workload: all that hold for one are merged.
 *
 * @see https://istio.io/latest/docs/reference/config/security/request_authentication/
 */
export function requestAuthentications(mesh: Mesh): WorkloadPolicies {
  return mesh.index(
    'requestAuthentications',
    () => new WorkloadPolicies(mesh.of('security.istio.io/RequestAuthentication'), mesh.config.rootNamespace),
  );
}
