import { objectsOf, textFieldsOf, textOf } from '../../vocabulary/json-fields';
import type { Rule } from '../rule';

const RULE = 'networking.istio.io/DestinationRule';

/** A subset without labels chooses every pod of the service. */
export const subsetLabelled: Rule = {
  code: 'EVM210',
  name: 'subset-labelled',
  aliases: ['KIA0209'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'a subset of a DestinationRule has no labels, so that it stands for all pods',
  reads: [RULE],
  check(mesh, report) {
    for (const manifest of mesh.of(RULE)) {
      const subsets = objectsOf(manifest.spec['subsets']);
      subsets.forEach((subset, index) => {
        if (Object.keys(textFieldsOf(subset['labels'])).length > 0) return;
        // One subset that differs from all by its policy alone is a way to say so.
        if (subset['trafficPolicy'] !== undefined) return;
        report({
          manifest,
          path: ['spec', 'subsets', index],
          message: `subset '${textOf(subset['name']) ?? ''}' has no labels: it stands for every pod of the service`,
          remedy: 'give it the labels that its pods have and others have not, such as version',
          // A single subset stands for nothing but the name that routes give it.
          ...(subsets.length === 1 ? { severity: 'info' as const } : {}),
        });
      });
    }
  },
};
