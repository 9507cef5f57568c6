import type { ApiObject, Duration } from 'cdk8s';
import { Construct } from 'constructs';
import { PrometheusRule as PrometheusRuleObject } from '@cdk8s/istio-imports/prometheus-operator';
import { durationText } from '../edges/duration-text';
import type { Deferred } from '../values/chart-value';
import { deferredObject } from '../values/deferred-object';
import { ConfigError } from '../vocabulary/config-error';
import { operatorMetadata, type OperatorObjectProps } from './operator-object';
import type { IRule } from './rule';

/** Rules that Prometheus evaluates one after the other, at the same time. */
export interface RuleGroup {
  /** Name of the group: one of its own in the file. */
  readonly name: string;
  /** How often. @default - as often as Prometheus evaluates */
  readonly interval?: Duration;
  /** Its rules: what an earlier one records, later ones see. */
  readonly rules: readonly IRule[];
}

/** Options of a PrometheusRule. */
export interface PrometheusRuleProps extends OperatorObjectProps {
  /** Groups of rules, each evaluated in order. */
  readonly groups: readonly RuleGroup[];
}

/**
 * Alerts and recorded series, as the Prometheus operator loads them. kube-prometheus-stack takes by default only objects
 * with the label `release` of its own release. Templates such as `{{ $labels.pod }}` arrive as they are, also by a chart.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PrometheusRule
 * @throws ConfigError `prometheus-rule` when a group has no rules, no name or the name of another one
 *
 * @example
 * ```ts
 * const requests = Requests.inNamespace('shop');
 * new PrometheusRule(chart, 'alerts', {
 *   labels: { release: 'kube-prometheus-stack' },
 *   groups: [{ name: 'shop', rules: [RequestAlert.errorRateAbove(5, { of: requests })] }],
 * });
 * ```
 */
export class PrometheusRule extends Construct {
  /** Name of the object. */
  readonly name: Deferred<string>;
  /** The operator's `PrometheusRule`. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: PrometheusRuleProps) {
    super(scope, id);
    const metadata = operatorMetadata(this, props);
    this.name = metadata.name;
    this.refuseAmbiguous(props.groups);
    const groups = props.groups.map(({ name, interval, rules }) => ({
      name,
      interval: interval && durationText(this, 'interval', interval),
      rules: rules.map((rule) => rule._toPrometheus()),
    }));
    this.resource = deferredObject(PrometheusRuleObject, this, 'Resource', metadata, {
      spec: { groups: groups as never },
    });
  }

  private refuseAmbiguous(groups: readonly RuleGroup[]): void {
    const names = groups.map(({ name }) => name);
    const wrong =
      groups.length === 0
        ? "'groups' is empty"
        : groups.some(({ rules }) => rules.length === 0)
          ? 'a group has no rules'
          : names.some((name, index) => name === '' || names.indexOf(name) !== index)
            ? 'two groups are called the same, or one is not called anything'
            : undefined;
    if (wrong === undefined) return;
    throw new ConfigError(
      'prometheus-rule',
      this,
      `${wrong} (${names.join(', ')}); give every group a name of its own and at least one rule`,
    );
  }
}
