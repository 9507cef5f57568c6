import type { Duration } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { durationText } from '../edges/duration-text';
import type { Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';

/** How a port is scraped. */
export interface ScrapeOptions {
  /** Path of the metrics. @default '/metrics' */
  readonly path?: string;
  /** How often. @default - as often as Prometheus scrapes */
  readonly interval?: Duration;
}

/** How the merged metrics of a pod are scraped. */
export interface MergedScrapeOptions extends Pick<ScrapeOptions, 'interval'> {
  /** Name of the port by which the pod is found. @default 'http-envoy-prom', which sidecars declare */
  readonly foundBy?: string;
}

/**
 * Where metrics are fetched.
 *
 * @see https://istio.io/latest/docs/ops/integrations/prometheus/
 */
export class ScrapeEndpoint {
  /**
   * A port by its name. In a mesh with strict mutual TLS, Prometheus has no certificate for it: use `merged` there.
   *
   * @throws ConfigError `scrape-endpoint` when the path does not begin with `/`
   */
  static port(name: string, options: ScrapeOptions = {}): ScrapeEndpoint {
    const { path = '/metrics' } = options;
    if (name === '' || !path.startsWith('/')) {
      throw new ConfigError(
        'scrape-endpoint',
        undefined,
        `port '${name}' is scraped at '${path}'; give it the name of a port and a path that begins with '/'`,
      );
    }
    return new ScrapeEndpoint({ port: name, path }, options);
  }

  /**
   * The sidecar's port 15020 of a pod: metrics of the proxy, and of the application where the pod has the annotations
   * `prometheus.io/scrape`, `prometheus.io/port` and `prometheus.io/path`. It is plain HTTP whatever the mesh asks of
   * others. A `PodMonitor` finds pods by the proxy's own port; a `ServiceMonitor` must name a port of its Services.
   */
  static merged(options: MergedScrapeOptions = {}): ScrapeEndpoint {
    const { foundBy = 'http-envoy-prom' } = options;
    return new ScrapeEndpoint({ port: foundBy, path: '/stats/prometheus', relabelings: AT_AGENT }, options);
  }

  private constructor(
    private readonly fields: Readonly<Record<string, Tree>>,
    private readonly options: ScrapeOptions,
  ) {}

  /** @internal As an entry of `endpoints` or `podMetricsEndpoints`. */
  _toPrometheus(scope: IConstruct): Tree {
    const { interval } = this.options;
    return { ...this.fields, interval: interval && durationText(scope, 'interval', interval) };
  }
}

/** The sidecar declares its proxy's port alone, so that the address is changed to where the agent beside it answers. */
const AT_AGENT: Tree = [
  ['([^:]+)', '$1:15020'],
  ['(.*:.*)', '[$1]:15020'],
].map(([regex, replacement]) => ({
  sourceLabels: ['__meta_kubernetes_pod_ip'],
  regex,
  replacement,
  targetLabel: '__address__',
}));
