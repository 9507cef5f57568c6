import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { LabelMatcher, series } from '../../lib/observability/label-matcher';
import { Pods } from '../../lib/observability/pod-metrics';
import { Requests } from '../../lib/observability/request-metrics';
import { ChartValues } from '../../lib/values/chart-values';

const values = new ChartValues();
const anyText = values.string('text', { default: '', description: 'Any text' });
const name = values.string('name', { default: 'x', pattern: '^[a-z]+$', description: 'A name' });

describe('a selector', () => {
  test.each([
    ['none', series('up', []), 'up'],
    ['equal', series('up', [LabelMatcher.is('job', 'api')]), 'up{job="api"}'],
    [
      'several',
      series('up', [LabelMatcher.isNot('a', ''), LabelMatcher.fits('b', 'c|d')]),
      'up{a!="",b=~"c|d"}',
    ],
    ['quotes', series('up', [LabelMatcher.is('job', '"} or vector(1) #')]), 'up{job="\\"} or vector(1) #"}'],
    ['backslashes and lines', series('up', [LabelMatcher.is('job', 'a\\b\nc')]), 'up{job="a\\\\b\\nc"}'],
  ])('%s', (_case, text, expected) => {
    expect(text).toBe(expected);
  });

  test('holds any text as it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) => {
        const selector = series('up', [LabelMatcher.is('job', text)]) as string;
        expect(JSON.parse(selector.slice('up{job='.length, -1))).toBe(text);
      }),
    );
  });

  test.each([
    ['a label', () => LabelMatcher.is('a-b', 'x'), "'a-b' is no name of a label"],
    ['a metric', () => series('a b', []), "'a b' is no name of a metric"],
    [
      'a deferred text without pattern',
      () => LabelMatcher.is('job', anyText),
      "value 'text' stands in a query but may be any text",
    ],
    [
      'a short host',
      () => Requests.to('orders'),
      "the service is 'orders', but proxies count requests by fully qualified names",
    ],
  ])('fails for %s', (_case, make, message) => {
    expect(make).toThrow(message);
  });

  test('takes a deferred text that has a pattern', () => {
    expect(() => LabelMatcher.is('job', name)).not.toThrow();
  });
});

describe('a query', () => {
  const requests = Requests.to('orders.shop.svc.cluster.local');
  const of = (more = '') =>
    `istio_requests_total{reporter="destination",destination_service="orders.shop.svc.cluster.local"${more}}`;
  const rate = (more = '') => `sum by (destination_service) (rate(${of(more)}[5m]))`;
  const failed = rate(',response_code=~"5.."');
  const pods = Pods.ofWorkloads('shop', 'orders');

  test.each([
    ['requests', requests.rate('5m'), rate()],
    ['errors', requests.errorRatio('5m'), `(${failed} or 0 * ${rate()}) / ${rate()}`],
    ['at waypoints', requests.atWaypoints().rate('5m'), rate().replace('destination"', 'waypoint"')],
    [
      'a fraction of a millisecond',
      requests.slowRatio(0.5, '5m'),
      expect.stringContaining('le="0.5"}') as unknown as string,
    ],
    [
      'whole milliseconds',
      requests.slowRatio(1000, '5m'),
      expect.stringContaining('le=~"1000(\\\\.0)?"}') as unknown as string,
    ],
    [
      'pods that are missing',
      pods.missing('deployment'),
      'kube_deployment_spec_replicas{namespace="shop",deployment=~"(orders)"} - kube_deployment_status_replicas_available{namespace="shop",deployment=~"(orders)"} > 0',
    ],
    [
      'memory, guarded against containers without a limit',
      Pods.inNamespace('shop').memoryRatio(),
      'sum by (namespace, pod, container) (container_memory_working_set_bytes{namespace="shop",container!="",container!="POD"}) / (sum by (namespace, pod, container) (kube_pod_container_resource_limits{namespace="shop",resource="memory"}) > 0)',
    ],
  ])('%s', (_case, text, expected) => {
    expect(text).toEqual(expected);
  });
});
