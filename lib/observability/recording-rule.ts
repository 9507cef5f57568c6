import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { when } from '../values/operators';
import { ConfigError } from '../vocabulary/config-error';
import type { IRule } from './rule';

/** Options of a recording rule. */
export interface RecordingRuleProps {
  /** Name of the new series: `<level>:<metric>:<operation>`, such as `job:requests:rate5m`. */
  readonly record: string;
  /** What is computed, in PromQL. */
  readonly expr: Deferred<string>;
  /** Labels of the new series. @default - those that the query leaves */
  readonly labels?: Readonly<Record<string, Deferred<string>>>;
  /** Computes it only where this holds. @default true */
  readonly when?: Deferred<boolean>;
}

/**
 * A query that Prometheus computes at intervals and keeps as a series of its own, for alerts and dashboards to read.
 *
 * @see https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/
 * @throws ConfigError `prometheus-rule` when the name is none of a recorded series
 */
export class RecordingRule implements IRule {
  constructor(private readonly props: RecordingRuleProps) {
    if (!/^[A-Za-z_][A-Za-z0-9_]*(:[A-Za-z0-9_]+)+$/.test(props.record)) {
      throw new ConfigError(
        'prometheus-rule',
        undefined,
        `the recorded series is called '${props.record}', expected parts with colons between, such as 'job:requests:rate5m'`,
      );
    }
  }

  get name(): string {
    return this.props.record;
  }

  /** @internal */
  _toPrometheus(): Tree | undefined {
    const { record, expr, labels } = this.props;
    return when<Tree>(this.props.when ?? true, { record, expr, labels });
  }
}
