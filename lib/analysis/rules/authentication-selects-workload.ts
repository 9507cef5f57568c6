import { gatewayApiPods } from '../gateway-api-pods';
import { isInstalledElsewhere } from '../gateway-workloads';
import type { Rule } from '../rule';
import { selectorLabels } from '../workload-selector';
import { writtenLabels } from '../written-labels';
import { hasLabels } from '../../mesh/label-selector';
import { workloadTypes } from '../../mesh/workloads';

const KINDS = ['security.istio.io/PeerAuthentication', 'security.istio.io/RequestAuthentication'];

/** A policy whose selector chooses nobody protects nobody. */
export const authenticationSelectsWorkload: Rule = {
  code: 'EVM228',
  name: 'authentication-selects-workload',
  aliases: ['KIA0004'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'the selector of a PeerAuthentication or RequestAuthentication chooses no workload',
  reads: [...KINDS, 'gateway.networking.k8s.io/Gateway', ...workloadTypes],
  check(mesh, report) {
    for (const manifest of KINDS.flatMap((type) => mesh.of(type))) {
      const { namespace, spec } = manifest;
      const labels = selectorLabels(spec['selector']);
      if (Object.keys(labels).length === 0) continue;
      const isMeshWide = namespace === mesh.config.rootNamespace && manifest.kind === 'RequestAuthentication';
      const selected = isMeshWide
        ? mesh.workloads.selectedAnywhere(labels)
        : mesh.workloads.selected(namespace, labels);
      if (selected.length > 0 || isInstalledElsewhere(mesh, labels)) continue;
      const isGateway = gatewayApiPods(mesh).some(
        (pods) => (isMeshWide || pods.namespace === namespace) && hasLabels(pods.labels, labels),
      );
      if (isGateway) continue;
      report({
        manifest,
        path: ['spec', 'selector'],
        message: `no workload of ${isMeshWide ? 'the mesh' : `namespace ${namespace}`} has the labels ${writtenLabels(labels)}`,
        remedy: 'correct the labels to those of the pods, or move the policy to their namespace',
      });
    }
  },
};
