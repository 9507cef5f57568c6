import type { Mesh } from './mesh';
import { WorkloadPolicies } from './workload-policies';

/**
 * The AuthorizationPolicies by workload.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/
 */
export function authorizationPolicies(mesh: Mesh): WorkloadPolicies {
  return mesh.index(
    'authorizationPolicies',
    () => new WorkloadPolicies(mesh.of('security.istio.io/AuthorizationPolicy'), mesh.config.rootNamespace),
  );
}
