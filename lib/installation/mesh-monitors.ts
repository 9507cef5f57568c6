import type { JsonObject } from '../vocabulary/json';
import type { TelemetryStack } from './telemetry-stack';

const API = { apiVersion: 'monitoring.coreos.com/v1' };

/**
 * Monitors of istiod, the gateways and, in ambient mode, the ztunnels. None is for all proxies: applications scrape
 * their own, and what is scraped by two monitors is counted twice. Proxies answer at 15090 in plain HTTP also where
 * the mesh asks for mutual TLS.
 *
 * @see https://istio.io/latest/docs/ops/integrations/prometheus/
 */
export function meshMonitors(stack: TelemetryStack): readonly JsonObject[] {
  const { istioNamespace, monitorLabels, namespace, props } = stack;
  const metadata = (name: string) => ({ name, namespace, labels: monitorLabels });
  const proxies = (
    name: string,
    namespaces: readonly string[],
    selector: JsonObject,
    endpoint: JsonObject,
  ) => ({
    ...API,
    kind: 'PodMonitor',
    metadata: metadata(name),
    spec: { selector, namespaceSelector: { matchNames: namespaces }, podMetricsEndpoints: [endpoint] },
  });
  const gateways = [...new Set(props.gatewayNamespaces ?? [istioNamespace])];
  return [
    {
      ...API,
      kind: 'ServiceMonitor',
      metadata: metadata('istiod'),
      spec: {
        jobLabel: 'istio',
        // A tag has a Service too, which leads to the same pods.
        selector: {
          matchLabels: { istio: 'pilot' },
          matchExpressions: [{ key: 'istio.io/tag', operator: 'DoesNotExist' }],
        },
        namespaceSelector: { matchNames: [istioNamespace] },
        endpoints: [{ port: 'http-monitoring' }],
      },
    },
    proxies(
      'istio-gateways',
      gateways,
      { matchExpressions: [{ key: 'istio', operator: 'Exists' }] },
      { port: 'http-envoy-prom', path: '/stats/prometheus' },
    ),
    ...(props.ambient === true
      ? [proxies('ztunnel', [istioNamespace], { matchLabels: { app: 'ztunnel' } }, { port: 'ztunnel-stats' })]
      : []),
  ];
}
