import { isDnsLabel, wildcardDomainMistake } from './dns-name';
import type { Field } from './field';
import { validatePortNumber } from './port-validation';

/** Validates where a route leads. */
export function validateDestination(destination: Field): void {
  if (!destination.isSet) return;
  const host = destination.at('host');
  host.refuse(
    host.text === '*' ? "is '*', expected the host of one service" : wildcardDomainMistake(host.text),
  );
  const subset = destination.at('subset');
  if (subset.text !== '') validateSubsetName(subset);
  if (destination.at('port').isSet) validatePortNumber(destination.at('port', 'number'));
}

/** Validates the name of a subset. */
export function validateSubsetName(name: Field): void {
  if (!isDnsLabel(name.text))
    name.error(`'${name.text}' is no name of a subset, expected a DNS label such as v1`);
}

/** Validates the weighted destinations of a route; `each` validates what else one of them has. */
export function validateRouteDestinations(route: Field, each: (destination: Field) => void): void {
  const destinations = route.elements;
  let total = 0;
  for (const one of destinations) {
    if (!one.at('destination').isSet) one.at('destination').error('is required');
    validateDestination(one.at('destination'));
    each(one);
    const weight = one.at('weight');
    if (weight.number < 0) weight.error(`is ${weight.number}, expected 0 or more`);
    total += weight.number;
  }
  if (destinations.length > 1 && total === 0) {
    route.error('has several destinations whose weights sum up to 0, so that none gets a request');
  }
}
