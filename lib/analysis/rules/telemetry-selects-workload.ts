import type { Rule } from '../rule';
import { gatewayApiPods } from '../gateway-api-pods';
import { selectorLabels } from '../workload-selector';
import { writtenLabels } from '../written-labels';
import { hasLabels } from '../../mesh/label-selector';
import { workloadTypes } from '../../mesh/workloads';

const TELEMETRY = 'telemetry.istio.io/Telemetry';

/** A Telemetry that selects nobody takes no effect. */
export const telemetrySelectsWorkload: Rule = {
  code: 'EVM108',
  name: 'telemetry-selects-workload',
  aliases: ['IST0101'],
  severity: 'error',
  preset: 'recommended',
  summary: 'the selector of a Telemetry chooses no workload of its namespace',
  reads: [TELEMETRY, 'gateway.networking.k8s.io/Gateway', ...workloadTypes],
  check(mesh, report) {
    for (const manifest of mesh.of(TELEMETRY)) {
      const { namespace } = manifest;
      const labels = selectorLabels(manifest.spec['selector']);
      if (Object.keys(labels).length === 0) continue;
      if (mesh.workloads.selected(namespace, labels).length > 0) continue;
      const ofGateway = gatewayApiPods(mesh).some(
        (pods) => pods.namespace === namespace && hasLabels(pods.labels, labels),
      );
      // That a selector means a gateway's pods in vain is another rule's business.
      if (ofGateway) continue;
      report({
        manifest,
        path: ['spec', 'selector', 'matchLabels'],
        message: `no workload of namespace ${namespace} has the labels ${writtenLabels(labels)}`,
        remedy: "correct the labels, or the Telemetry's namespace",
      });
    }
  },
};
