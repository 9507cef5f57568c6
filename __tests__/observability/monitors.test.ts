import { expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import { PodMonitor } from '../../lib/observability/pod-monitor';
import { ScrapeEndpoint } from '../../lib/observability/scrape-endpoint';
import { ServiceMonitor } from '../../lib/observability/service-monitor';
import { manifest, shop } from '../routing/shop';

const selectorLabels = { app: 'orders' };

test('a ServiceMonitor names a port of Services', () => {
  const endpoints = [ScrapeEndpoint.port('http', { path: '/stats', interval: Duration.seconds(15) })];
  const { resource } = new ServiceMonitor(shop(), 'Monitor', { name: 'orders', selectorLabels, endpoints });
  expect(manifest(resource)).toMatchObject({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    spec: {
      selector: { matchLabels: selectorLabels },
      endpoints: [{ port: 'http', path: '/stats', interval: '15s' }],
    },
  });
});

test('a PodMonitor reads merged metrics at the agent, by addresses of both families', () => {
  const { resource } = new PodMonitor(shop(), 'Monitor', {
    selectorLabels,
    namespaces: ['shop', 'carts'],
    labels: { release: 'stack' },
    endpoints: [ScrapeEndpoint.merged()],
  });
  const { spec } = manifest(resource) as unknown as {
    spec: {
      namespaceSelector: object;
      podMetricsEndpoints: [
        { port: string; path: string; relabelings: { regex: string; replacement: string }[] },
      ];
    };
  };
  const [endpoint] = spec.podMetricsEndpoints;
  expect(spec.namespaceSelector).toEqual({ matchNames: ['shop', 'carts'] });
  expect(endpoint).toMatchObject({ port: 'http-envoy-prom', path: '/stats/prometheus' });
  const addresses = (ip: string) =>
    endpoint.relabelings.flatMap(({ regex, replacement }) => {
      const match = new RegExp(`^(?:${regex})$`).exec(ip);
      return match ? [replacement.replace('$1', match[1] ?? '')] : [];
    });
  expect(addresses('10.1.2.3')).toEqual(['10.1.2.3:15020']);
  expect(addresses('fd00::7')).toEqual(['[fd00::7]:15020']);
});

test.each([
  [
    'no endpoint',
    () => new PodMonitor(shop(), 'Monitor', { selectorLabels, endpoints: [] }),
    "'endpoints' is empty",
  ],
  ['a wrong path', () => ScrapeEndpoint.port('http', { path: 'stats' }), "port 'http' is scraped at 'stats'"],
])('fails with %s', (_case, make, message) => {
  expect(make).toThrow(message);
});
