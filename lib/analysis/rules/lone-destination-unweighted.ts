import { destinationLists } from '../destination-lists';
import type { Rule } from '../rule';
import { numberOf } from '../../vocabulary/json-fields';

const SERVICE = 'networking.istio.io/VirtualService';

/** Weights are relative: alone, each takes everything. */
export const loneDestinationUnweighted: Rule = {
  code: 'EVM217',
  name: 'lone-destination-unweighted',
  aliases: ['KIA1104'],
  severity: 'info',
  preset: 'recommended',
  summary: 'the only destination of a route has a weight, which does not count',
  reads: [SERVICE],
  check(mesh, report) {
    for (const manifest of mesh.of(SERVICE)) {
      for (const { entries, path } of destinationLists(manifest)) {
        const weight = numberOf(entries[0]?.['weight']);
        if (entries.length !== 1 || weight === undefined || weight <= 0 || weight >= 100) continue;
        report({
          manifest,
          path: [...path, 0, 'weight'],
          message: `the only destination has weight ${weight}: it takes every request, not ${weight} %`,
          remedy: 'add the destination of the others, or take the weight out',
        });
      }
    }
  },
};
