/** A release of a chart of the telemetry stack. */
export interface TelemetryChart {
  /** Repository and chart. */
  readonly chart: string;
  /** The version whose values are written. */
  readonly version: string;
}

/** The charts by the names of their releases, which their values files have too, in the order of installation. */
export const telemetryCharts = {
  'kube-prometheus-stack': { chart: 'prometheus-community/kube-prometheus-stack', version: '85.1.2' },
  loki: { chart: 'grafana/loki', version: '7.0.0' },
  alloy: { chart: 'grafana/alloy', version: '1.2.0' },
  kiali: { chart: 'kiali/kiali-server', version: '2.27.0' },
} satisfies Readonly<Record<string, TelemetryChart>>;

/** Where each repository is published. */
export const chartRepositories = {
  'prometheus-community': 'https://prometheus-community.github.io/helm-charts',
  grafana: 'https://grafana.github.io/helm-charts',
  kiali: 'https://kiali.org/helm-charts',
};

/** Name of the release of Prometheus, which its Services begin with. */
export const PROMETHEUS_RELEASE = 'kube-prometheus-stack' satisfies keyof typeof telemetryCharts;
