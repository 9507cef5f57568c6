import { httpRoutes } from '../http-routes';
import type { Rule } from '../rule';
import { goDuration } from '../../validation/go-duration';
import { numberOf, objectOf, textOf } from '../../vocabulary/json-fields';

/** The timeout of a route is for all tries together: what is over by then is never tried. */
export const retriesFitTimeout: Rule = {
  code: 'EVM301',
  name: 'retries-fit-timeout',
  aliases: [],
  severity: 'warning',
  preset: 'recommended',
  summary: "the timeout of a route is over before its last retry, or before a single try's own timeout",
  reads: ['networking.istio.io/VirtualService'],
  check(mesh, report) {
    for (const { manifest, route, path } of httpRoutes(mesh)) {
      const retries = objectOf(route['retries']);
      const timeout = goDuration(textOf(route['timeout']) ?? '') ?? 0;
      const perTry = goDuration(textOf(retries['perTryTimeout']) ?? '') ?? 0;
      const attempts = numberOf(retries['attempts']) ?? 0;
      if (timeout <= 0 || perTry <= 0 || attempts <= 0 || attempts * perTry < timeout) continue;
      const written = textOf(route['timeout']) ?? '';
      const each = textOf(retries['perTryTimeout']) ?? '';
      if (perTry > timeout) {
        report({
          manifest,
          path: [...path, 'retries', 'perTryTimeout'],
          message: `a try may take ${each}, but the route ends after ${written}: no try that hangs is repeated`,
          remedy: 'make perTryTimeout so short that all tries fit the timeout',
        });
        continue;
      }
      report({
        manifest,
        path: [...path, 'retries', 'attempts'],
        message: `${attempts} retries after tries of ${each} each begin later than the timeout of ${written}: the last is never made`,
        remedy: 'lower attempts or perTryTimeout, or raise timeout above attempts x perTryTimeout',
      });
    }
  },
};
