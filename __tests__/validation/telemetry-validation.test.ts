import { describe, expect, test } from '@jest/globals';
import { objectOf, said, type Row } from './expectation';

const rows: readonly Row[] = [
  [
    'settings of each kind',
    `metrics: [{ providers: [{ name: prometheus }], overrides: [{ match: { metric: ALL_METRICS }, tagOverrides: { a: { operation: UPSERT, value: request.host }, b: { operation: REMOVE } } }] }]
tracing: [{ providers: [{ name: otel }], randomSamplingPercentage: 10, customTags: { a: { literal: { value: b } } } }]
accessLogging: [{ providers: [{ name: envoy }], filter: { expression: "response.code >= 400 && has(request.id)" } }]`,
    [],
  ],
  [
    'nameless providers',
    '{ metrics: [{ providers: [{ name: "" }] }], accessLogging: [{ providers: [{ name: "" }] }] }',
    [
      'Eai spec.accessLogging[0].providers[0].name: has 0 characters, expected at least 1',
      'Eai spec.metrics[0].providers[0].name: has 0 characters, expected at least 1',
    ],
  ],
  [
    'more than is used',
    'tracing: [{ providers: [{ name: a }, { name: b }] }, {}]',
    [
      'Wi spec.tracing: has 2 elements; only the first is used',
      'Wi spec.tracing[0].providers: has 2 elements; only the first is used',
    ],
  ],
  [
    'a share out of range',
    'tracing: [{ randomSamplingPercentage: 101 }]',
    ['Eai spec.tracing[0].randomSamplingPercentage: is 101, expected at most 100'],
  ],
  [
    'tags that are none',
    'tracing: [{ customTags: { a: { literal: { value: "" } }, b: { header: { name: "" } }, "": { environment: { name: "" } } } }]',
    [
      'Eai spec.tracing[0].customTags.a.literal.value: has 0 characters, expected at least 1',
      'Eai spec.tracing[0].customTags.b.header.name: has 0 characters, expected at least 1',
      'Ei spec.tracing[0].customTags[""]: has an empty name, expected the name of a tag',
      'Eai spec.tracing[0].customTags[""].environment.name: has 0 characters, expected at least 1',
    ],
  ],
  [
    'overrides that are none',
    'metrics: [{ overrides: [{ match: { customMetric: "" }, tagOverrides: { a: {}, b: { operation: REMOVE, value: c } } }] }]',
    [
      'Eai spec.metrics[0].overrides[0].match.customMetric: has 0 characters, expected at least 1',
      'Ei spec.metrics[0].overrides[0].tagOverrides.a.value: is empty, but operation UPSERT needs it',
      'Ea spec.metrics[0].overrides[0].tagOverrides.b: value must not be set when operation is REMOVE',
      'Ei spec.metrics[0].overrides[0].tagOverrides.b.value: is set, but operation REMOVE takes the tag away; remove one',
    ],
  ],
  [
    'a filter that is no expression',
    'accessLogging: [{ filter: { expression: "response.code >=" } }]',
    ['Ei spec.accessLogging[0].filter.expression: is no expression of CEL: Unexpected token: EOF'],
  ],
];

describe('a Telemetry with', () => {
  test.each(rows)('%s', (_about, spec, expected) => {
    expect(said(objectOf('telemetry.istio.io/v1', 'Telemetry', spec))).toEqual(expected);
  });
});
