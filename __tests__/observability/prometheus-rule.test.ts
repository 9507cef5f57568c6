import { describe, expect, test } from '@jest/globals';
import { Chart, Duration, Testing } from 'cdk8s';
import { HelmChart } from '../../lib/emit/helm-chart';
import { evaluateChart } from '../../lib/emit/evaluate-chart';
import { AlertRule } from '../../lib/observability/alert-rule';
import { PrometheusRule, type RuleGroup } from '../../lib/observability/prometheus-rule';
import { RecordingRule } from '../../lib/observability/recording-rule';
import { Requests } from '../../lib/observability/request-metrics';
import { RequestAlert } from '../../lib/observability/request-alert';
import { ServiceLevelObjective } from '../../lib/observability/service-level-objective';
import { ChartValues } from '../../lib/values/chart-values';
import { renderedObjects } from '../fixtures/rendered-chart';
import { manifest, shop } from '../routing/shop';

const alert = new AlertRule({ name: 'Full', expr: 'up == 0', summary: 'Full' });
const make = (groups: readonly RuleGroup[]) =>
  manifest(new PrometheusRule(shop(), 'Rules', { name: 'rules', groups }).resource);

test('is small', () => {
  const rules = [
    new RecordingRule({ record: 'job:up:sum', expr: 'sum by (job) (up)' }),
    new AlertRule({
      name: 'Down',
      expr: 'job:up:sum < 1',
      for: Duration.seconds(90),
      severity: 'critical',
      labels: { team: 'shop' },
      summary: '{{ $labels.job }} is down',
      runbookUrl: 'https://example.com/down',
    }),
  ];
  expect(make([{ name: 'up', interval: Duration.seconds(30), rules }]).spec).toMatchInlineSnapshot(`
   {
     "groups": [
       {
         "interval": "30s",
         "name": "up",
         "rules": [
           {
             "expr": "sum by (job) (up)",
             "record": "job:up:sum",
           },
           {
             "alert": "Down",
             "annotations": {
               "runbook_url": "https://example.com/down",
               "summary": "{{ $labels.job }} is down",
             },
             "expr": "job:up:sum < 1",
             "for": "90000ms",
             "labels": {
               "severity": "critical",
               "team": "shop",
             },
           },
         ],
       },
     ],
   }
  `);
});

test.each<[string, readonly RuleGroup[], string]>([
  ['no group', [], "'groups' is empty"],
  ['no rule', [{ name: 'a', rules: [] }], 'a group has no rules (a)'],
  [
    'a name twice',
    [
      { name: 'a', rules: [alert] },
      { name: 'a', rules: [alert] },
    ],
    'two groups are called the same',
  ],
])('fails with %s', (_case, groups, message) => {
  expect(() => make(groups)).toThrow(message);
});

test.each([
  [
    'alert',
    () => new AlertRule({ name: 'No tables', expr: 'up', summary: '' }),
    "the alert is called 'No tables'",
  ],
  [
    'recorded series',
    () => new RecordingRule({ record: 'up', expr: 'up' }),
    "the recorded series is called 'up'",
  ],
  [
    'objective of 100 %',
    () => objective(100),
    "'percent' of 'orders' is 100, expected more than 0 and less than 100",
  ],
  ['objective with a wrong name', () => objective(99, 'Orders!'), "the objective is called 'Orders!'"],
])('fails for a wrong %s', (_case, create, message) => {
  expect(create).toThrow(message);
});

function objective(percent: number, name = 'orders'): ServiceLevelObjective {
  return ServiceLevelObjective.availability({
    name,
    percent,
    of: Requests.to('orders.shop.svc.cluster.local'),
  });
}

test('an objective wakes somebody twice and writes two tickets', () => {
  const { groups } = make([{ name: 'slo', rules: objective(99.9).rules }]).spec as unknown as {
    groups: [{ rules: { alert?: string; expr: string; labels: Record<string, string> }[] }];
  };
  const alerts = groups[0].rules.filter((rule) => rule.alert !== undefined);
  expect(alerts.map(({ labels, expr }) => [labels['severity'], expr])).toEqual(
    (
      [
        ['critical', 14.4, '1h', '5m'],
        ['critical', 6, '6h', '30m'],
        ['warning', 3, '1d', '2h'],
        ['warning', 1, '3d', '6h'],
      ] as const
    ).map(([severity, factor, ...windows]) => [
      severity,
      windows
        .map(
          (window) =>
            `service:requests_bad:ratio_rate${window}{slo="orders"} > ${factor} * (100 - 99.9) / 100`,
        )
        .join(' and '),
    ]),
  );
});

describe('with deploy-time values', () => {
  const values = new ChartValues();
  const chart = new Chart(Testing.app(), 'shop', { namespace: 'shop' });
  const watched = values.boolean('watched', { default: true, description: 'Watches requests' });
  new PrometheusRule(chart, 'rules', {
    name: 'rules',
    groups: [
      {
        name: 'shop',
        rules: [
          alert,
          RequestAlert.errorRateAbove(
            values.number('percent', { default: 0.5, minimum: 0, maximum: 100, description: 'Percent' }),
            {
              of: Requests.inNamespace('shop'),
              for: values.integer('minutes', { default: 5, minimum: 1, description: 'Minutes' }),
              when: watched,
            },
          ),
        ],
      },
    ],
  });
  const helm = new HelmChart(chart, {
    name: 'shop',
    version: '0.1.0',
    appVersion: '1.0.0',
    description: 'Shop',
    values,
  });

  test.each([{}, { percent: 12.25, minutes: 90 }, { watched: false }])(
    'plain and Helm agree: %j',
    (overrides) => {
      const plain = evaluateChart(chart, { values, overrides });
      const rendered = renderedObjects(helm.files, { valuesFiles: [JSON.stringify(overrides)] });
      expect(rendered).toEqual(plain);
      const text = JSON.stringify(rendered);
      expect(text.includes('{{ $value | humanizePercentage }}')).toBe(overrides.watched !== false);
    },
  );
});
