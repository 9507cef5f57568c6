import { STATUS_CODES } from 'node:http';
import { nearestName } from '../vocabulary/nearest-name';
import { validateDuration } from './duration-validation';
import type { Field } from './field';

/** When Envoy tries again, beside on a status code by its number. */
const conditions = [
  '5xx',
  'gateway-error',
  'reset',
  'reset-before-request',
  'connect-failure',
  'retriable-4xx',
  'refused-stream',
  'retriable-status-codes',
  'retriable-headers',
  'envoy-ratelimited',
  'http3-post-connect-failure',
  'cancelled',
  'deadline-exceeded',
  'internal',
  'resource-exhausted',
  'unavailable',
];

/** Validates how often and when the proxy tries a request again. */
export function validateRetries(retries: Field): void {
  const attempts = retries.at('attempts');
  if (attempts.number < 0) attempts.error(`is ${attempts.number}, expected 0 or more`);
  const retryOn = retries.at('retryOn');
  const isConfigured =
    retries.at('perTryTimeout').isSet || retryOn.text !== '' || retries.at('retryRemoteLocalities').isSet;
  if (attempts.number === 0 && isConfigured) {
    retries.error('says how to try again, but attempts is 0, which switches that off');
  }
  validateDuration(retries.at('perTryTimeout'));
  validateDuration(retries.at('backoff'));
  if (retryOn.text === '') return;
  for (const condition of retryOn.text.split(',')) {
    if (conditions.includes(condition) || isStatus(condition)) continue;
    const near = nearestName(condition.trim(), conditions);
    const hint = near === undefined ? `expected ${conditions.join(', ')}, or a status code` : `write ${near}`;
    retryOn.error(`'${condition}' is no condition; ${hint}`);
  }
}

function isStatus(condition: string): boolean {
  return /^\d+$/.test(condition) && condition !== '509' && STATUS_CODES[condition] !== undefined;
}
