import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { PodMonitor as PodMonitorObject } from '@cdk8s/istio-imports/prometheus-operator';
import type { Deferred } from '../values/chart-value';
import { deferredObject } from '../values/deferred-object';
import { monitored, operatorMetadata, type MonitorProps } from './operator-object';

/** Options of a PodMonitor: its labels select pods. */
export type PodMonitorProps = MonitorProps;

/**
 * What Prometheus scrapes, by the labels of pods. `ScrapeEndpoint.merged()` reads the metrics of sidecars and
 * applications also where the mesh asks for mutual TLS; every workload's NetworkPolicy lets Prometheus' namespace in
 * there.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.PodMonitor
 * @throws ConfigError `scrape-endpoint` when nothing is scraped
 *
 * @example
 * ```ts
 * new PodMonitor(chart, 'monitor', {
 *   selectorLabels: { app: 'orders' },
 *   endpoints: [ScrapeEndpoint.merged()],
 * });
 * ```
 */
export class PodMonitor extends Construct {
  /** Name of the object. */
  readonly name: Deferred<string>;
  /** The operator's `PodMonitor`. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: PodMonitorProps) {
    super(scope, id);
    const metadata = operatorMetadata(this, props);
    const { scraped, ...selection } = monitored(this, props);
    this.name = metadata.name;
    this.resource = deferredObject(PodMonitorObject, this, 'Resource', metadata, {
      spec: { ...selection, podMetricsEndpoints: scraped } as never,
    });
  }
}
