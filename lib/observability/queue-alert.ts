import { Duration } from 'cdk8s';
import type { Deferred } from '../values/chart-value';
import { format } from '../values/operators';
import { AlertRule, type AlertOptions } from './alert-rule';
import type { Queue } from './queue-metrics';
import { minutesText, type Minutes } from './rule';

/** Options of an alert on a queue. */
export interface QueueAlertOptions extends AlertOptions {
  /** The queue that is watched. */
  readonly of: Queue;
}

/** Options of an alert on the jobs that failed. */
export interface QueueFailureAlertOptions extends QueueAlertOptions {
  /** Over how long they are counted. @default Duration.minutes(15) */
  readonly over?: Minutes;
}

/**
 * Alerts on a queue that nobody works off.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
 */
export class QueueAlert {
  /** More jobs than this wait. Warns after 10 minutes. */
  static deeperThan(jobs: Deferred<number>, options: QueueAlertOptions): AlertRule {
    return new AlertRule({
      name: 'QueueTooDeep',
      for: Duration.minutes(10),
      severity: 'warning',
      summary: 'Jobs pile up in {{ $labels.key }}',
      description: format`{{ $value }} jobs wait in {{ $labels.key }}, more than ${jobs}; start more workers or see why they are slow`,
      ...options,
      expr: format`${options.of.depth()} > ${jobs}`,
    });
  }

  /** More jobs than this have failed lately. Critical at once. */
  static failedJobsAbove(jobs: Deferred<number>, options: QueueFailureAlertOptions): AlertRule {
    const { over = Duration.minutes(15) } = options;
    return new AlertRule({
      name: 'QueuedJobsFail',
      for: Duration.minutes(0),
      severity: 'critical',
      summary: 'Jobs of the queue fail: {{ $labels.key }}',
      description: format`{{ $value | humanize }} jobs were added to {{ $labels.key }} lately, more than ${jobs}`,
      ...options,
      expr: format`${options.of.failures(minutesText(over))} > ${jobs}`,
    });
  }
}
