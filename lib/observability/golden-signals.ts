import type { Deferred } from '../values/chart-value';
import type { Pods } from './pod-metrics';
import { RecordingRule } from './recording-rule';
import type { RequestOutcome, Requests } from './request-metrics';

/** What the four signals are taken of. */
export interface GoldenSignalsOptions {
  /** Requests: traffic, errors, latency. */
  readonly requests: Requests;
  /** Pods: saturation. @default - saturation is not recorded */
  readonly pods?: Pods;
  /** Records them only where this holds. @default true */
  readonly when?: Deferred<boolean>;
}

const WINDOW = '5m';
const QUANTILES = [0.5, 0.95, 0.99];
const ENDED: readonly (readonly [outcome: RequestOutcome, label: string])[] = [
  ['success', 'success'],
  ['serverError', 'failure'],
];

/**
 * The four golden signals, recorded per service over 5 minutes:
 *
 * - traffic: `service:istio_requests:rate5m`
 * - errors: `service:istio_requests_failed:rate5m` with label `class` (4xx, 5xx), `service:istio_requests_failed:ratio5m`
 * - latency: `service:istio_request_duration_milliseconds:quantile5m` with labels `quantile`, and `outcome`: failures
 *   are often fast, and would make a failing service look so
 * - saturation: `pod:cpu_limit:ratio5m`, `pod:memory_limit:ratio`
 *
 * @see https://sre.google/sre-book/monitoring-distributed-systems/#xref_monitoring_golden-signals
 */
export function goldenSignals({ requests, pods, when }: GoldenSignalsOptions): RecordingRule[] {
  const condition = when === undefined ? {} : { when };
  const rule = (record: string, expr: Deferred<string>, labels?: Readonly<Record<string, string>>) =>
    new RecordingRule({ record, expr, ...(labels ? { labels } : {}), ...condition });
  return [
    rule('service:istio_requests:rate5m', requests.rate(WINDOW)),
    ...(['clientError', 'serverError'] as const).map((outcome) =>
      rule('service:istio_requests_failed:rate5m', requests.rate(WINDOW, outcome), {
        class: outcome === 'clientError' ? '4xx' : '5xx',
      }),
    ),
    rule('service:istio_requests_failed:ratio5m', requests.errorRatio(WINDOW)),
    ...QUANTILES.flatMap((quantile) =>
      ENDED.map(([outcome, label]) =>
        rule(
          'service:istio_request_duration_milliseconds:quantile5m',
          requests.duration(quantile, WINDOW, outcome),
          { quantile: `${quantile}`, outcome: label },
        ),
      ),
    ),
    ...(pods
      ? [
          rule('pod:cpu_limit:ratio5m', pods.cpuRatio(WINDOW)),
          rule('pod:memory_limit:ratio', pods.memoryRatio()),
        ]
      : []),
  ];
}
