import { gatewayApiPods } from '../gateway-api-pods';
import { gatewayWorkloads, isInstalledElsewhere } from '../gateway-workloads';
import type { Rule } from '../rule';
import { writtenLabels } from '../written-labels';
import { hasLabels } from '../../mesh/label-selector';
import { workloadTypes } from '../../mesh/workloads';
import { textFieldsOf } from '../../vocabulary/json-fields';

const GATEWAY = 'networking.istio.io/Gateway';

/** A Gateway that selects no pods listens nowhere. */
export const gatewaySelectsWorkload: Rule = {
  code: 'EVM105',
  name: 'gateway-selects-workload',
  aliases: ['IST0101', 'KIA0302'],
  severity: 'error',
  preset: 'recommended',
  summary: 'the selector of a Gateway chooses no workload, so that it listens nowhere',
  reads: [GATEWAY, 'gateway.networking.k8s.io/Gateway', ...workloadTypes],
  check(mesh, report) {
    for (const manifest of mesh.of(GATEWAY)) {
      const selector = textFieldsOf(manifest.spec['selector']);
      if (gatewayWorkloads(mesh, selector).length > 0 || isInstalledElsewhere(mesh, selector)) continue;
      if (gatewayApiPods(mesh).some(({ labels }) => hasLabels(labels, selector))) continue;
      report({
        manifest,
        path: ['spec', 'selector'],
        message: `no workload of any namespace has the labels ${writtenLabels(selector) || '(none)'}`,
        remedy: "correct the selector, or add the gateway's Deployment to the manifests",
      });
    }
  },
};
