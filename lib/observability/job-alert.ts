import { Duration } from 'cdk8s';
import { AlertRule } from './alert-rule';
import type { PodAlertOptions } from './pod-alert';

/**
 * Alerts on Jobs: migrations, backups.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
 */
export class JobAlert {
  /** A Job has failed and is not tried again; it is told of until the Job is deleted. Warns at once. */
  static failed(options: PodAlertOptions): AlertRule {
    return new AlertRule({
      name: 'JobFailed',
      for: Duration.minutes(0),
      severity: 'warning',
      summary: 'Job {{ $labels.job_name }} has failed',
      description:
        'Job {{ $labels.job_name }} in {{ $labels.namespace }} has failed and is not tried again; read its log, then delete it',
      ...options,
      expr: options.of.failedJobs(),
    });
  }
}
