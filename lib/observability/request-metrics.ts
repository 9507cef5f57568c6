import type { Deferred } from '../values/chart-value';
import { isDeferral } from '../values/expression';
import { format } from '../values/operators';
import { ConfigError } from '../vocabulary/config-error';
import { LabelMatcher, series } from './label-matcher';

/** How a request ended: by the status code that the caller saw. */
export type RequestOutcome = 'any' | 'success' | 'clientError' | 'serverError';

/** The upper bounds, in milliseconds, of the buckets into which proxies sort durations. */
export const DURATION_BUCKETS = [
  0.5, 1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10000, 30000, 60000,
] as const;

/** One of the durations, in milliseconds, that proxies count exactly. */
export type DurationBucket = (typeof DURATION_BUCKETS)[number];

/**
 * HTTP and gRPC requests in the mesh, as the proxies of the called side count them: each request once. Series are told
 * apart by `destination_service`, the fully qualified name of the service.
 *
 * @see https://istio.io/latest/docs/reference/config/metrics/
 * @throws ConfigError `promql` when the name of a service is not fully qualified
 */
export class Requests {
  /** Those to one service, by its fully qualified name: `orders.shop.svc.cluster.local`. */
  static to(host: Deferred<string>): Requests {
    if (!isDeferral(host) && !host.includes('.')) {
      throw new ConfigError(
        'promql',
        undefined,
        `the service is '${host}', but proxies count requests by fully qualified names; write '${host}.<namespace>.svc.cluster.local'`,
      );
    }
    return new Requests(LabelMatcher.is('destination_service', host));
  }

  /** Those to every service of a namespace. */
  static inNamespace(namespace: Deferred<string>): Requests {
    return new Requests(LabelMatcher.is('destination_service_namespace', namespace));
  }

  /** Those to the services whose fully qualified names a regular expression fits. */
  static toServicesLike(hosts: Deferred<string>): Requests {
    return new Requests(LabelMatcher.fits('destination_service', hosts));
  }

  private readonly matchers: readonly LabelMatcher[];

  private constructor(
    private readonly called: LabelMatcher,
    reporter: 'destination' | 'waypoint' = 'destination',
  ) {
    this.matchers = [LabelMatcher.is('reporter', reporter), called];
  }

  /** The same requests as waypoints count them: for services in ambient mode, which have no proxies of their own. */
  atWaypoints(): Requests {
    return new Requests(this.called, 'waypoint');
  }

  /** Requests per second. The window is a duration of PromQL, such as `5m`, and at least two scrapes long. */
  rate(window: Deferred<string>, outcome: RequestOutcome = 'any'): Deferred<string> {
    return format`${BY_SERVICE} (rate(${this.select('istio_requests_total', outcome)}[${window}]))`;
  }

  /** The share of requests that the service answered with 5xx, from 0 to 1; nothing where there are no requests. */
  errorRatio(window: Deferred<string>): Deferred<string> {
    return format`${this.orZero(window)} / ${this.rate(window)}`;
  }

  /** The duration in milliseconds that this share of the requests stays below. */
  duration(quantile: number, window: Deferred<string>, outcome: RequestOutcome = 'any'): Deferred<string> {
    const buckets = this.select('istio_request_duration_milliseconds_bucket', outcome);
    return format`histogram_quantile(${quantile}, sum by (destination_service, le) (rate(${buckets}[${window}])))`;
  }

  /** The share of requests that took longer than the bucket's bound, from 0 to 1. */
  slowRatio(bucket: DurationBucket, window: Deferred<string>): Deferred<string> {
    const metric = 'istio_request_duration_milliseconds';
    // Prometheus 3 writes whole bounds as 1000.0, older ones as 1000.
    const bound = Number.isInteger(bucket)
      ? LabelMatcher.fits('le', `${bucket}(\\.0)?`)
      : LabelMatcher.is('le', `${bucket}`);
    const within = series(`${metric}_bucket`, [...this.matchers, bound]);
    const all = this.select(`${metric}_count`, 'any');
    return format`1 - ${BY_SERVICE} (rate(${within}[${window}])) / ${BY_SERVICE} (rate(${all}[${window}]))`;
  }

  /** A service that never failed has no series of failures: its ratio is 0, not missing. */
  private orZero(window: Deferred<string>): Deferred<string> {
    return format`(${this.rate(window, 'serverError')} or 0 * ${this.rate(window)})`;
  }

  private select(metric: string, outcome: RequestOutcome): Deferred<string> {
    return series(metric, [...this.matchers, ...CODES[outcome]]);
  }
}

const BY_SERVICE = 'sum by (destination_service)';

const CODES: Readonly<Record<RequestOutcome, readonly LabelMatcher[]>> = {
  any: [],
  success: [LabelMatcher.fits('response_code', '[123]..')],
  clientError: [LabelMatcher.fits('response_code', '4..')],
  serverError: [LabelMatcher.fits('response_code', '5..')],
};
