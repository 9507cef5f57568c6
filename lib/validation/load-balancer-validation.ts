import { validateDuration } from './duration-validation';
import type { Field } from './field';
import { validateLocality } from './locality-validation';

/** The table of Maglev is smaller than this. */
const maglevLimit = 5000011;

/** Validates how an endpoint is chosen. */
export function validateLoadBalancer(balancer: Field, hasOutlierDetection: boolean): void {
  validateConsistentHash(balancer.at('consistentHash'));
  validateLocality(balancer.at('localityLbSetting'), hasOutlierDetection);
  validateDuration(balancer.at('warmupDurationSecs'));
  const warmup = balancer.at('warmup');
  if (!warmup.isSet) return;
  const duration = warmup.at('duration');
  if (duration.isSet) validateDuration(duration);
  else warmup.at('duration').error('is required');
  const minimum = warmup.at('minimumPercent');
  if (minimum.number > 100) minimum.error(`is ${minimum.number} percent, expected at most 100`);
  const aggression = warmup.at('aggression');
  if (aggression.isSet && aggression.number < 1)
    aggression.error(`is ${aggression.number}, expected at least 1`);
}

function validateConsistentHash(hash: Field): void {
  const cookie = hash.at('httpCookie');
  if (cookie.isSet && cookie.at('name').text === '')
    cookie.at('name').error('is empty, expected the name of a cookie');
  const ringSize = hash.at('minimumRingSize');
  if (ringSize.number !== 0) {
    ringSize.warn('is deprecated; write ringHash.minimumRingSize');
    if (hash.at('ringHash').isSet || hash.at('maglev').isSet) {
      hash.error('sets minimumRingSize beside ringHash or maglev; keep one');
    }
  }
  const table = hash.at('maglev', 'tableSize');
  if (!hash.at('maglev').isSet) return;
  if (table.number === 0) table.error('is not set, expected a prime number');
  else if (table.number >= maglevLimit) table.error(`is ${table.number}, expected less than ${maglevLimit}`);
  else if (!isPrime(table.number)) table.error(`is ${table.number}, expected a prime number`);
}

function isPrime(number: number): boolean {
  for (let factor = 2; factor * factor <= number; factor++) {
    if (number % factor === 0) return false;
  }
  return number > 0;
}
