import { destinationLists } from '../destination-lists';
import type { Rule } from '../rule';
import type { JsonObject } from '../../vocabulary/json';
import { qualifiedHost } from '../../vocabulary/host-name';
import { numberOf, objectOf, textOf } from '../../vocabulary/json-fields';

const SERVICE = 'networking.istio.io/VirtualService';

/** Two entries for one destination share its requests with themselves. */
export const destinationListedOnce: Rule = {
  code: 'EVM218',
  name: 'destination-listed-once',
  aliases: ['KIA1105'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'a route lists one destination twice',
  reads: [SERVICE],
  check(mesh, report) {
    for (const manifest of mesh.of(SERVICE)) {
      for (const { entries, path } of destinationLists(manifest)) {
        const seen = new Map<string, number>();
        entries.forEach((entry, index) => {
          const key = keyOf(entry, manifest.namespace);
          const first = seen.get(key);
          if (first === undefined) seen.set(key, index);
          else {
            report({
              manifest,
              path: [...path, index, 'destination'],
              message: `destination ${key} is also entry ${first} of the same route; their weights add up`,
              remedy: 'name each destination once, or correct the subset or host that was meant',
            });
          }
        });
      }
    }
  },
};

function keyOf(entry: JsonObject, namespace: string): string {
  const destination = objectOf(entry['destination']);
  const port = numberOf(objectOf(destination['port'])['number']);
  const subset = textOf(destination['subset']);
  const host = qualifiedHost(textOf(destination['host']) ?? '', namespace);
  return `${host}${port === undefined ? '' : `:${port}`}${subset === undefined ? '' : ` subset ${subset}`}`;
}
