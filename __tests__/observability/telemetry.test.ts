import { expect, test } from '@jest/globals';
import { Duration, type Chart } from 'cdk8s';
import * as fc from 'fast-check';
import { TargetRef, type PolicyTargetProps } from '../../lib/edges/policy-target';
import { Metric, MetricTag } from '../../lib/observability/metric';
import { Telemetry, type TelemetryProps } from '../../lib/observability/telemetry';
import type { TelemetryMode } from '../../lib/observability/telemetry-part';
import { TraceTag } from '../../lib/observability/trace-tag';
import { ChartValues } from '../../lib/values/chart-values';
import { constraintsOf } from '../../lib/values/constraint';
import { durations, lists, names, policyTargets } from '../fixtures/arbitrary-policies';
import { fieldCoverage } from '../fixtures/field-coverage';
import { policyTargetLeftOut } from '../fixtures/policy-target-left-out';
import { manifest, shop } from '../routing/shop';

const make = (props: TelemetryProps, chart: Chart = shop()) =>
  manifest(new Telemetry(chart, 'Telemetry', props).resource);

const everyField: TelemetryProps = {
  selectorLabels: { app: 'orders' },
  tracing: [
    {
      mode: 'SERVER',
      provider: 'jaeger',
      randomSamplingPercentage: 12.5,
      disableSpanReporting: false,
      disableContextPropagation: true,
      enableIstioTags: false,
      useRequestIdForTraceSampling: false,
      customTags: {
        stage: TraceTag.literal('prod'),
        pod: TraceTag.environment('POD_NAME', { defaultValue: 'none' }),
        tenant: TraceTag.requestHeader('x-tenant', { defaultValue: 'none' }),
        method: TraceTag.formatted('%REQ(:METHOD)%'),
      },
    },
  ],
  metrics: [
    {
      providers: ['prometheus'],
      reportingInterval: Duration.seconds(10),
      overrides: [
        {
          metric: Metric.istio('REQUEST_COUNT'),
          mode: 'CLIENT',
          tags: { host: MetricTag.set('request.host') },
        },
        { metric: Metric.custom('shop_orders'), tags: { pod: MetricTag.remove() } },
        { metric: Metric.all(), disabled: true },
        { disabled: false },
      ],
    },
  ],
  accessLogging: [{ mode: 'CLIENT', providers: ['envoy'], disabled: false, filter: 'response.code >= 500' }],
};

test('traces, measures and logs', () => {
  expect(make(everyField).spec).toEqual({
    selector: { matchLabels: { app: 'orders' } },
    tracing: [
      {
        match: { mode: 'SERVER' },
        providers: [{ name: 'jaeger' }],
        randomSamplingPercentage: 12.5,
        disableSpanReporting: false,
        disableContextPropagation: true,
        enableIstioTags: false,
        useRequestIdForTraceSampling: false,
        customTags: {
          stage: { literal: { value: 'prod' } },
          pod: { environment: { name: 'POD_NAME', defaultValue: 'none' } },
          tenant: { header: { name: 'x-tenant', defaultValue: 'none' } },
          method: { formatter: { value: '%REQ(:METHOD)%' } },
        },
      },
    ],
    metrics: [
      {
        providers: [{ name: 'prometheus' }],
        reportingInterval: '10s',
        overrides: [
          {
            match: { metric: 'REQUEST_COUNT', mode: 'CLIENT' },
            tagOverrides: { host: { operation: 'UPSERT', value: 'request.host' } },
          },
          { match: { customMetric: 'shop_orders' }, tagOverrides: { pod: { operation: 'REMOVE' } } },
          { match: { metric: 'ALL_METRICS' }, disabled: true },
          { disabled: false },
        ],
      },
    ],
    accessLogging: [
      {
        match: { mode: 'CLIENT' },
        providers: [{ name: 'envoy' }],
        disabled: false,
        filter: { expression: 'response.code >= 500' },
      },
    ],
  });
});

test('is small', () => {
  expect(make({ name: 'logs', accessLogging: [{}] })).toMatchInlineSnapshot(`
   {
     "apiVersion": "telemetry.istio.io/v1",
     "kind": "Telemetry",
     "metadata": {
       "name": "logs",
       "namespace": "shop",
     },
     "spec": {
       "accessLogging": [
         {},
       ],
     },
   }
  `);
});

test('sets every field, or leaves it out with a reason', () => {
  const targets = { targetRefs: [TargetRef.service({ name: 'orders' })], accessLogging: [{}] };
  const manifests = [make(everyField), make(targets)] as never[];
  const coverage = fieldCoverage('telemetry.istio.io/v1', 'Telemetry', manifests, policyTargetLeftOut);
  const summary = 'Telemetry: 29 of 34 fields, 5 left out';
  expect(coverage).toMatchObject({ missing: [], wronglyLeftOut: [], summary });
  process.stdout.write(`${coverage.summary}\n`);
});

test.each<[string, TelemetryProps, string]>([
  ['nothing', {}, "nothing is said, or one of 'tracing', 'metrics' and 'accessLogging' is an empty list"],
  [
    'an empty list',
    { tracing: [], metrics: [{}] },
    'is an empty list; give it an entry or leave it out (at test/Telemetry)',
  ],
  [
    'a percentage over 100',
    { tracing: [{ randomSamplingPercentage: 101 }] },
    "'randomSamplingPercentage' is 101, expected a percentage from 0 to 100 (at test/Telemetry)",
  ],
  [
    'a percentage below 0',
    { tracing: [{ randomSamplingPercentage: -1 }] },
    "'randomSamplingPercentage' is -1",
  ],
  [
    'no tags',
    { tracing: [{ customTags: {} }] },
    "'customTags' is empty or holds an empty name; name the tags",
  ],
  [
    'a nameless tag',
    { tracing: [{ customTags: { '': TraceTag.literal('a') } }] },
    "'customTags' is empty or holds",
  ],
  [
    'a nameless provider',
    { tracing: [{ provider: '' }] },
    "'providers' of tracing is empty or holds an empty name",
  ],
  [
    'no providers',
    { metrics: [{ providers: [] }] },
    "'providers' of metrics is empty or holds an empty name; name",
  ],
  [
    'no log',
    { accessLogging: [{ providers: [] }] },
    "'providers' of accessLogging is empty or holds an empty name",
  ],
  [
    'no filter',
    { accessLogging: [{ filter: '' }] },
    "'filter' of accessLogging is empty; leave it out to log everything",
  ],
  [
    'no change',
    { metrics: [{ overrides: [{}] }] },
    "an override changes nothing or a tag without name; give it 'disabled'",
  ],
  [
    'a change of a nameless tag',
    { metrics: [{ overrides: [{ tags: { '': MetricTag.remove() } }] }] },
    'an override changes nothing or a tag without name',
  ],
  [
    'no interval',
    { metrics: [{ reportingInterval: Duration.millis(0) }] },
    "'reportingInterval' is 0ms, expected at least 1ms",
  ],
])('refuses %s', (_name, props, message) => {
  expect(() => make(props)).toThrow(message);
});

test.each<[string, () => unknown, string]>([
  ['literal', () => TraceTag.literal(''), 'the literal value of a tag is empty; name it'],
  ['variable', () => TraceTag.environment(''), 'the environment variable of a tag is empty; name it'],
  ['header', () => TraceTag.requestHeader(''), 'the request header of a tag is empty; name it'],
  ['format', () => TraceTag.formatted(''), 'the format of a tag is empty; name it'],
  ['metric', () => Metric.custom(''), 'the custom metric has no name; name it'],
  [
    'expression',
    () => MetricTag.set(''),
    'the expression of a tag is empty; use MetricTag.remove() to remove it',
  ],
])('refuses an empty %s', (_name, of, message) => {
  expect(of).toThrow(message);
});

test('demands a percentage that is known at deploy time', () => {
  const chart = shop();
  const percentage = new ChartValues().integer('sampling', {
    default: 1,
    description: 'Percent of the requests',
  });
  make({ tracing: [{ randomSamplingPercentage: percentage }] }, chart);
  expect(constraintsOf(chart).map(({ message }) => message)).toEqual([
    "'randomSamplingPercentage' is known at deploy time, expected a percentage from 0 to 100",
  ]);
});

const mode = fc.constantFrom<TelemetryMode>('CLIENT', 'SERVER', 'CLIENT_AND_SERVER');
const traceTags = fc.oneof(
  names.map((name) => TraceTag.literal(name)),
  names.map((name) => TraceTag.requestHeader(name)),
);
const metricTags = fc.oneof(
  names.map((name) => MetricTag.set(name)),
  fc.constant(MetricTag.remove()),
);
const parts = fc.record(
  {
    tracing: lists(
      fc.record(
        {
          mode,
          provider: names,
          randomSamplingPercentage: fc.double({ min: 0, max: 100, noNaN: true }),
          customTags: fc.dictionary(names, traceTags, { minKeys: 1 }),
          enableIstioTags: fc.boolean(),
        },
        { requiredKeys: [] },
      ),
    ),
    metrics: lists(
      fc.record({
        reportingInterval: durations,
        overrides: lists(fc.record({ mode, tags: fc.dictionary(names, metricTags, { minKeys: 1 }) })),
      }),
    ),
    accessLogging: lists(
      fc.record({ mode, providers: lists(names), filter: names }, { requiredKeys: ['mode'] }),
    ),
  },
  { requiredKeys: ['accessLogging'] },
) as fc.Arbitrary<TelemetryProps>;

test('any that is valid fits the CRD', () => {
  fc.assert(
    fc.property(parts, policyTargets, (own, target: PolicyTargetProps) => {
      make({ ...own, ...target });
    }),
    { numRuns: 50 },
  );
});
