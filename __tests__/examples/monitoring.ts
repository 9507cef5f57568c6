import { expect } from '@jest/globals';
import type { Manifests } from './manifests';
import type { Scenario } from './scenario';

/** An entry of a group's `rules`. */
interface Rule {
  readonly alert?: string;
  readonly record?: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

function rulesOf(manifests: Manifests, name: string): readonly Rule[] {
  const groups = manifests.field(`PrometheusRule/${name} spec.groups`) as {
    readonly rules: readonly Rule[];
  }[];
  return groups.flatMap(({ rules }) => rules);
}

/** The titles of the panels of a dashboard. */
function titlesOf(manifests: Manifests, name: string, file: string): readonly string[] {
  const { [`${file}.json`]: text = '' } = manifests.field(`ConfigMap/${name} data`) as Record<string, string>;
  return (JSON.parse(text) as { readonly panels: { readonly title: string }[] }).panels.map(
    ({ title }) => title,
  );
}

/** What the endpoints of a monitor, Services or pods, are found by: every label is on the other object. */
function expectSelected(manifests: Manifests, monitor: string, labels: string): void {
  const selector = manifests.field(`${monitor} spec.selector.matchLabels`) as Record<string, string>;
  expect(manifests.field(labels)).toMatchObject(selector);
}

const ALERTS = [
  ['HighErrorRate', ' > 5 / 100', '5m', 'critical'],
  ['HighLatency', ' > 1000', '5m', 'warning'],
  ['PodDown', ' > 0', '5m', 'critical'],
  ['HighCPUUsage', ' > 80 / 100', '10m', 'warning'],
  ['HighMemoryUsage', ' > 80 / 100', '10m', 'warning'],
];

/** Scraping, alerts and dashboards. */
export const monitoring: Readonly<Record<string, Scenario>> = {
  'event-monitoring': {
    objects: {
      ServiceMonitor: ['backend'],
      PodMonitor: ['worker'],
      PrometheusRule: ['event-alerts'],
    },
    fields: {
      'ServiceMonitor/backend spec.endpoints[0].relabelings[0].replacement': '$1:15020',
      'Deployment/backend spec.template.metadata.annotations': expect.objectContaining({
        'prometheus.io/port': '5001',
      }),
    },
    observe: (manifests) => {
      expectSelected(manifests, 'ServiceMonitor/backend', 'Service/backend metadata.labels');
      expectSelected(manifests, 'PodMonitor/worker', 'Deployment/worker spec.template.metadata.labels');
      const rules = rulesOf(manifests, 'event-alerts');
      expect(rules.flatMap(({ alert }) => alert ?? [])).toEqual([
        'JobFailed',
        'QueueTooDeep',
        'QueuedJobsFail',
        'HighErrorRate',
        'ErrorBudgetBurnsFast',
        'ErrorBudgetBurns',
        'ErrorBudgetShrinksFast',
        'ErrorBudgetShrinks',
      ]);
      expect(rules[0]?.annotations?.['summary']).toBe('Job {{ $labels.job_name }} has failed');
    },
  },
  'restaurant-metrics': {
    objects: { ServiceMonitor: ['order-service'], PrometheusRule: ['restaurant-metrics'] },
    observe: (manifests) => {
      expectSelected(manifests, 'ServiceMonitor/order-service', 'Service/order-service metadata.labels');
      const requests = rulesOf(manifests, 'restaurant-metrics').filter(({ expr }) => expr.includes('istio_'));
      const counted =
        'reporter="destination",destination_service="order-service.restaurant-management.svc.cluster.local"';
      expect(requests.length).toBeGreaterThan(8);
      expect(requests.filter(({ expr }) => !expr.includes(counted))).toEqual([]);
      expect(titlesOf(manifests, 'restaurant-dashboard', 'restaurant')).toEqual(
        expect.arrayContaining([
          'Orders in a day',
          'Revenue in a day',
          'P95 by service',
          'Errors by service',
        ]),
      );
    },
  },
  'restaurant-alerts': {
    objects: { PrometheusRule: ['restaurant-alerts'] },
    fields: {
      'PrometheusRule/restaurant-alerts spec.groups[0].name': 'restaurant_alerts',
      'PrometheusRule/restaurant-alerts spec.groups[0].interval': '30s',
    },
    observe: (manifests) => {
      const rules = rulesOf(manifests, 'restaurant-alerts');
      const told = rules.map(({ alert, expr, for: wait, labels }) => [
        alert,
        /( > [\d /]+)$/.exec(expr)?.[1],
        wait,
        labels?.['severity'],
      ]);
      expect(told).toEqual(ALERTS);
      expect(
        rules.filter(({ annotations = {} }) => !/\{\{ \$labels\.\w+ \}\}/.test(annotations['summary'] ?? '')),
      ).toEqual([]);
      expect(rules[4]?.expr).toContain('resource="memory"}) > 0)');
    },
  },
  'golden-signals': {
    objects: {
      PrometheusRule: ['golden-signals'],
      ConfigMap: ['control-plane-dashboard', 'golden-signals-dashboard'],
    },
    observe: (manifests) => {
      const rules = rulesOf(manifests, 'golden-signals');
      const latency = rules.filter(({ record }) => record?.includes('duration'));
      expect(latency.map(({ labels }) => `${labels?.['quantile']} ${labels?.['outcome']}`)).toEqual(
        ['0.5', '0.95', '0.99'].flatMap((quantile) => [`${quantile} success`, `${quantile} failure`]),
      );
      expect(rules.flatMap(({ labels }) => labels?.['class'] ?? [])).toEqual(['4xx', '5xx']);
      expect(rules.flatMap(({ alert }) => alert ?? [])).toEqual([
        'IstioConfigurationRejected',
        'IstioEndpointsMissing',
      ]);
      expect(titlesOf(manifests, 'golden-signals-dashboard', 'golden-signals')).toHaveLength(6);
    },
  },
};
