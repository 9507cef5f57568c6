import type { Rule } from '../rule';
import { autoscalerOf, autoscalerTypes } from '../scaled-workloads';
import { selects } from '../../mesh/label-selector';
import type { Manifest } from '../../mesh/manifest';
import type { Mesh } from '../../mesh/mesh';
import { workloadTypes } from '../../mesh/workloads';
import { numberOf, objectOf, textFieldsOf } from '../../vocabulary/json-fields';

const BUDGET = 'policy/PodDisruptionBudget';
const COUNTED = ['Deployment', 'ReplicaSet', 'ReplicationController', 'Rollout', 'StatefulSet'];

/** A budget that never lets a pod go blocks every drain of its node. */
export const disruptionBudgetLetsDrain: Rule = {
  code: 'EVM314',
  name: 'disruption-budget-lets-drain',
  aliases: [],
  severity: 'warning',
  preset: 'recommended',
  summary: 'a PodDisruptionBudget never lets a pod go, so that no node under one can be drained',
  reads: [BUDGET, ...autoscalerTypes, ...workloadTypes],
  check(mesh, report) {
    for (const manifest of mesh.of(BUDGET)) {
      const { spec } = manifest;
      const pods = podsOf(mesh, manifest);
      const field = spec['maxUnavailable'] === undefined ? 'minAvailable' : 'maxUnavailable';
      const share = shareOf(spec[field], pods);
      if (pods === 0 || share === undefined) continue;
      if ((field === 'maxUnavailable' ? share : pods - share) > 0) continue;
      report({
        manifest,
        path: ['spec', field],
        message: `with ${field} ${JSON.stringify(spec[field])} none of ${pods} ${pods === 1 ? 'pod' : 'pods'} may ever be evicted: draining a node waits for ever`,
        remedy: pods === 1 ? 'run two pods, or use maxUnavailable: 1' : 'let at least one pod go',
      });
    }
  },
};

/** The least number of pods that the budget is about. */
function podsOf(mesh: Mesh, { namespace, spec }: Manifest): number {
  const { selector } = spec;
  return mesh.workloads
    .selected(namespace, textFieldsOf(objectOf(selector)['matchLabels']))
    .filter(({ manifest, labels }) => COUNTED.includes(manifest.kind) && selects(selector, labels))
    .map(({ manifest }) => autoscalerOf(mesh, manifest)?.minimum ?? numberOf(manifest.spec['replicas']) ?? 1)
    .reduce((sum, count) => sum + count, 0);
}

/** A number, or a share of the pods, rounded up as Kubernetes does. */
function shareOf(value: unknown, pods: number): number | undefined {
  if (typeof value === 'string' && /^\d+%$/.test(value)) return Math.ceil((parseInt(value, 10) * pods) / 100);
  return numberOf(value);
}
