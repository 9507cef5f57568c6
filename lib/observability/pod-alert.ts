import { Duration } from 'cdk8s';
import type { Deferred } from '../values/chart-value';
import { format } from '../values/operators';
import { AlertRule, type AlertOptions } from './alert-rule';
import type { Pods, WorkloadKind } from './pod-metrics';
import { minutesText, type Minutes } from './rule';

/** Options of an alert on pods. */
export interface PodAlertOptions extends AlertOptions {
  /** The pods that are looked at. */
  readonly of: Pods;
}

/** Options of an alert on what pods use over time. */
export interface PodUsageAlertOptions extends PodAlertOptions {
  /** Over how long it is averaged. @default Duration.minutes(5) */
  readonly over?: Minutes;
}

/**
 * Alerts on pods that are not there, or near their limits.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
 */
export class PodAlert {
  /** A Deployment has fewer pods in service than it asks for. Critical after 5 minutes. */
  static notAvailable(options: PodAlertOptions): AlertRule {
    return missing('deployment', 'PodDown', options);
  }

  /** A StatefulSet, such as a database, has fewer pods in service than it asks for. Critical after 5 minutes. */
  static storeNotReady(options: PodAlertOptions): AlertRule {
    return missing('statefulset', 'StoreDown', options);
  }

  /** A container uses more than this percentage of its CPU limit. Warns after 10 minutes. */
  static cpuAbove(percent: Deferred<number>, options: PodUsageAlertOptions): AlertRule {
    const { over = Duration.minutes(5) } = options;
    return new AlertRule({
      name: 'HighCPUUsage',
      ...usage('CPU', percent),
      ...options,
      expr: format`${options.of.cpuRatio(minutesText(over))} > ${percent} / 100`,
    });
  }

  /** A container holds more than this percentage of its memory limit; at 100 it is killed. Warns after 10 minutes. */
  static memoryAbove(percent: Deferred<number>, options: PodAlertOptions): AlertRule {
    return new AlertRule({
      name: 'HighMemoryUsage',
      ...usage('memory', percent),
      ...options,
      expr: format`${options.of.memoryRatio()} > ${percent} / 100`,
    });
  }
}

function missing(kind: WorkloadKind, name: string, options: PodAlertOptions): AlertRule {
  return new AlertRule({
    name,
    for: Duration.minutes(5),
    severity: 'critical',
    summary: `Pods of {{ $labels.${kind} }} are missing`,
    description: `{{ $labels.${kind} }} in {{ $labels.namespace }} has {{ $value }} pods fewer in service than it asks for`,
    ...options,
    expr: options.of.missing(kind),
  });
}

function usage(what: string, percent: Deferred<number>) {
  return {
    for: Duration.minutes(10),
    severity: 'warning',
    summary: `High ${what} usage of {{ $labels.pod }}`,
    description: format`Container {{ $labels.container }} of {{ $labels.pod }} uses {{ $value | humanizePercentage }} of its ${what} limit, more than ${percent}%`,
  } as const;
}
