import { policyTargets } from '../policy-targets';
import type { Rule } from '../rule';
import { SelectorIndex, servicesFor } from '../selector-index';
import { selectorLabels } from '../workload-selector';
import { isAmbient } from '../../mesh/ambient';
import { hasSidecar } from '../../mesh/injection';
import type { Manifest } from '../../mesh/manifest';
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
    for (const workload of mesh.workloads.all) {
      if (!hasSidecar(mesh, workload) && !isAmbient(mesh, workload)) continue;
      if (isAuthorized(mesh, workload)) continue;
      report({
        manifest: workload.manifest,
        path: ['metadata', 'name'],
        message: 'no AuthorizationPolicy is about these pods: everybody who reaches them may call them',
        remedy: 'add a policy that allows nothing for the namespace, and one for each caller that is wanted',
      });
    }
  },
};

/** Whether a policy of the namespace or of the mesh chooses the pods, or names a Service of theirs or a waypoint. */
function isAuthorized(mesh: Mesh, { namespace, labels }: Workload): boolean {
  const { chosen, named } = mesh.index('who is authorized', () => {
    const byLabels = new SelectorIndex<Manifest>();
    const targets = new Set<string>();
    for (const policy of mesh.of(POLICY)) {
      for (const { kind, name } of policyTargets(policy)) {
        targets.add(`${policy.namespace}/${kind === 'Gateway' ? '*' : name}`);
      }
      if (policyTargets(policy).length > 0) continue;
      const home = policy.namespace === mesh.config.rootNamespace ? '*' : policy.namespace;
      byLabels.add(home, selectorLabels(policy.spec['selector']), policy);
    }
    return { chosen: byLabels, named: targets };
  });
  return (
    chosen.choosing('*', labels).length > 0 ||
    chosen.choosing(namespace, labels).length > 0 ||
    named.has(`${namespace}/*`) ||
    servicesFor(mesh, namespace, labels).some(({ manifest }) => named.has(`${namespace}/${manifest.name}`))
  );
}
