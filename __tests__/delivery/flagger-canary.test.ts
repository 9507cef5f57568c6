import { describe, expect, test } from '@jest/globals';
import { load } from 'js-yaml';
import { flaggerCanary, type FlaggerCanaryProps } from '../../lib/delivery/flagger-canary';
import { violations } from '../../lib/validation/validate';
import type { JsonObject } from '../../lib/vocabulary/json';
import { renderedChart, valuesOf } from './event-system-chart';

const BACKEND = 'event-system-event-backend-backend';
const GATEWAY_API = { istio: { useGatewayAPI: true } };

function propsOf(environment: string, values: JsonObject = {}): FlaggerCanaryProps {
  return {
    environment,
    release: 'event-system',
    namespace: 'event-system',
    values: valuesOf(environment, values),
    prometheus: { namespace: 'monitoring', name: 'prometheus-operated', port: 9090 },
  };
}

const specOf = (props: FlaggerCanaryProps) => flaggerCanary(props).objects[0]?.['spec'] as JsonObject;

test('the canary of production, as a person reads it', () => {
  expect(flaggerCanary(propsOf('prod')).files[0]?.text).toMatchSnapshot();
});

describe.each([
  ['Istio', {}],
  ['the Gateway API', GATEWAY_API],
])('by %s', (_name, values) => {
  test.each(['dev', 'staging', 'prod'])('the objects for %s pass their schema', (environment) => {
    const { objects } = flaggerCanary(propsOf(environment, values));
    expect(objects.flatMap(violations)).toEqual([]);
  });

  test('what Flagger deals with is in the chart, with what the patches change', () => {
    const { patches, managed } = flaggerCanary(propsOf('prod', values));
    const objects = renderedChart('prod', values);
    const find = (kind: string, name: string) =>
      objects.find(
        (object) => object['kind'] === kind && (object['metadata'] as JsonObject)['name'] === name,
      );
    for (const { kind, name } of [...patches, ...managed])
      expect([name, find(kind, name)]).not.toEqual([name, undefined]);
    const { selector, template } = find('Deployment', BACKEND)?.['spec'] as {
      selector: { matchLabels: JsonObject };
      template: { metadata: { labels: JsonObject } };
    };
    const [patch] = load(patches[0]?.patch ?? '') as { op: string; path: string; value: string }[];
    expect(patch).toEqual({
      op: 'add',
      path: '/spec/selector/matchLabels/app',
      value: template.metadata.labels['app'],
    });
    expect(selector.matchLabels).not.toHaveProperty('app');
    expect(load(patches[1]?.patch ?? '')).toHaveProperty('$patch', 'delete');
    const own = objects.filter((object) => object['kind'] === 'Deployment');
    const apps = own.map(
      (object) => (object['spec'] as typeof template & { template: typeof template }).template,
    );
    expect(new Set(apps.map(({ metadata }) => metadata.labels['app'])).size).toBe(own.length);
  });
});

// The row canary-progression: a Flagger variant with the same steps.
describe('canary-progression', () => {
  test.each<[string, Partial<FlaggerCanaryProps>, JsonObject]>([
    ['the steps of a person', {}, { stepWeights: [5, 10, 30, 50, 90], interval: '1440m', threshold: 1 }],
    [
      'other steps',
      { steps: [20, 60], stepMinutes: 10, failedLooks: 3 },
      { stepWeights: [20, 60], interval: '10m', threshold: 3 },
    ],
  ])('%s', (_name, options, expected) => {
    expect(specOf({ ...propsOf('prod'), ...options })['analysis']).toMatchObject(expected);
  });

  test('a step passes by what the alerts of the environment promise', () => {
    const alerts = { errorRatePercent: 2, latencyMilliseconds: 400 };
    expect(specOf(propsOf('prod', { monitoring: { alerts } }))['analysis']).toMatchObject({
      metrics: [
        { name: 'request-success-rate', thresholdRange: { min: 98 } },
        { name: 'request-duration', thresholdRange: { max: 400 } },
      ],
    });
  });

  test.each<[string, JsonObject, JsonObject]>([
    ['an autoscaler', {}, { autoscalerRef: { kind: 'HorizontalPodAutoscaler', name: BACKEND } }],
    ['hosts', { istio: { hosts: ['*'] } }, { service: { hosts: ['*'] } }],
    [
      'limits',
      { istio: { circuitBreaker: { consecutive5xxErrors: 9 } } },
      { service: { trafficPolicy: { outlierDetection: { consecutive5xxErrors: 9 } } } },
    ],
    ['time', { istio: { route: { timeoutSeconds: 7 } } }, { service: { timeout: '7s' } }],
    [
      'the gateway',
      GATEWAY_API,
      {
        provider: 'gatewayapi:v1',
        service: { gatewayRefs: [{ name: 'event-system-event-backend-gateway', port: 443 }] },
      },
    ],
  ])('it has %s of the environment', (_name, values, expected) => {
    expect(specOf(propsOf('prod', values))).toMatchObject(expected);
  });
});

test.each<[string, JsonObject, Partial<FlaggerCanaryProps>, string]>([
  ["the chart's own canary", { canary: { enabled: true } }, {}, "'canary.enabled' is true, expected false"],
  [
    'a closed system',
    { istio: { enableGateway: false } },
    {},
    "'istio.enableGateway' is false, expected true",
  ],
  ['no mesh', { istio: { enabled: false } }, {}, "'istio.enabled' is false, expected true"],
  [
    'steps that go down',
    {},
    { steps: [50, 10] },
    "'steps' is [50,10], expected percentages that go up from 1 to 99",
  ],
  ['a step to all', {}, { steps: [100] }, "'steps' is [100]"],
  ['no step', {}, { steps: [] }, "'steps' is []"],
  ['no time', {}, { stepMinutes: 0 }, "'stepMinutes' is 0, expected a whole number of at least 1"],
  ['a hostile name', {}, { release: 'x\n' }, '\'release\' is "x\\n"'],
  [
    'values of another type',
    { istio: { hosts: [1] } },
    {},
    "the value 'istio.hosts' is [1], expected a list of texts",
  ],
])('%s is refused', (_name, values, options, message) => {
  expect(() => flaggerCanary({ ...propsOf('prod', values), ...options })).toThrow(message);
});

test('values without their defaults are refused', () => {
  expect(() => flaggerCanary({ ...propsOf('prod'), values: {} })).toThrow(
    "the value 'canary.enabled' is absent, expected true or false; give all values of the environment",
  );
});
