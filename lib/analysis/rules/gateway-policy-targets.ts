import { gatewayApiPods } from '../gateway-api-pods';
import type { Rule } from '../rule';
import { selectorLabels } from '../workload-selector';
import { hasLabels } from '../../mesh/label-selector';
import { workloadTypes } from '../../mesh/workloads';

const POLICIES = [
  'security.istio.io/AuthorizationPolicy',
  'security.istio.io/RequestAuthentication',
  'telemetry.istio.io/Telemetry',
  'extensions.istio.io/WasmPlugin',
];

/** Gateways of the Gateway API obey policies that name them, not those that select their pods. */
export const gatewayPolicyTargets: Rule = {
  code: 'EVM146',
  name: 'gateway-policy-targets',
  aliases: ['IST0166'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'a policy selects the pods of a Gateway of the Gateway API, which obeys targetRefs alone',
  reads: [...POLICIES, 'gateway.networking.k8s.io/Gateway', ...workloadTypes],
  check(mesh, report) {
    for (const manifest of POLICIES.flatMap((type) => mesh.of(type))) {
      const { namespace, spec } = manifest;
      if (
        spec['selector'] === undefined ||
        spec['targetRef'] !== undefined ||
        spec['targetRefs'] !== undefined
      )
        continue;
      const labels = selectorLabels(spec['selector']);
      const chosen = gatewayApiPods(mesh).find(
        (pods) => pods.namespace === namespace && hasLabels(pods.labels, labels),
      );
      if (chosen === undefined) continue;
      report({
        manifest,
        path: ['spec', 'selector'],
        message: `the selector chooses pods of the Gateway ${chosen.gateway}, which does not obey selectors`,
        remedy: `name it: targetRefs: [{ group: gateway.networking.k8s.io, kind: Gateway, name: ${chosen.gateway} }]`,
      });
    }
  },
};
