import { envoyPatches, type EnvoyPatch } from '../envoy-patches';
import type { Rule } from '../rule';

const ENVOY_FILTER = 'networking.istio.io/EnvoyFilter';
const ROUTES = ['ROUTE_CONFIGURATION', 'HTTP_ROUTE'];
const REPLACEABLE = ['NETWORK_FILTER', 'HTTP_FILTER', 'VIRTUAL_HOST'];

/** An operation that does not exist for a place is ignored. */
export const envoyFilterOperationApplies: Rule = {
  code: 'EVM139',
  name: 'envoy-filter-operation-applies',
  aliases: ['IST0152', 'IST0153', 'IST0154'],
  severity: 'error',
  preset: 'recommended',
  summary: 'an EnvoyFilter uses an operation on something that it does not work on',
  reads: [ENVOY_FILTER],
  check(mesh, report) {
    for (const patch of envoyPatches(mesh)) {
      const alias = ignoredAs(patch);
      if (alias === undefined) continue;
      report({
        manifest: patch.manifest,
        path: [...patch.path, 'patch', 'operation'],
        message: `${patch.operation} does not work on ${patch.applyTo}: the patch is ignored`,
        remedy: patch.operation === 'ADD' ? 'use MERGE, or INSERT_FIRST for a route' : 'use MERGE',
        aliases: [alias],
      });
    }
  },
};

function ignoredAs({ operation, applyTo }: EnvoyPatch): string | undefined {
  if (operation === 'ADD' && ROUTES.includes(applyTo)) return 'IST0153';
  if (operation === 'REMOVE' && ROUTES.includes(applyTo)) return 'IST0154';
  return operation === 'REPLACE' && !REPLACEABLE.includes(applyTo) ? 'IST0152' : undefined;
}
