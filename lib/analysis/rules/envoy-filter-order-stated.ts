import { envoyPatches } from '../envoy-patches';
import type { Rule } from '../rule';

const ENVOY_FILTER = 'networking.istio.io/EnvoyFilter';
const RELATIVE = ['INSERT_BEFORE', 'INSERT_AFTER', 'REMOVE', 'REPLACE'];

/** A patch relative to another one works only if that one has come first. */
export const envoyFilterOrderStated: Rule = {
  code: 'EVM138',
  name: 'envoy-filter-order-stated',
  aliases: ['IST0151', 'IST0155'],
  severity: 'warning',
  preset: 'recommended',
  summary: 'an EnvoyFilter patches relative to other filters, and has no priority that says when',
  reads: [ENVOY_FILTER],
  check(mesh, report) {
    const patches = envoyPatches(mesh);
    patches.forEach((patch, place) => {
      const { manifest, path, operation, applyTo, filter } = patch;
      if (!RELATIVE.includes(operation) || patch.hasPriority) return;
      const isRoute = applyTo === 'ROUTE_CONFIGURATION' || applyTo === 'HTTP_ROUTE';
      if (operation === 'REMOVE' && isRoute) return;
      if (operation === 'REPLACE' && applyTo !== 'NETWORK_FILTER' && applyTo !== 'HTTP_FILTER') return;
      const pinned = patches.slice(0, place).some((other) => other.isPinned && other.filter === filter);
      report({
        manifest,
        path,
        message: pinned
          ? `${operation} is relative to filters of other patches, one of which is for a proxyVersion, and no priority says which comes first`
          : `${operation} is relative to filters that other patches may add, and no priority says which comes first`,
        remedy: 'set spec.priority: patches of lower priority come first',
        aliases: [pinned ? 'IST0155' : 'IST0151'],
      });
    });
  },
};
