import { Duration } from 'cdk8s';
import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { when } from '../values/operators';
import { ConfigError } from '../vocabulary/config-error';
import { minutesText, type IRule, type Minutes } from './rule';

/** How urgent an alert is: somebody is woken, looks at it in working hours, or just knows. */
export type Severity = 'critical' | 'warning' | 'info';

/** What every alert takes, besides what it is about. */
export interface AlertOptions {
  /** Name of the alert. @default - said by the factory */
  readonly name?: string;
  /** How long it must hold before somebody is told. @default - said by the factory */
  readonly for?: Minutes;
  /** Label `severity`, by which Alertmanager routes. @default - said by the factory */
  readonly severity?: Deferred<Severity>;
  /** Further labels. @default - none */
  readonly labels?: Readonly<Record<string, Deferred<string>>>;
  /** Page that says what to do: annotation `runbook_url`. @default - none */
  readonly runbookUrl?: Deferred<string>;
  /** Watches only where this holds. @default true */
  readonly when?: Deferred<boolean>;
}

/** Options of an alert rule of your own. */
export interface AlertRuleProps extends AlertOptions {
  /** Name of the alert. */
  readonly name: string;
  /** The condition, in PromQL: each series that it gives is an alert. */
  readonly expr: Deferred<string>;
  /** One line; may hold Prometheus' own templates, such as `{{ $labels.pod }}`. */
  readonly summary: Deferred<string>;
  /** What is wrong, with figures: `{{ $value | humanize }}`. @default - none */
  readonly description?: Deferred<string>;
}

/**
 * A condition of which Prometheus tells Alertmanager. `RequestAlert`, `PodAlert`, `JobAlert`, `QueueAlert` and
 * `ControlPlaneAlert` make usual ones.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/
 * @throws ConfigError `prometheus-rule` when the name is no word
 *
 * @example
 * ```ts
 * const noTables = new AlertRule({
 *   name: 'NoTables',
 *   expr: 'restaurant_table_occupancy >= 1',
 *   for: Duration.minutes(10),
 *   severity: 'info',
 *   summary: 'Every table of {{ $labels.room }} is taken',
 * });
 * new PrometheusRule(chart, 'alerts', { groups: [{ name: 'restaurant', rules: [noTables] }] });
 * ```
 */
export class AlertRule implements IRule {
  readonly name: string;

  constructor(private readonly props: AlertRuleProps) {
    this.name = props.name;
    if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(props.name)) {
      throw new ConfigError(
        'prometheus-rule',
        undefined,
        `the alert is called '${props.name}', expected letters, digits and '_', such as 'HighErrorRate'`,
      );
    }
  }

  /** @internal */
  _toPrometheus(): Tree | undefined {
    const { expr, summary, description, runbookUrl, severity = 'warning', labels } = this.props;
    return when<Tree>(this.props.when ?? true, {
      alert: this.name,
      expr,
      for: minutesText(this.props.for ?? Duration.minutes(5)),
      labels: { severity, ...labels },
      annotations: { summary, description, runbook_url: runbookUrl },
    });
  }
}
