// The restaurant's figures, recorded once for alerts and dashboards: requests, failures and latency per service, pods,
// CPU and memory; and what it sells, which its order service counts itself.
import { Chart, Duration } from 'cdk8s';
import {
  Dashboard,
  goldenSignals,
  overviewPanels,
  Panel,
  Pods,
  PrometheusRule,
  RecordingRule,
  Requests,
  ScrapeEndpoint,
  ServiceMonitor,
} from 'cdk8s-event-mesh';
import type { Construct } from 'constructs';
import { Restaurant } from './apps/restaurant';

const NAMESPACE = 'restaurant-management';

export default class RestaurantMetrics extends Chart {
  constructor(scope: Construct, id: string) {
    super(scope, id, { namespace: NAMESPACE });
    const { services } = new Restaurant(this);
    const orders = services['order-service'];
    const requests = Requests.to(orders.host);
    const pods = Pods.inNamespace(NAMESPACE);
    for (const [key, value] of Object.entries({ scrape: 'true', port: '8001', path: '/metrics' })) {
      orders.deployment.podMetadata.addAnnotation(`prometheus.io/${key}`, value);
    }
    new ServiceMonitor(this, 'orders', {
      name: 'order-service',
      selectorLabels: orders.selectorLabels,
      endpoints: [ScrapeEndpoint.merged({ foundBy: 'http', interval: Duration.seconds(15) })],
    });
    new PrometheusRule(this, 'recorded', {
      name: 'restaurant-metrics',
      groups: [
        { name: 'order-service', rules: goldenSignals({ requests, pods }) },
        {
          name: 'health',
          rules: [
            new RecordingRule({
              record: 'deployment:pods:available_ratio',
              expr: pods.availability('deployment'),
            }),
            new RecordingRule({ record: 'container:cpu:rate5m', expr: pods.cpu('5m') }),
            new RecordingRule({ record: 'container:memory:working_set', expr: pods.memory() }),
          ],
        },
        { name: 'business', rules: BUSINESS },
      ],
    });
    new Dashboard(this, 'dashboard', {
      name: 'restaurant-dashboard',
      title: 'Restaurant',
      file: 'restaurant',
      panels: [
        Panel.stat({
          title: 'Orders in a day',
          queries: [{ expr: 'sum(increase(restaurant_orders_total[1d]))' }],
        }),
        Panel.stat({
          title: 'Revenue in a day',
          unit: 'currencyUSD',
          queries: [{ expr: 'sum(increase(restaurant_revenue_total[1d]))' }],
        }),
        Panel.stat({ title: 'Tables taken', queries: [{ expr: 'sum(restaurant_table_occupancy)' }] }),
        ...overviewPanels(Requests.inNamespace(NAMESPACE), pods),
      ],
    });
  }
}

const BUSINESS = [
  new RecordingRule({
    record: 'restaurant:orders:increase1h',
    expr: 'sum(increase(restaurant_orders_total[1h]))',
  }),
  new RecordingRule({
    record: 'restaurant:orders_completed:ratio1h',
    expr: 'sum(increase(restaurant_orders_total{status="completed"}[1h])) / sum(increase(restaurant_orders_total[1h]))',
  }),
  new RecordingRule({
    record: 'restaurant:revenue:increase1h',
    expr: 'sum(increase(restaurant_revenue_total[1h]))',
  }),
  new RecordingRule({ record: 'restaurant:tables_taken:sum', expr: 'sum(restaurant_table_occupancy)' }),
];
