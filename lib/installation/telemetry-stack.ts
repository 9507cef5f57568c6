import { ConfigError } from '../vocabulary/config-error';
import type { JsonObject } from '../vocabulary/json';
import type { OutputFile } from '../vocabulary/output-file';
import { alloyValues } from './alloy-values';
import type { IstioDashboardOptions } from './istio-dashboards';
import { jaegerManifests } from './jaeger-manifests';
import { kialiValues } from './kiali-values';
import { kubePrometheusStackValues } from './kube-prometheus-stack-values';
import { lokiValues } from './loki-values';
import { meshMonitors } from './mesh-monitors';
import { PROMETHEUS_RELEASE, telemetryCharts } from './telemetry-charts';
import { telemetryGuide } from './telemetry-guide';
import { telemetrySizes, type EnvironmentGrade, type TelemetrySizes } from './telemetry-sizes';
import { yamlFile } from './yaml-file';

/** Who may look at Kiali: anybody, who has a token of Kubernetes, who an OpenID provider knows. */
export type KialiAccess = 'anonymous' | 'token' | 'openid';

/** Options of the telemetry stack. */
export interface TelemetryStackProps {
  /** What it is sized for. @default 'production' */
  readonly grade?: EnvironmentGrade;
  /** Namespace of Prometheus, Grafana, Loki and Kiali. @default 'monitoring' */
  readonly namespace?: string;
  /** Namespace of istiod, and of Jaeger, whose Services every proxy is told of. @default 'istio-system' */
  readonly istioNamespace?: string;
  /** Namespaces with gateways of the installation. @default - that of istiod */
  readonly gatewayNamespaces?: readonly string[];
  /** Labels that ServiceMonitors, PodMonitors and PrometheusRules must have. @default { release: 'kube-prometheus-stack' } */
  readonly monitorLabels?: Readonly<Record<string, string>>;
  /** The mesh has ztunnels: they are scraped, and have a dashboard. @default false */
  readonly ambient?: boolean;
  /** Class of all volumes. @default - the cluster's */
  readonly storageClass?: string;
  /** Secret with `admin-user` and `admin-password` of Grafana. @default 'grafana-admin' */
  readonly grafanaSecret?: string;
  /** Type of Grafana's Service. @default 'ClusterIP' */
  readonly grafanaServiceType?: 'ClusterIP' | 'LoadBalancer';
  /** Revisions of Istio's dashboards at grafana.com. @default - none pinned */
  readonly dashboardRevisions?: IstioDashboardOptions['revisions'];
  /** How people log in to Kiali. @default - `token` in production, else `anonymous` */
  readonly kialiAccess?: KialiAccess;
  /** Type of Kiali's Service. @default 'ClusterIP' */
  readonly kialiServiceType?: 'ClusterIP' | 'LoadBalancer';
}

/**
 * Prometheus, Grafana, Loki, Jaeger and Kiali beside a mesh: values files of their charts, and manifests where a chart
 * cannot say what is needed. They name each other by the Services that result.
 */
export class TelemetryStack {
  /** What it is sized for. */
  readonly grade: EnvironmentGrade;
  /** Namespace of its pods. */
  readonly namespace: string;
  /** Namespace of istiod. */
  readonly istioNamespace: string;
  /** Labels by which Prometheus finds ServiceMonitors, PodMonitors and rules. */
  readonly monitorLabels: Readonly<Record<string, string>>;
  /** How people log in to Kiali. */
  readonly kialiAccess: KialiAccess;
  /** @internal */
  readonly _sizes: TelemetrySizes;

  /** @throws ConfigError `telemetry-stack` when Kiali is open to the world in production */
  constructor(readonly props: TelemetryStackProps = {}) {
    this.grade = props.grade ?? 'production';
    this.namespace = props.namespace ?? 'monitoring';
    this.istioNamespace = props.istioNamespace ?? 'istio-system';
    this.monitorLabels = props.monitorLabels ?? { release: PROMETHEUS_RELEASE };
    this.kialiAccess = props.kialiAccess ?? (this.grade === 'production' ? 'token' : 'anonymous');
    this._sizes = telemetrySizes[this.grade];
    if (
      this.grade === 'production' &&
      this.kialiAccess === 'anonymous' &&
      props.kialiServiceType === 'LoadBalancer'
    ) {
      throw new ConfigError(
        'telemetry-stack',
        undefined,
        `'kialiAccess' is anonymous and 'kialiServiceType' is LoadBalancer in production: everybody could look at the mesh, and change it; choose token or openid, or ClusterIP`,
      );
    }
  }

  /** Host and port that proxies send spans to. */
  get traceCollector(): { readonly service: string; readonly port: number } {
    return { service: `jaeger-collector.${this.istioNamespace}.svc.cluster.local`, port: 4317 };
  }

  /** Where each part is reached within the cluster. */
  get addresses() {
    const inNamespace = (service: string, namespace = this.namespace) => `http://${service}.${namespace}`;
    return {
      prometheus: `${inNamespace(`${PROMETHEUS_RELEASE}-prometheus`)}:9090`,
      grafana: `${inNamespace('grafana')}:80`,
      loki: `${inNamespace('loki')}:3100`,
      jaeger: `${inNamespace('jaeger-query', this.istioNamespace)}:16686`,
    };
  }

  /** Its files. */
  files(folder: string): readonly OutputFile[] {
    const values = (release: keyof typeof telemetryCharts, content: JsonObject) => {
      const { chart, version } = telemetryCharts[release];
      return yamlFile(
        `${folder}/${release}.yaml`,
        `Values of release ${release} in ${this.namespace}: chart ${chart} ${version}.`,
        content,
      );
    };
    return [
      values('kube-prometheus-stack', kubePrometheusStackValues(this)),
      values('loki', lokiValues(this)),
      values('alloy', alloyValues(this)),
      values('kiali', kialiValues(this)),
      yamlFile(
        `${folder}/jaeger.yaml`,
        'Jaeger 2. Manifests, since its chart mounts no volume for Badger.',
        ...jaegerManifests(this),
      ),
      yamlFile(
        `${folder}/monitors.yaml`,
        'What Prometheus scrapes of the installation. Applications bring monitors of their own.',
        ...meshMonitors(this),
      ),
      telemetryGuide(this, folder),
    ];
  }
}
