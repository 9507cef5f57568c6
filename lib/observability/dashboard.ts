import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { ConfigMap } from 'kubernetes-types/core/v1';
import type { Deferred } from '../values/chart-value';
import { deferredObject, joined, kindOf } from '../values/deferred-object';
import type { Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import { jsonText } from './json-text';
import { operatorMetadata, type OperatorObjectProps } from './operator-object';
import type { Panel } from './panel';

/** Options of a dashboard. */
export interface DashboardProps extends OperatorObjectProps {
  /** Its title: one of its own in Grafana's folder. */
  readonly title: Deferred<string>;
  /** Laid out in rows of 24 columns, in this order. */
  readonly panels: readonly Panel[];
  /** Words by which dashboards are found. @default - none */
  readonly tags?: readonly string[];
  /** Name of its file in the ConfigMap, without `.json`. @default 'dashboard' */
  readonly file?: string;
}

/**
 * A dashboard of Grafana, in a ConfigMap with the label `grafana_dashboard: "1"`: the sidecar of Grafana's chart loads
 * it. Who looks at it chooses the Prometheus. Changes in Grafana are not kept: change the program.
 *
 * @see https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/
 * @throws ConfigError `dashboard` when it has no panels
 *
 * @example
 * ```ts
 * const requests = Requests.to('orders.shop.svc.cluster.local');
 * new Dashboard(chart, 'orders', {
 *   title: 'Orders',
 *   panels: [
 *     Panel.stat({ title: 'Requests', unit: 'reqps', queries: [{ expr: requests.rate('5m') }] }),
 *     Panel.timeSeries({ title: 'P95', unit: 'ms', queries: [{ expr: requests.duration(0.95, '5m') }] }),
 *   ],
 * });
 * ```
 */
export class Dashboard extends Construct {
  /** Name of the object. */
  readonly name: Deferred<string>;
  /** The ConfigMap. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: DashboardProps) {
    super(scope, id);
    if (props.panels.length === 0) {
      throw new ConfigError('dashboard', this, "'panels' is empty; give the dashboard something to show");
    }
    const metadata = operatorMetadata(this, props);
    this.name = metadata.name;
    const labels = joined({ grafana_dashboard: '1' }, metadata.labels);
    const text = jsonText(model(props));
    this.resource = deferredObject(
      CONFIG_MAP,
      this,
      'Resource',
      { ...metadata, labels },
      {
        data: { [`${props.file ?? 'dashboard'}.json`]: text },
      },
    );
  }
}

const CONFIG_MAP = kindOf<ConfigMap>('v1', 'ConfigMap');
const COLUMNS = 24;

/** Grafana's model: https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/ */
function model({ title, tags = [], panels }: DashboardProps): Tree {
  return {
    title,
    tags: [...tags],
    schemaVersion: 39,
    editable: false,
    refresh: '30s',
    time: { from: 'now-6h', to: 'now' },
    templating: {
      list: [{ name: 'datasource', label: 'Prometheus', type: 'datasource', query: 'prometheus' }],
    },
    panels: laidOut(panels),
  };
}

/** Panels one after the other; one that does not fit begins a row below the tallest of the last one. */
function laidOut(panels: readonly Panel[]): Tree[] {
  let x = 0;
  let y = 0;
  let height = 0;
  return panels.map((panel, index) => {
    const { w, h } = panel.size;
    if (x + w > COLUMNS) {
      y += height;
      x = 0;
      height = 0;
    }
    const place = { x, y, w, h };
    x += w;
    height = Math.max(height, h);
    return panel._toGrafana(index + 1, place);
  });
}
