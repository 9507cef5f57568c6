import { groupBy } from '../../vocabulary/group-by';
import type { Rule } from '../rule';
import { writtenLabels } from '../written-labels';
import { objectOf, textFieldsOf } from '../../vocabulary/json-fields';

const GROUP = 'networking.istio.io/WorkloadGroup';

/** Machines of two groups with the same labels cannot be told apart by any selector. */
export const workloadGroupUnique: Rule = {
  code: 'EVM243',
  name: 'workload-group-unique',
  aliases: ['KIA1702'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'two WorkloadGroups of a namespace give their machines the same labels',
  reads: [GROUP],
  check(mesh, report) {
    const groups = mesh.of(GROUP).map((manifest) => ({
      manifest,
      labels: writtenLabels(textFieldsOf(objectOf(manifest.spec['metadata'])['labels'])),
    }));
    for (const alike of groupBy(
      groups,
      ({ manifest, labels }) => `${manifest.namespace}\n${labels}`,
    ).values()) {
      if (alike.length < 2) continue;
      const names = alike.map(({ manifest }) => manifest.name).sort();
      for (const { manifest, labels } of alike) {
        report({
          manifest,
          path: labels === '' ? ['spec'] : ['spec', 'metadata', 'labels'],
          message: `the WorkloadGroups ${names.join(', ')} all give the labels ${labels || '(none)'}, so that no selector tells their machines apart`,
          remedy: 'give each group a label of its own, or merge them',
        });
      }
    }
  },
};
