import type { Field } from './field';

/** What a waypoint has none of, or that Istio lets nobody patch there. */
const unsupported = ['LISTENER', 'LISTENER_FILTER', 'BOOTSTRAP', 'EXTENSION_CONFIG'];

/** What a waypoint's match cannot hold, by what the patch is applied to. */
const senseless: Readonly<Record<string, readonly string[]>> = {
  ROUTE_CONFIGURATION: ['filter'],
  VIRTUAL_HOST: ['filter'],
  HTTP_ROUTE: ['filter'],
  CLUSTER: ['filter', 'route'],
  FILTER_CHAIN: ['route'],
  NETWORK_FILTER: ['route'],
  HTTP_FILTER: ['route'],
};

/** Validates a patch of an EnvoyFilter that is for waypoints. */
export function validateWaypointPatch(patch: Field): void {
  const applyTo = patch.at('applyTo');
  if (unsupported.includes(applyTo.text)) {
    applyTo.error(`is ${applyTo.text}, which cannot be patched at a waypoint`);
    return;
  }
  const names = Object.hasOwn(senseless, applyTo.text) ? senseless[applyTo.text] : undefined;
  for (const part of (names ?? []).map((name) => patch.at('match', 'waypoint', name))) {
    if (part.isSet) part.error(`is set, but ${applyTo.text} is no part of what it matches`);
  }
}
