import { operationEntries } from '../authorization-entries';
import { fitsPattern } from '../authorization-pattern';
import type { Rule } from '../rule';

const POLICY = 'security.istio.io/AuthorizationPolicy';
const METHODS = ['CONNECT', 'DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'TRACE'];

/** Methods are compared to the letter, case included: one that nobody sends never matches. */
export const authorizationMethodKnown: Rule = {
  code: 'EVM201',
  name: 'authorization-method-known',
  aliases: ['KIA0102'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'an AuthorizationPolicy names a method that no HTTP request has',
  reads: [POLICY],
  check(mesh, report) {
    for (const manifest of mesh.of(POLICY)) {
      for (const list of ['methods', 'notMethods']) {
        for (const { value, path } of operationEntries(manifest, list)) {
          if (METHODS.some((method) => fitsPattern(value, method))) continue;
          report({
            manifest,
            path,
            message: `'${value}' is no method of HTTP, so that it never matches; the methods are ${METHODS.join(', ')}`,
            // Kiali takes a star among blanks for one without.
            ...(value.trim() === '*' ? { aliases: [] } : {}),
            remedy: METHODS.includes(value.toUpperCase())
              ? `write ${value.toUpperCase()}`
              : 'name a method, or a prefix or suffix of one such as P*',
          });
        }
      }
    }
  },
};
