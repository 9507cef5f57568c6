import { policyTargets } from '../policy-targets';
import type { Rule } from '../rule';
import { isAmbient } from '../../mesh/ambient';
import { authorizationPolicies } from '../../mesh/authorization-policies';
import { hasSidecar } from '../../mesh/injection';
import { hasLabels } from '../../mesh/label-selector';
import type { Mesh } from '../../mesh/mesh';
import { workloadTypes, type Workload } from '../../mesh/workloads';

const POLICY = 'security.istio.io/AuthorizationPolicy';

/** Whom no policy is about, everybody may call. */
export const workloadAuthorized: Rule = {
  code: 'EVM239',
  name: 'workload-authorized',
  aliases: ['KIA1301'],
  severity: 'warning',
  preset: 'strict',
  summary: 'no AuthorizationPolicy is about a workload of the mesh, so that everybody may call it',
  reads: [POLICY, '/Namespace', '/Service', 'networking.istio.io/ServiceEntry', ...workloadTypes],
  check(mesh, report) {
    const policies = authorizationPolicies(mesh);
    for (const workload of mesh.workloads.all) {
      if (!hasSidecar(mesh, workload) && !isAmbient(mesh, workload)) continue;
      if (policies.applyingTo(workload.namespace, workload.labels).length > 0) continue;
      if (isNamed(mesh, workload)) continue;
      report({
        manifest: workload.manifest,
        path: ['metadata', 'name'],
        message: 'no AuthorizationPolicy is about these pods: everybody who reaches them may call them',
        remedy: 'add a policy that allows nothing for the namespace, and one for each caller that is wanted',
      });
    }
  },
};

/** Whether a policy names a Service of the pods, or a waypoint of their namespace. */
function isNamed(mesh: Mesh, { namespace, labels }: Workload): boolean {
  const services = mesh.services.all
    .filter((service) => service.namespace === namespace && service.selector !== undefined)
    .filter(({ selector }) => hasLabels(labels, selector ?? {}))
    .map(({ manifest }) => manifest.name);
  return mesh
    .of(POLICY)
    .some(
      (policy) =>
        policy.namespace === namespace &&
        policyTargets(policy).some(({ kind, name }) => kind === 'Gateway' || services.includes(name)),
    );
}
