import type { Rule } from '../rule';
import { selectorLabels } from '../workload-selector';
import { writtenLabels } from '../written-labels';
import { workloadTypes } from '../../mesh/workloads';

const SIDECAR = 'networking.istio.io/Sidecar';

/** A Sidecar that selects nobody takes no effect. */
export const sidecarSelectsWorkload: Rule = {
  code: 'EVM107',
  name: 'sidecar-selects-workload',
  aliases: ['IST0101', 'KIA0004'],
  severity: 'error',
  preset: 'recommended',
  summary: 'the workloadSelector of a Sidecar chooses no workload of its namespace',
  reads: [SIDECAR, ...workloadTypes],
  check(mesh, report) {
    for (const manifest of mesh.of(SIDECAR)) {
      const labels = selectorLabels(manifest.spec['workloadSelector']);
      if (Object.keys(labels).length === 0) continue;
      if (mesh.workloads.selected(manifest.namespace, labels).length > 0) continue;
      report({
        manifest,
        path: ['spec', 'workloadSelector', 'labels'],
        message: `no workload of namespace ${manifest.namespace} has the labels ${writtenLabels(labels)}`,
        remedy: "correct the labels, or the Sidecar's namespace",
      });
    }
  },
};
