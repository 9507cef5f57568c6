import type { Deferred } from '../values/chart-value';
import { isDeferral, type Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';

/** A metric that Istio's proxies record. */
export type IstioMetric =
  | 'REQUEST_COUNT'
  | 'REQUEST_DURATION'
  | 'REQUEST_SIZE'
  | 'RESPONSE_SIZE'
  | 'TCP_OPENED_CONNECTIONS'
  | 'TCP_CLOSED_CONNECTIONS'
  | 'TCP_SENT_BYTES'
  | 'TCP_RECEIVED_BYTES'
  | 'GRPC_REQUEST_MESSAGES'
  | 'GRPC_RESPONSE_MESSAGES';

/**
 * Which metrics an override is for.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/#MetricSelector
 * @throws ConfigError `metric` when the name is empty
 */
export class Metric {
  /** Every metric. */
  static all(): Metric {
    return new Metric({ metric: 'ALL_METRICS' });
  }

  /** One that Istio records: `REQUEST_COUNT` is `istio_requests_total`. */
  static istio(metric: IstioMetric): Metric {
    return new Metric({ metric });
  }

  /** One that a filter of yours records, by its name. */
  static custom(name: Deferred<string>): Metric {
    if (name === '') throw new ConfigError('metric', undefined, 'the custom metric has no name; name it');
    return new Metric({ customMetric: name });
  }

  private constructor(private readonly fields: Readonly<Record<string, Tree | undefined>>) {}

  /** @internal As the match of an override. */
  _toIstio(): Readonly<Record<string, Tree | undefined>> {
    return this.fields;
  }
}

/**
 * What becomes of a metric's tag (Prometheus: label). Each value of a tag is a time series of its own: a tag with ids or
 * paths in it can fill Prometheus.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/#MetricsOverrides-TagOverride
 * @throws ConfigError `metric` when it is set to nothing
 */
export class MetricTag {
  /** Sets it to what a CEL expression over Envoy's attributes gives, such as `request.host`. */
  static set(expression: Deferred<string>): MetricTag {
    if (!isDeferral(expression) && expression === '') {
      throw new ConfigError(
        'metric',
        undefined,
        'the expression of a tag is empty; use MetricTag.remove() to remove it',
      );
    }
    return new MetricTag({ operation: 'UPSERT', value: expression });
  }

  /** Removes it, and with it the time series that it told apart. */
  static remove(): MetricTag {
    return new MetricTag({ operation: 'REMOVE' });
  }

  private constructor(private readonly fields: Tree) {}

  /** @internal As a Telemetry has it. */
  _toIstio(): Tree {
    return this.fields;
  }
}
