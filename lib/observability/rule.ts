import type { Duration } from 'cdk8s';
import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { format } from '../values/operators';

/** What Prometheus evaluates at intervals: an `AlertRule` or a `RecordingRule`. */
export interface IRule {
  /** The alert's or the recorded series' name. */
  readonly name: string;
  /** @internal As an entry of a group's `rules`; nothing where the rule is left out. */
  _toPrometheus(): Tree | undefined;
}

/** A span of time: a `Duration`, or whole minutes that are known only at deploy time. */
export type Minutes = Duration | Deferred<number>;

/** A span of time as PromQL and rules read it: `90s`, `5m`. */
export function minutesText(span: Minutes): Deferred<string> {
  if (!isDuration(span)) return format`${span}m`;
  const seconds = span.toSeconds({ integral: false });
  return seconds % 60 === 0 ? `${seconds / 60}m` : `${Math.round(seconds * 1000)}ms`;
}

function isDuration(span: Minutes): span is Duration {
  return span instanceof Object && 'toSeconds' in span;
}
