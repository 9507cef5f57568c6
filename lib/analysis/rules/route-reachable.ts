import { routeCoverage, type RouteCoverage } from '../route-coverage';
import type { Rule } from '../rule';

const VIRTUAL_SERVICE = 'networking.istio.io/VirtualService';

/** Routes are tried in their order, and the first that matches takes the request. */
export const routeReachable: Rule = {
  code: 'EVM128',
  name: 'route-reachable',
  aliases: ['IST0130'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'a route of a VirtualService never gets a request, as those before it take all that it matches',
  reads: [VIRTUAL_SERVICE],
  check(mesh, report) {
    for (const manifest of mesh.of(VIRTUAL_SERVICE)) {
      for (const route of routeCoverage(manifest)) {
        const takers = route.matches.flatMap(({ takenBy }) => (takenBy ? [takenBy.route] : []));
        if (takers.length < route.matches.length) continue;
        report({
          manifest,
          path: route.path,
          message: `the route never gets a request: all that it matches is taken by ${[...new Set(takers)].map((name) => `route ${name}`).join(' and ')} before it`,
          remedy: 'put it before them, match what they leave, or remove it',
          aliases: isKnownToIstioctl(route) ? ['IST0130'] : [],
        });
      }
    }
  },
};

/** istioctl compares texts: it sees identical matches, and what follows a route without any. */
function isKnownToIstioctl({ matches }: RouteCoverage): boolean {
  return (
    matches.some(({ takenBy }) => takenBy?.isUnconditional) ||
    matches.every(({ takenBy }) => takenBy?.isIdentical)
  );
}
