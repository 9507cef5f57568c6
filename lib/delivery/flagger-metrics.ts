import type { JsonObject } from '../vocabulary/json';

/** What a step is judged by; of these names Flagger knows queries for sidecars of Istio. */
export const SUCCESS_RATE = 'request-success-rate';
export const DURATION = 'request-duration';

/** Requests that arrive at the version on trial; Flagger fills in the names. */
const ARRIVING =
  'reporter="destination", destination_workload_namespace="{{ namespace }}", destination_workload="{{ target }}"';

const QUERIES: Readonly<Record<string, string>> = {
  [SUCCESS_RATE]: `100 * sum(rate(istio_requests_total{${ARRIVING}, response_code!~"5.."}[{{ interval }}]))
  / sum(rate(istio_requests_total{${ARRIVING}}[{{ interval }}]))
`,
  [DURATION]: `histogram_quantile(0.99,
  sum by (le) (rate(istio_request_duration_milliseconds_bucket{${ARRIVING}}[{{ interval }}])))
`,
};

/**
 * Queries of the mesh's metrics for Flagger with the Gateway API: percent of the requests that do not end with 5xx, and
 * milliseconds within which 99 % are answered. Flagger's own ones ask for metrics of the application there.
 *
 * @see https://docs.flagger.app/usage/metrics
 */
export function meshMetricTemplates(namespace: string, prometheus: string): readonly JsonObject[] {
  return Object.entries(QUERIES).map(([name, query]) => ({
    apiVersion: 'flagger.app/v1beta1',
    kind: 'MetricTemplate',
    metadata: { name, namespace },
    spec: { provider: { type: 'prometheus', address: prometheus }, query },
  }));
}
