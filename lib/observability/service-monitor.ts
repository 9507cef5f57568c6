import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { ServiceMonitor as ServiceMonitorObject } from '@cdk8s/istio-imports/prometheus-operator';
import type { Deferred } from '../values/chart-value';
import { deferredObject } from '../values/deferred-object';
import { monitored, operatorMetadata, type MonitorProps } from './operator-object';

/** Options of a ServiceMonitor: its labels select Services. */
export type ServiceMonitorProps = MonitorProps;

/**
 * What Prometheus scrapes, by the labels of Services: the endpoints of each. In a mesh with strict mutual TLS it cannot
 * read a port of an application; `ScrapeEndpoint.merged` reads the sidecar's instead.
 *
 * @see https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.ServiceMonitor
 * @throws ConfigError `scrape-endpoint` when nothing is scraped
 *
 * @example
 * ```ts
 * new ServiceMonitor(chart, 'monitor', {
 *   selectorLabels: { app: 'orders' },
 *   endpoints: [ScrapeEndpoint.merged({ foundBy: 'http' })],
 * });
 * ```
 */
export class ServiceMonitor extends Construct {
  /** Name of the object. */
  readonly name: Deferred<string>;
  /** The operator's `ServiceMonitor`. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: ServiceMonitorProps) {
    super(scope, id);
    const metadata = operatorMetadata(this, props);
    const { scraped, ...selection } = monitored(this, props);
    this.name = metadata.name;
    this.resource = deferredObject(ServiceMonitorObject, this, 'Resource', metadata, {
      spec: { ...selection, endpoints: scraped } as never,
    });
  }
}
