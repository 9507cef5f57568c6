import type { JsonObject } from '../vocabulary/json';
import { istioDashboards } from './istio-dashboards';
import { SMALL } from './telemetry-sizes';
import type { TelemetryStack } from './telemetry-stack';

/** The data sources, by which dashboards and links name them. */
const DATA_SOURCES = { prometheus: 'prometheus', loki: 'loki', jaeger: 'jaeger' } as const;

const FOLDER = '/var/lib/grafana/dashboards';

/**
 * Values of Grafana's chart, which is a part of kube-prometheus-stack. Dashboards of applications are ConfigMaps with
 * the label `grafana_dashboard: "1"` in any namespace; Istio's own come from grafana.com.
 *
 * @see https://github.com/grafana/helm-charts/tree/main/charts/grafana
 */
export function grafanaValues(stack: TelemetryStack): JsonObject {
  const { props, addresses, _sizes: sizes, monitorLabels } = stack;
  const { grafanaSecret = 'grafana-admin', grafanaServiceType = 'ClusterIP', ambient = false } = props;
  const revisions = props.dashboardRevisions;
  return {
    fullnameOverride: 'grafana',
    admin: { existingSecret: grafanaSecret, userKey: 'admin-user', passwordKey: 'admin-password' },
    service: { type: grafanaServiceType, port: 80 },
    resources: SMALL as JsonObject,
    persistence:
      sizes.grafana === undefined
        ? { enabled: false }
        : { enabled: true, size: sizes.grafana, storageClassName: props.storageClass },
    plugins: ['grafana-clock-panel'],
    serviceMonitor: { labels: monitorLabels },
    sidecar: {
      dashboards: { enabled: true, label: 'grafana_dashboard', labelValue: '1', searchNamespace: 'ALL' },
      datasources: {
        name: 'Prometheus',
        uid: DATA_SOURCES.prometheus,
        isDefaultDatasource: true,
        url: addresses.prometheus,
        exemplarTraceIdDestinations: { datasourceUid: DATA_SOURCES.jaeger, traceIdLabelName: 'trace_id' },
      },
    },
    additionalDataSources: [
      {
        name: 'Loki',
        type: 'loki',
        uid: DATA_SOURCES.loki,
        access: 'proxy',
        url: addresses.loki,
        jsonData: {
          derivedFields: [
            {
              name: 'trace_id',
              matcherType: 'label',
              matcherRegex: 'trace_id',
              datasourceUid: DATA_SOURCES.jaeger,
              // Grafana replaces variables of the environment in these files, unless the dollar is doubled.
              url: '$${__value.raw}',
            },
          ],
        },
      },
      {
        name: 'Jaeger',
        type: 'jaeger',
        uid: DATA_SOURCES.jaeger,
        access: 'proxy',
        url: addresses.jaeger,
        jsonData: { tracesToLogsV2: { datasourceUid: DATA_SOURCES.loki, filterByTraceID: true } },
      },
    ],
    dashboardProviders: {
      'dashboardproviders.yaml': {
        apiVersion: 1,
        providers: [
          {
            name: 'istio',
            orgId: 1,
            folder: 'Istio',
            type: 'file',
            disableDeletion: true,
            editable: false,
            options: { path: `${FOLDER}/istio` },
          },
        ],
      },
    },
    dashboards: {
      istio: istioDashboards({ ambient, ...(revisions === undefined ? {} : { revisions }) }),
    },
  };
}
