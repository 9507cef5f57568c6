import { gatewayApiPods } from '../gateway-api-pods';
import { httpPolicies, httpPolicyTypes } from '../http-policies';
import { policyTargets } from '../policy-targets';
import type { Rule } from '../rule';
import { selectorLabels } from '../workload-selector';
import { isAmbient, isAmbientNamespace } from '../../mesh/ambient';
import { hasSidecar } from '../../mesh/injection';
import { hasLabels } from '../../mesh/label-selector';
import type { Manifest } from '../../mesh/manifest';
import type { Mesh } from '../../mesh/mesh';
import { workloadTypes } from '../../mesh/workloads';

const ALIASES: Readonly<Record<string, string>> = {
  AuthorizationPolicy: 'KIA0110',
  RequestAuthentication: 'KIA1115',
  WasmPlugin: 'KIA1116',
  Telemetry: 'KIA1117',
};

/** A waypoint obeys policies that name it, or a Service behind it. */
export const ambientHttpPolicyAttached: Rule = {
  code: 'EVM231',
  name: 'ambient-http-policy-attached',
  aliases: ['KIA0110', 'KIA1115', 'KIA1116', 'KIA1117'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'a policy reads requests in ambient mode, but names no target by targetRefs',
  reads: [...httpPolicyTypes, '/Namespace', 'gateway.networking.k8s.io/Gateway', ...workloadTypes],
  check(mesh, report) {
    for (const manifest of httpPolicies(mesh)) {
      if (manifest.namespace === mesh.config.rootNamespace || policyTargets(manifest).length > 0) continue;
      if (!isForAmbient(mesh, manifest)) continue;
      report({
        manifest,
        path: manifest.spec['selector'] === undefined ? ['spec'] : ['spec', 'selector'],
        message: `no waypoint obeys a ${manifest.kind} that chooses pods by labels, and ztunnel does not read requests`,
        remedy: 'name the Service or the waypoint by targetRefs instead',
        aliases: [ALIASES[manifest.kind] ?? ''],
      });
    }
  },
};

function isForAmbient(mesh: Mesh, { namespace, spec }: Manifest): boolean {
  const labels = selectorLabels(spec['selector']);
  const selected = mesh.workloads.selected(namespace, labels);
  if (selected.some((workload) => isAmbient(mesh, workload))) return true;
  if (!isAmbientNamespace(mesh, namespace)) return false;
  const isGateway = gatewayApiPods(mesh).some(
    (pods) =>
      pods.namespace === namespace && Object.keys(labels).length > 0 && hasLabels(pods.labels, labels),
  );
  return !isGateway && !selected.some((workload) => hasSidecar(mesh, workload));
}
