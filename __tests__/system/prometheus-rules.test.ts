import { afterAll, describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import { ControlPlaneAlert } from '../../lib/observability/control-plane-alert';
import { goldenSignals } from '../../lib/observability/golden-signals';
import { JobAlert } from '../../lib/observability/job-alert';
import { PodAlert } from '../../lib/observability/pod-alert';
import { Pods } from '../../lib/observability/pod-metrics';
import { PrometheusRule } from '../../lib/observability/prometheus-rule';
import { QueueAlert } from '../../lib/observability/queue-alert';
import { Queue } from '../../lib/observability/queue-metrics';
import { RequestAlert } from '../../lib/observability/request-alert';
import { Requests } from '../../lib/observability/request-metrics';
import type { IRule } from '../../lib/observability/rule';
import { ServiceLevelObjective } from '../../lib/observability/service-level-objective';
import { manifest, shop } from '../routing/shop';
import {
  host,
  requests,
  durations,
  deployment,
  statefulSet,
  cpu,
  memory,
  job,
  keys,
  failing,
} from './support/sample-series';
import { Promtool, type InputSeries, type RulesFile } from './support/promtool';

const promtool = new Promtool();
afterAll(() => {
  promtool.remove();
});

const of = Requests.to(host);
const pods = Pods.ofWorkloads('shop', 'orders|redis');
const queue = new Queue({ waiting: 'rq:queue:default', failed: 'rq:failed:default' });
const objective = ServiceLevelObjective.availability({ name: 'orders', of, percent: 99.9 });
const fast = ServiceLevelObjective.latency(1000, { name: 'orders-latency', of, percent: 99 });

const rulesFile = (...rules: readonly IRule[]): RulesFile => {
  const { resource } = new PrometheusRule(shop(), 'rules', { groups: [{ name: 'shop', rules }] });
  return manifest(resource).spec as unknown as RulesFile;
};

/** Each alert with series by which it fires, and twins by which it does not, after some minutes. */
const ALERTS: readonly [
  name: string,
  rules: readonly IRule[],
  minutes: number,
  InputSeries,
  InputSeries[],
][] = [
  [
    'HighErrorRate',
    [RequestAlert.errorRateAbove(5, { of })],
    11,
    { ...requests(200, '0+94x400'), ...requests(503, '0+6x400') },
    [
      { ...requests(200, '0+96x400'), ...requests(503, '0+4x400') },
      { ...requests(200, '0+94x400'), ...requests(404, '0+6x400') },
      { ...requests(200, '0+94x400'), ...requests(503, '0+6x400', 'source') },
      { ...requests(200, '0+94x400'), ...requests(503, '0x7 0+30x400') },
    ],
  ],
  [
    'HighLatency',
    [RequestAlert.p95Above(1000, { of })],
    11,
    durations(1000, 2500),
    [durations(500, 1000), requests(200, '0+60x400')],
  ],
  [
    'PodDown',
    [PodAlert.notAvailable({ of: pods })],
    6,
    deployment(2, 1),
    [deployment(2, 2), deployment(0, 0)],
  ],
  ['StoreDown', [PodAlert.storeNotReady({ of: pods })], 6, statefulSet(1, 0), [statefulSet(1, 1)]],
  [
    'HighCPUUsage',
    [PodAlert.cpuAbove(80, { of: pods })],
    16,
    cpu(0.85, '1x400'),
    [cpu(0.75, '1x400'), cpu(0.85, '0x400'), { ...cpu(0.85, '_x400') }],
  ],
  [
    'HighMemoryUsage',
    [PodAlert.memoryAbove(80, { of: pods })],
    11,
    memory(850, '1000x400'),
    [
      memory(750, '1000x400'),
      memory(850, '0x400'),
      memory(850, '1000x400', 'namespace="shop",pod="carts-1",container="backend"'),
      memory(850, '1000x400', 'namespace="shop",pod="orders-1",container="POD"'),
    ],
  ],
  [
    'JobFailed',
    [JobAlert.failed({ of: pods })],
    1,
    job('redis-backup-2934', 1),
    [job('redis-1', 0), job('carts-1', 1)],
  ],
  [
    'QueueTooDeep',
    [QueueAlert.deeperThan(100, { of: queue })],
    11,
    keys('101x400'),
    [keys('100x400'), keys('101x400', 'other'), keys('0x5 500x3 0x400')],
  ],
  [
    'QueuedJobsFail',
    [QueueAlert.failedJobsAbove(5, { of: queue })],
    16,
    keys('0+1x400', 'rq:failed:default'),
    [keys('40x400', 'rq:failed:default'), keys('0+1x400')],
  ],
  [
    'IstioConfigurationRejected',
    [ControlPlaneAlert.rejectedConfiguration()],
    6,
    { 'pilot_total_xds_rejects{type="lds"}': '0x2 1x400' },
    [{ 'pilot_total_xds_rejects{type="lds"}': '7x400' }],
  ],
  [
    'IstioEndpointsMissing',
    [ControlPlaneAlert.missingEndpoints()],
    11,
    { pilot_eds_no_instances: '2x400' },
    [{ pilot_eds_no_instances: '0x400' }, { pilot_eds_no_instances: '0x6 2x400' }],
  ],
  ['ErrorBudgetBurnsFast', objective.rules, 70, failing(20), [failing(10), failing(0)]],
  ['ErrorBudgetBurns', objective.rules, 380, failing(8), [failing(5)]],
  ['ErrorBudgetShrinksFast', objective.rules, 1510, failing(4), [failing(2)]],
  ['ErrorBudgetShrinks', objective.rules, 4510, failing(2), [{ ...requests(200, '0+1000x5000') }]],
  ['ErrorBudgetBurnsFast', fast.rules, 70, durations(1000, 2500), [durations(500, 1000)]],
];

describe.each(ALERTS)('%s', (alertname, rules, minutes, firing, silent) => {
  const file = rulesFile(...rules);
  const fires = (series: InputSeries, expected: boolean) =>
    promtool.test(file, {
      series,
      evaluated: minutes > 300 ? '10m' : '1m',
      promql_expr_test: [
        {
          expr: `count(ALERTS{alertname="${alertname}",alertstate="firing"})`,
          eval_time: `${minutes}m`,
          exp_samples: expected ? [{ labels: '{}', value: 1 }] : [],
        },
      ],
    });

  test('is accepted', () => {
    expect(promtool.check(file)).toContain('SUCCESS');
  });
  test('fires', () => {
    expect(fires(firing, true)).toContain('SUCCESS');
  });
  test.each(silent.map((series, index) => [index, series] as const))('is silent: %i', (_index, series) => {
    expect(fires(series, false)).toContain('SUCCESS');
  });
});

test('an alert says what is wrong, with figures', () => {
  const rule = RequestAlert.errorRateAbove(5, {
    of,
    over: Duration.minutes(10),
    runbookUrl: 'https://example.com/errors',
  });
  const series = { ...requests(200, '0+90x400'), ...requests(503, '0+10x400') };
  const exp_labels = { severity: 'critical', destination_service: host };
  const exp_annotations = {
    summary: `High error rate of ${host}`,
    description: `10% of the requests to ${host} fail, more than 5%`,
    runbook_url: 'https://example.com/errors',
  };
  const asked = {
    alertname: 'HighErrorRate',
    eval_time: '20m',
    exp_alerts: [{ exp_labels, exp_annotations }],
  };
  expect(promtool.test(rulesFile(rule), { series, alert_rule_test: [asked] })).toContain('SUCCESS');
});

describe('the golden signals', () => {
  const file = rulesFile(...goldenSignals({ requests: of, pods }));
  const at = (expr: string, value: number) => ({
    expr: `max(${expr})`,
    eval_time: '10m',
    exp_samples: [{ labels: '{}', value }],
  });

  test('are accepted', () => {
    expect(promtool.check(file)).toContain('SUCCESS');
  });
  test('are recorded, each request once', () => {
    const series = {
      ...requests(200, '0+54x20'),
      ...requests(404, '0+3x20'),
      ...requests(500, '0+3x20'),
      ...requests(200, '0+60x20', 'source'),
      ...durations(500, 1000, (ms) => `${ms}.0`),
      ...cpu(0.5, '2x20'),
      ...memory(1, '4x20'),
    };
    const asked = [
      at('service:istio_requests:rate5m', 1),
      at('service:istio_requests_failed:rate5m{class="4xx"}', 0.05),
      at('service:istio_requests_failed:rate5m{class="5xx"}', 0.05),
      at('service:istio_requests_failed:ratio5m', 0.05),
      at('service:istio_request_duration_milliseconds:quantile5m{quantile="0.5",outcome="success"}', 750),
      at('pod:cpu_limit:ratio5m', 0.25),
      at('pod:memory_limit:ratio', 0.25),
    ];
    expect(promtool.test(file, { series, promql_expr_test: asked })).toContain('SUCCESS');
  });
});

test('a latency objective counts buckets as Prometheus 2 and 3 write them', () => {
  const bad = (bound: (ms: number) => string) =>
    promtool.test(rulesFile(...fast.rules), {
      series: durations(500, 1000, bound),
      promql_expr_test: [
        {
          expr: 'max(service:requests_bad:ratio_rate5m)',
          eval_time: '10m',
          exp_samples: [{ labels: '{}', value: 0 }],
        },
      ],
    });
  expect(bad((ms) => `${ms}`)).toContain('SUCCESS');
  expect(bad((ms) => `${ms}.0`)).toContain('SUCCESS');
});
