import type { Duration } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { nameOf, type ChartValue, type Deferred } from '../values/chart-value';
import { expressionOf, isDeferral } from '../values/expression';
import { format, multiply } from '../values/operators';
import { ConfigError } from '../vocabulary/config-error';

/** A length of time: a `Duration`, or a deploy-time value in whole seconds. */
export type TimeSpan = Duration | ChartValue<number>;

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
