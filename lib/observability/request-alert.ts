import { Duration } from 'cdk8s';
import type { Deferred } from '../values/chart-value';
import { format } from '../values/operators';
import { AlertRule, type AlertOptions } from './alert-rule';
import type { Requests } from './request-metrics';
import { minutesText, type Minutes } from './rule';

/** Options of an alert on requests. */
export interface RequestAlertOptions extends AlertOptions {
  /** The requests that are looked at. */
  readonly of: Requests;
  /** Over how long they are counted. @default Duration.minutes(5) */
  readonly over?: Minutes;
}

/**
 * Alerts on what callers see of a service. They are silent where there are no requests.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
 */
export class RequestAlert {
  /** More than this percentage of a service's requests end with 5xx. Critical after 5 minutes. */
  static errorRateAbove(percent: Deferred<number>, options: RequestAlertOptions): AlertRule {
    return new AlertRule({
      name: 'HighErrorRate',
      for: Duration.minutes(5),
      severity: 'critical',
      summary: 'High error rate of {{ $labels.destination_service }}',
      description: format`{{ $value | humanizePercentage }} of the requests to {{ $labels.destination_service }} fail, more than ${percent}%`,
      ...options,
      expr: format`${options.of.errorRatio(window(options))} > ${percent} / 100`,
    });
  }

  /** One in twenty requests to a service takes longer than this. Warns after 5 minutes. */
  static p95Above(milliseconds: Deferred<number>, options: RequestAlertOptions): AlertRule {
    return new AlertRule({
      name: 'HighLatency',
      for: Duration.minutes(5),
      severity: 'warning',
      summary: 'High latency of {{ $labels.destination_service }}',
      description: format`One in twenty requests to {{ $labels.destination_service }} takes longer than {{ $value | humanize }} ms, more than ${milliseconds} ms`,
      ...options,
      expr: format`${options.of.duration(0.95, window(options))} > ${milliseconds}`,
    });
  }
}

function window({ over = Duration.minutes(5) }: RequestAlertOptions): Deferred<string> {
  return minutesText(over);
}
