import { sourceEntries } from '../authorization-entries';
import { networkPolicyType, refusedDirection } from '../network-policies';
import { policyTargets } from '../policy-targets';
import type { Rule } from '../rule';
import { selectorLabels } from '../workload-selector';
import { isAmbient } from '../../mesh/ambient';
import type { PathSegment } from '../../vocabulary/field-path';
import type { Manifest } from '../../mesh/manifest';
import type { Mesh } from '../../mesh/mesh';
import { workloadTypes, type Workload } from '../../mesh/workloads';
import { objectOf, objectsOf, textsOf } from '../../vocabulary/json-fields';

const POLICY = 'security.istio.io/AuthorizationPolicy';
const PRINCIPAL = /^[^/*]+\/ns\/([^/*]+)\/sa\/([^/*]+)$/;

/** Both have to agree: the network comes first, and is silent about it. */
export const networkPolicyLetsCallers: Rule = {
  code: 'EVM319',
  name: 'network-policy-lets-callers',
  aliases: [],
  severity: 'warning',
  preset: 'recommended',
  summary: 'an AuthorizationPolicy allows a caller whose connections a NetworkPolicy refuses',
  reads: [POLICY, networkPolicyType, '/Namespace', ...workloadTypes],
  check(mesh, report) {
    if (mesh.of(networkPolicyType).length === 0) return;
    for (const manifest of mesh.of(POLICY)) {
      const { namespace, spec } = manifest;
      if ((spec['action'] ?? 'ALLOW') !== 'ALLOW' || namespace === mesh.config.rootNamespace) continue;
      if (policyTargets(manifest).length > 0) continue;
      const called = mesh.workloads.selected(namespace, selectorLabels(spec['selector']));
      for (const { value, path } of sourceEntries(manifest, 'principals')) {
        const direction = refusedTo(mesh, value, called, portsOf(manifest, path));
        if (direction === undefined) continue;
        report({
          manifest,
          path,
          message: `'${value}' is allowed, but no NetworkPolicy lets it ${direction === 'Ingress' ? 'in to these pods' : 'out to these pods'}`,
          remedy: `let it by ${direction.toLowerCase()} of a NetworkPolicy, or take the principal out`,
        });
      }
    }
  },
};

/** The direction in which every connection of the principal's pods to any of these is refused. */
function refusedTo(
  mesh: Mesh,
  principal: string,
  called: readonly Workload[],
  ports: readonly number[],
): string | undefined {
  const [, namespace = '', account = ''] = PRINCIPAL.exec(principal) ?? [];
  const callers = mesh.workloads.in(namespace).filter(({ serviceAccount }) => serviceAccount === account);
  const pairs = callers.flatMap((caller) => called.map((one) => [caller, one] as const));
  // In ambient mode connections come by a tunnel with a port of its own.
  if (pairs.some((pair) => pair.some((workload) => isAmbient(mesh, workload)))) return undefined;
  const refusals = pairs.map(([caller, one]) => refusedDirection(mesh, caller, one, ports));
  return refusals.includes(undefined) ? undefined : refusals[0];
}

/** The ports that the rule around a principal asks for. */
function portsOf({ spec }: Manifest, path: readonly PathSegment[]): readonly number[] {
  const rule = objectsOf(spec['rules'])[Number(path[2])] ?? {};
  const operations = objectsOf(rule['to']).map(({ operation }) =>
    textsOf(objectOf(operation)['ports']).map(Number),
  );
  // An operation without ports is about all of them.
  return operations.some((ports) => ports.length === 0) ? [] : operations.flat();
}
