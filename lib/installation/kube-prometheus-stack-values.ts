import type { JsonObject } from '../vocabulary/json';
import { grafanaValues } from './grafana-values';
import { PROMETHEUS_RELEASE } from './telemetry-charts';
import type { TelemetryStack } from './telemetry-stack';
import { volumeClaim } from './volume-claim';

/**
 * Values of kube-prometheus-stack: Prometheus takes the objects with the labels that the application writes, from all
 * namespaces. Its own jobs stay, since container metrics come from them.
 *
 * @see https://github.com/prometheus-community/helm-charts/tree/main/charts/kube-prometheus-stack
 */
export function kubePrometheusStackValues(stack: TelemetryStack): JsonObject {
  const { prometheus, alertmanager } = stack._sizes;
  const { monitorLabels: labels } = stack;
  const selected = { matchLabels: labels };
  const ownMonitor = { prometheus: { monitor: { additionalLabels: labels } } };
  return {
    fullnameOverride: PROMETHEUS_RELEASE,
    commonLabels: labels,
    prometheus: {
      prometheusSpec: {
        retention: prometheus.retention,
        scrapeInterval: '15s',
        evaluationInterval: '15s',
        resources: prometheus.resources as JsonObject,
        serviceMonitorSelector: selected,
        podMonitorSelector: selected,
        ruleSelector: selected,
        storageSpec: volumeClaim(prometheus.volume, stack.props.storageClass),
      },
    },
    alertmanager: {
      alertmanagerSpec: { storage: volumeClaim(alertmanager, stack.props.storageClass) },
    },
    nodeExporter: { enabled: true },
    'prometheus-node-exporter': ownMonitor,
    'kube-state-metrics': ownMonitor,
    grafana: grafanaValues(stack),
  };
}
