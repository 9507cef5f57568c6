import type { IConstruct } from 'constructs';
import { demand } from '../values/constraint';
import { isDeferral } from '../values/expression';
import { add } from '../values/arithmetic';
import { equals } from '../values/conditions';
import { ConfigError } from '../vocabulary/config-error';
import type { Destination } from './destination';
import { described } from './time-span';

/**
 * Refuses no destination at all, and weights that do not add up to 100.
 *
 * @throws ConfigError `destinations`, `constraint-violated`
 */
export function checkWeights(scope: IConstruct, destinations: readonly Destination[]): void {
  if (destinations.length === 0) {
    throw new ConfigError('destinations', scope, "'to' is empty; name at least one destination");
  }
  const weights = destinations.flatMap(({ weight }) => (weight === undefined ? [] : [weight]));
  if (weights.length === 0 && destinations.length === 1) return;
  if (weights.length < destinations.length) {
    throw new ConfigError(
      'destinations',
      scope,
      `${destinations.length} destinations but ${weights.length} weights; give each its 'weight' in percent`,
    );
  }
  const sum = weights.reduce((total, weight) => add(total, weight));
  const parts = weights.map(described).join(' + ');
  const found = isDeferral(sum) ? '' : ` = ${sum}`;
  demand(
    scope,
    equals(sum, 100),
    `'weight' of a rule's destinations: ${parts}${found}, expected a sum of 100`,
  );
}

/** Refuses what only rules of HTTP can do: changes of headers. */
export function checkNoHeaders(scope: IConstruct, destinations: readonly Destination[]): void {
  if (destinations.every(({ headers: { request, response } }) => !request && !response)) return;
  throw new ConfigError(
    'destinations',
    scope,
    "a destination changes headers, which rules of TLS and TCP do not read; leave 'requestHeaders' and 'responseHeaders' out",
  );
}
