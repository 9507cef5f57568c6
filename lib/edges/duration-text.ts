import type { Duration } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { ConfigError } from '../vocabulary/config-error';

/**
 * A duration as Istio reads it: `15s`, `250ms`.
 *
 * @throws ConfigError `duration` when it is shorter than the 1 ms that Istio asks for
 */
export function durationText(scope: IConstruct, prop: string, duration: Duration): string {
  const length = duration.toMilliseconds();
  if (length < 1) {
    throw new ConfigError('duration', scope, `'${prop}' is ${length}ms, expected at least 1ms`);
  }
  return length % 1000 === 0 ? `${length / 1000}s` : `${length}ms`;
}
