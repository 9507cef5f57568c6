import { httpRoutes } from '../http-routes';
import type { Rule } from '../rule';
import type { JsonObject } from '../../vocabulary/json';
import { numberOf, objectOf, objectsOf, textOf } from '../../vocabulary/json-fields';

/** What the server may have carried out before it failed. */
const AFTER_PROCESSING: ReadonlySet<string> = new Set([
  '5xx',
  'deadline-exceeded',
  'gateway-error',
  'internal',
  'reset',
  'retriable-status-codes',
]);
const NOT_REPEATABLE = ['POST', 'PATCH'];

/** A POST that was answered by an error may have taken effect: repeated, it does so twice. */
export const retriesRepeatable: Rule = {
  code: 'EVM302',
  name: 'retries-repeatable',
  aliases: [],
  severity: 'warning',
  preset: 'recommended',
  summary: 'a route repeats requests by POST or PATCH that the server may have carried out already',
  reads: ['networking.istio.io/VirtualService'],
  check(mesh, report) {
    for (const { manifest, route, path } of httpRoutes(mesh)) {
      const retries = objectOf(route['retries']);
      if (numberOf(retries['attempts']) === 0) continue;
      const unsafe = (textOf(retries['retryOn']) ?? '')
        .split(',')
        .map((condition) => condition.trim())
        .filter((condition) => AFTER_PROCESSING.has(condition) || /^5\d\d$/.test(condition));
      const methods = methodsOf(route);
      if (unsafe.length === 0 || methods.length === 0) continue;
      report({
        manifest,
        path: [...path, 'retries', 'retryOn'],
        message: `${methods.join(' and ')} is repeated on ${unsafe.join(', ')}, when the server may have carried it out`,
        remedy: 'retry these methods on connect-failure and refused-stream alone, by a route of their own',
      });
    }
  },
};

/** The methods that the route asks for and that must not be carried out twice. */
function methodsOf(route: JsonObject): readonly string[] {
  const asked = objectsOf(route['match']).flatMap((match) => {
    const { exact, prefix, regex } = objectOf(match['method']);
    const pattern = textOf(regex);
    return NOT_REPEATABLE.filter(
      (method) =>
        method === exact ||
        (typeof prefix === 'string' && prefix !== '' && method.startsWith(prefix)) ||
        pattern?.split('|').includes(method),
    );
  });
  return [...new Set(asked)];
}
