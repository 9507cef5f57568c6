import { gatewayApiPods } from '../gateway-api-pods';
import { isInstalledElsewhere } from '../gateway-workloads';
import type { Rule } from '../rule';
import { selectorLabels } from '../workload-selector';
import { writtenLabels } from '../written-labels';
import { isAmbient } from '../../mesh/ambient';
import { hasSidecar } from '../../mesh/injection';
import { hasLabels, type Labels } from '../../mesh/label-selector';
import type { Mesh } from '../../mesh/mesh';
import { workloadTypes, type Workload } from '../../mesh/workloads';

const POLICY = 'security.istio.io/AuthorizationPolicy';

/** Only workloads of the mesh obey a policy. */
export const policySelectsWorkload: Rule = {
  code: 'EVM117',
  name: 'policy-selects-workload',
  aliases: ['IST0127', 'KIA0004'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'an AuthorizationPolicy applies to no workload of the mesh',
  reads: [POLICY, '/Namespace', 'gateway.networking.k8s.io/Gateway', ...workloadTypes],
  check(mesh, report) {
    for (const manifest of mesh.of(POLICY)) {
      const { namespace, spec } = manifest;
      if (spec['targetRef'] !== undefined || spec['targetRefs'] !== undefined) continue;
      const labels = selectorLabels(spec['selector']);
      const hasSelector = spec['selector'] !== undefined;
      const isMeshWide = namespace === mesh.config.rootNamespace;
      if (isMeshWide && !hasSelector) continue;
      if (isObeyed(mesh, isMeshWide ? undefined : namespace, labels)) continue;
      const where = isMeshWide ? 'the mesh' : `namespace ${namespace}`;
      const which = Object.keys(labels).length === 0 ? '' : ` with the labels ${writtenLabels(labels)}`;
      report({
        manifest,
        path: hasSelector ? ['spec', 'selector'] : ['spec'],
        message: `no workload of ${where}${which} is in the mesh, so that the policy applies to nobody`,
        remedy: 'correct the selector or the namespace, or take the workload into the mesh',
        aliases: hasSelector ? ['IST0127', 'KIA0004'] : ['IST0127'],
      });
    }
  },
};

function isObeyed(mesh: Mesh, namespace: string | undefined, labels: Labels): boolean {
  const candidates =
    namespace === undefined
      ? mesh.workloads.selectedAnywhere(labels)
      : mesh.workloads.selected(namespace, labels);
  return (
    candidates.some((workload) => mayBeInMesh(mesh, workload)) ||
    isInstalledElsewhere(mesh, labels) ||
    gatewayApiPods(mesh).some(
      (pods) => (namespace === undefined || pods.namespace === namespace) && hasLabels(pods.labels, labels),
    )
  );
}

/** Whether pods of a namespace that is not among the manifests are in the mesh is not known. */
function mayBeInMesh(mesh: Mesh, workload: Workload): boolean {
  if (hasSidecar(mesh, workload) || isAmbient(mesh, workload)) return true;
  const asked = workload.labels['sidecar.istio.io/inject'] ?? workload.annotations['sidecar.istio.io/inject'];
  return mesh.find('/Namespace', '', workload.namespace) === undefined && asked === undefined;
}
