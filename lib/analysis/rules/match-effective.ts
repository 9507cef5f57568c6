import { routeCoverage, type RouteMatch } from '../route-coverage';
import type { Rule } from '../rule';
import { objectOf, textOf } from '../../vocabulary/json-fields';

const VIRTUAL_SERVICE = 'networking.istio.io/VirtualService';

/** A match that an earlier one covers adds nothing. */
export const matchEffective: Rule = {
  code: 'EVM129',
  name: 'match-effective',
  aliases: ['IST0131'],
  severity: 'info',
  preset: 'recommended',
  summary: 'a match of a VirtualService is covered by an earlier one, so that it adds nothing',
  reads: [VIRTUAL_SERVICE],
  check(mesh, report) {
    for (const manifest of mesh.of(VIRTUAL_SERVICE)) {
      for (const { matches, isUnconditional } of routeCoverage(manifest)) {
        for (const match of isUnconditional ? [] : matches) {
          // That nothing is left after a route without match is said of the route.
          if (match.takenBy === undefined || match.takenBy.isUnconditional) continue;
          report({
            manifest,
            path: match.path,
            message: `all that it matches is matched before, by route ${match.takenBy.route}`,
            remedy: 'remove it, or put it first',
            aliases: isKnownToIstioctl(match) ? ['IST0131'] : [],
          });
        }
      }
    }
  },
};

/** istioctl sees identical matches, and prefixes of prefixes whose other conditions are about the same fields. */
function isKnownToIstioctl({ match, takenBy }: RouteMatch): boolean {
  if (takenBy === undefined || takenBy.isIdentical) return true;
  const [prefix, wider] = [match, takenBy.match].map((one) => textOf(objectOf(one['uri'])['prefix']));
  const fields = (field: string): boolean =>
    Object.keys(objectOf(match[field])).length === Object.keys(objectOf(takenBy.match[field])).length;
  return (
    prefix !== undefined &&
    wider !== undefined &&
    prefix !== wider &&
    match['port'] === takenBy.match['port'] &&
    ['headers', 'queryParams', 'withoutHeaders'].every(fields)
  );
}
