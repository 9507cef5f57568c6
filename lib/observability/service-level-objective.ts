import { Duration } from 'cdk8s';
import type { Deferred } from '../values/chart-value';
import { isDeferral } from '../values/expression';
import { format } from '../values/operators';
import { ConfigError } from '../vocabulary/config-error';
import { AlertRule, type AlertOptions } from './alert-rule';
import { LabelMatcher, series } from './label-matcher';
import { RecordingRule } from './recording-rule';
import type { DurationBucket, Requests } from './request-metrics';
import type { IRule } from './rule';

/** Options of an objective. */
export interface ObjectiveOptions extends Pick<AlertOptions, 'runbookUrl' | 'when'> {
  /** What it is called: label `slo` of its series and alerts. */
  readonly name: string;
  /** The requests that it is about. */
  readonly of: Requests;
  /** Percent of the requests that are to be good, such as 99.9: above 0 and below 100. */
  readonly percent: Deferred<number>;
}

/** How fast the budget of 30 days burns, over a long window and a short one that shows that it still does. */
const BURN_RATES = [
  { name: 'ErrorBudgetBurnsFast', severity: 'critical', factor: 14.4, long: '1h', short: '5m', wait: 2 },
  { name: 'ErrorBudgetBurns', severity: 'critical', factor: 6, long: '6h', short: '30m', wait: 15 },
  { name: 'ErrorBudgetShrinksFast', severity: 'warning', factor: 3, long: '1d', short: '2h', wait: 60 },
  { name: 'ErrorBudgetShrinks', severity: 'warning', factor: 1, long: '3d', short: '6h', wait: 180 },
] as const;

const WINDOWS = [...new Set(BURN_RATES.flatMap(({ short, long }) => [short, long]))];

/**
 * An objective for requests over 30 days, and what follows from it: the share of bad requests over seven windows as
 * recorded series, and four alerts on how fast the budget of bad requests is spent. Two wake somebody (2 % of the budget
 * in an hour, 5 % in six hours), two write a ticket (10 % in a day, 10 % in three days). Each asks a long and a short
 * window, so that it fires soon and stops soon.
 *
 * @see https://sre.google/workbook/alerting-on-slos/
 * @throws ConfigError `service-level-objective` when the percentage is none, or the name no label
 *
 * @example
 * ```ts
 * const objective = ServiceLevelObjective.availability({
 *   name: 'orders-availability',
 *   of: Requests.to('orders.shop.svc.cluster.local'),
 *   percent: 99.9,
 * });
 * new PrometheusRule(chart, 'slo', { groups: [{ name: 'slo', rules: objective.rules }] });
 * ```
 */
export class ServiceLevelObjective {
  /** This percentage of requests does not end with 5xx. */
  static availability(options: ObjectiveOptions): ServiceLevelObjective {
    return new ServiceLevelObjective(options, (window) => options.of.errorRatio(window));
  }

  /** This percentage of requests is answered within the bound of a bucket, in milliseconds. */
  static latency(bucket: DurationBucket, options: ObjectiveOptions): ServiceLevelObjective {
    return new ServiceLevelObjective(options, (window) => options.of.slowRatio(bucket, window));
  }

  private constructor(
    private readonly options: ObjectiveOptions,
    private readonly badRatio: (window: string) => Deferred<string>,
  ) {
    const { name, percent } = options;
    if (!isDeferral(percent) && !(percent > 0 && percent < 100)) {
      throw new ConfigError(
        'service-level-objective',
        undefined,
        `'percent' of '${name}' is ${percent}, expected more than 0 and less than 100: nothing is left to fail at 100`,
      );
    }
    if (!/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name)) {
      throw new ConfigError(
        'service-level-objective',
        undefined,
        `the objective is called '${name}', expected lower-case letters, digits and '-'`,
      );
    }
  }

  /** The recorded series and the alerts, to stand in one group. */
  get rules(): readonly IRule[] {
    return [...this.recordings, ...this.alerts];
  }

  private get recordings(): RecordingRule[] {
    return WINDOWS.map(
      (window) =>
        new RecordingRule({
          record: recordOf(window),
          expr: this.badRatio(window),
          labels: { slo: this.options.name },
          ...this.condition,
        }),
    );
  }

  private get alerts(): AlertRule[] {
    return BURN_RATES.map(({ name, severity, factor, long, short, wait }) => {
      const limit = format`${factor} * (100 - ${this.options.percent}) / 100`;
      return new AlertRule({
        name,
        severity,
        for: Duration.minutes(wait),
        labels: { slo: this.options.name, window: long },
        summary: `{{ $labels.destination_service }} spends the error budget of ${this.options.name}`,
        description: format`{{ $value | humanizePercentage }} of the requests in ${long} were bad: ${factor} times what the objective of ${this.options.percent}% over 30 days allows`,
        expr: format`${this.recorded(long)} > ${limit} and ${this.recorded(short)} > ${limit}`,
        ...(this.options.runbookUrl === undefined ? {} : { runbookUrl: this.options.runbookUrl }),
        ...this.condition,
      });
    });
  }

  private get condition(): Pick<AlertOptions, 'when'> {
    return this.options.when === undefined ? {} : { when: this.options.when };
  }

  private recorded(window: string): Deferred<string> {
    return series(recordOf(window), [LabelMatcher.is('slo', this.options.name)]);
  }
}

function recordOf(window: string): string {
  return `service:requests_bad:ratio_rate${window}`;
}
