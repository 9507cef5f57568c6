import { Duration } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { nameOf, type ChartValue, type Deferred } from '../values/chart-value';
import { expressionOf, isDeferral } from '../values/expression';
import { multiply } from '../values/arithmetic';
import { format } from '../values/operators';
import { ConfigError } from '../vocabulary/config-error';

/** A length of time: a `Duration`, or a deploy-time value in whole seconds. */
export type TimeSpan = Duration | ChartValue<number>;

/** The span of a number of seconds. */
export function seconds(count: Deferred<number>): TimeSpan {
  return isDeferral(count) ? count : Duration.seconds(count);
}

/** The span as Istio and Gateway API read it: `15s`, `250ms`. */
export function timeText(span: TimeSpan): Deferred<string> {
  return isDeferral(span) ? format`${span}s` : durationText(span);
}

/**
 * Refuses spans below a millisecond, which istiod does not take; by a longer one seconds can be asked for.
 *
 * @throws ConfigError `time-span`
 */
export function checkTimeSpan(
  property: string,
  span: TimeSpan | undefined,
  { minimum = 1, scope }: { readonly minimum?: number; readonly scope?: IConstruct } = {},
): void {
  if (span === undefined || isDeferral(span)) return;
  const length = span.toMilliseconds({ integral: false });
  if (length >= minimum && Number.isInteger(length)) return;
  throw new ConfigError(
    'time-span',
    scope,
    `'${property}' is ${length}ms, expected whole milliseconds from ${minimum}; use Duration.seconds or Duration.millis`,
  );
}

/** The span in milliseconds, to compute with. */
export function milliseconds(span: TimeSpan): Deferred<number> {
  return isDeferral(span) ? multiply(span, 1000) : span.toMilliseconds();
}

/** How messages name a span, a number or a text that may be deferred. */
export function described(value: TimeSpan | Deferred<number | string>): string {
  if (isDeferral(value)) return nameOf(expressionOf(value));
  return typeof value === 'object' ? durationText(value) : String(value);
}

function durationText(duration: Duration): string {
  const length = duration.toMilliseconds();
  return length % 1000 === 0 ? `${length / 1000}s` : `${length}ms`;
}

/**
 * The span as routes of the Gateway API read it, whose numbers have five digits at most: `1h30m`, `12s345ms`.
 *
 * @see https://gateway-api.sigs.k8s.io/geps/gep-2257/
 */
export function gatewayApiTimeText(span: TimeSpan): Deferred<string> {
  if (isDeferral(span)) return timeText(span);
  const length = span.toMilliseconds();
  const seconds = Math.floor(length / 1000);
  const long = seconds > 99_999;
  const parts = [
    [long ? Math.floor(seconds / 3600) : 0, 'h'],
    [long ? seconds % 3600 : seconds, 's'],
    [length % 1000, 'ms'],
  ] as const;
  return parts.map(([number, unit]) => (number === 0 ? '' : `${number}${unit}`)).join('') || '0s';
}
