import { validateDuration } from './duration-validation';
import type { Field } from './field';
import { validatePercent } from './percent-validation';

/** Validates when an endpoint counts as failed, and what becomes of it. */
export function validateOutlierDetection(detection: Field): void {
  validateDuration(detection.at('baseEjectionTime'));
  validateDuration(detection.at('interval'));
  if (detection.at('consecutiveErrors').number !== 0) {
    detection
      .at('consecutiveErrors')
      .warn('is read by nothing; write consecutive5xxErrors or consecutiveGatewayErrors');
  }
  const localFailures = detection.at('consecutiveLocalOriginFailures');
  if (localFailures.number > 0 && !detection.at('splitExternalLocalOriginErrors').isTrue) {
    localFailures.error('is set, but counts only with splitExternalLocalOriginErrors: true');
  }
  validatePercent(detection.at('maxEjectionPercent'));
  validatePercent(detection.at('minHealthPercent'));
}
