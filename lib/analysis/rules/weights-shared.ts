import { httpRoutes } from '../http-routes';
import type { Rule } from '../rule';
import { numberOf, objectsOf } from '../../vocabulary/json-fields';

/** A destination of weight 0 gets nothing: the split that somebody meant is over, or has not begun. */
export const weightsShared: Rule = {
  code: 'EVM303',
  name: 'weights-shared',
  aliases: [],
  severity: 'info',
  preset: 'recommended',
  summary: 'of several weighted destinations one alone has a weight, so that it gets every request',
  reads: ['networking.istio.io/VirtualService'],
  check(mesh, report) {
    for (const { manifest, route, path } of httpRoutes(mesh)) {
      const weights = objectsOf(route['route']).map(({ weight }) => numberOf(weight) ?? 0);
      if (weights.length < 2 || weights.filter((weight) => weight > 0).length !== 1) continue;
      const index = weights.findIndex((weight) => weight > 0);
      report({
        manifest,
        path: [...path, 'route', index],
        message: `this destination gets every request, as the other ${weights.length === 2 ? 'has' : `${weights.length - 1} have`} no weight`,
        remedy: 'give the others a weight, or leave them out',
      });
    }
  },
};
