import { httpPolicies, httpPolicyTypes } from '../http-policies';
import { policyTargets } from '../policy-targets';
import type { Report, Rule } from '../rule';
import { isServedByWaypoint } from '../served-by-waypoint';
import { waypointOf } from '../../mesh/waypoint-choice';
import { selectorLabels } from '../workload-selector';
import { isAmbient, isAmbientNamespace } from '../../mesh/ambient';
import type { Manifest } from '../../mesh/manifest';
import type { Mesh } from '../../mesh/mesh';
import { workloadTypes } from '../../mesh/workloads';

const ALIASES: Readonly<Record<string, string>> = {
  AuthorizationPolicy: 'KIA0109',
  RequestAuthentication: 'KIA1110',
  WasmPlugin: 'KIA1111',
  Telemetry: 'KIA1112',
};
const REMEDY = 'label the Service or the namespace with istio.io/use-waypoint, and add the waypoint';

/** ztunnel does not read requests: only a waypoint does. */
export const ambientHttpPolicyHasWaypoint: Rule = {
  code: 'EVM230',
  name: 'ambient-http-policy-has-waypoint',
  aliases: ['KIA0109', 'KIA1110', 'KIA1111', 'KIA1112', 'KIA1317'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'a policy reads requests in ambient mode, but no waypoint stands before what it is for',
  reads: [...httpPolicyTypes, '/Namespace', '/Service', 'networking.istio.io/ServiceEntry', ...workloadTypes],
  check(mesh, report) {
    for (const manifest of httpPolicies(mesh)) {
      if (manifest.namespace === mesh.config.rootNamespace) continue;
      if (policyTargets(manifest).length > 0) checkTargets(mesh, manifest, report);
      else checkPods(mesh, manifest, report);
    }
  },
};

function checkTargets(mesh: Mesh, manifest: Manifest, report: Report): void {
  const { namespace } = manifest;
  if (!isAmbientNamespace(mesh, namespace)) return;
  for (const { kind, name, path } of policyTargets(manifest)) {
    const type = { Service: '/Service', ServiceEntry: 'networking.istio.io/ServiceEntry' }[kind];
    if (type === undefined) continue;
    const labels = mesh.find(type, namespace, name)?.labels ?? {};
    if (waypointOf(mesh, labels, namespace) !== undefined) continue;
    report({
      manifest,
      path,
      message: `${kind} ${name} is in ambient mode without a waypoint: nobody there reads requests, as the ${manifest.kind} asks for`,
      remedy: REMEDY,
      aliases: [ALIASES[manifest.kind] ?? ''],
    });
  }
}

function checkPods(mesh: Mesh, manifest: Manifest, report: Report): void {
  const { namespace, spec } = manifest;
  const bypassed = mesh.workloads
    .selected(namespace, selectorLabels(spec['selector']))
    .filter(
      (workload) =>
        isAmbient(mesh, workload) &&
        waypointOf(mesh, workload.labels, namespace) === undefined &&
        !isServedByWaypoint(mesh, namespace, workload.labels),
    );
  const [first] = bypassed;
  if (first === undefined) return;
  report({
    manifest,
    path: spec['selector'] === undefined ? ['spec'] : ['spec', 'selector'],
    message: `${first.manifest.kind} ${first.name} is in ambient mode without a waypoint: nobody there reads requests, as the ${manifest.kind} asks for`,
    remedy: REMEDY,
    aliases: [ALIASES[manifest.kind] ?? ''],
  });
  if (manifest.kind !== 'AuthorizationPolicy') return;
  for (const workload of bypassed) {
    report({
      manifest: workload.manifest,
      path: ['metadata'],
      message: `AuthorizationPolicy ${manifest.name} reads requests to these pods, which no waypoint does`,
      remedy: REMEDY,
      severity: 'info',
      aliases: ['KIA1317'],
    });
  }
}
