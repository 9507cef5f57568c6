import { expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import * as fc from 'fast-check';
import { collectObjects } from '../../lib/emit/collected-object';
import { HelmChart } from '../../lib/emit/helm-chart';
import { plainManifests } from '../../lib/emit/plain-manifests';
import { Waypoint } from '../../lib/enrolment/waypoint';
import { ProxyConfig } from '../../lib/extensions/proxy-config';
import { Extension, TrafficExtension } from '../../lib/extensions/traffic-extension';
import { WasmModule, WasmVariable } from '../../lib/extensions/wasm-module';
import { WasmPlugin } from '../../lib/extensions/wasm-plugin';
import { MetricTag } from '../../lib/observability/metric';
import { Telemetry } from '../../lib/observability/telemetry';
import { TraceTag } from '../../lib/observability/trace-tag';
import { BlueGreen } from '../../lib/patterns/blue-green';
import { Canary } from '../../lib/patterns/canary';
import { FaultInjection } from '../../lib/patterns/fault-injection';
import { JwtProtected } from '../../lib/patterns/jwt-protected';
import { LocalRateLimit } from '../../lib/patterns/local-rate-limit';
import { MeshRouting } from '../../lib/patterns/mesh-routing';
import { StickyCookie } from '../../lib/patterns/sticky-cookie';
import { ZeroTrust } from '../../lib/patterns/zero-trust';
import { FaultAbort } from '../../lib/routing/fault';
import { HeaderMatch } from '../../lib/routing/header-match';
import { JwtKeys } from '../../lib/security/jwt-keys';
import { TokenLocation } from '../../lib/security/token-location';
import { ChartValues } from '../../lib/values/chart-values';
import { format } from '../../lib/values/operators';
import type { JsonObject } from '../../lib/vocabulary/json';
import { renderedObjects, renderedText } from '../fixtures/rendered-chart';
import { crdMistakes, service, shop } from '../routing/shop';
import { orders } from './versions';

const CHART = { name: 'shop', version: '0.1.0', appVersion: '1.0.0', description: 'Patterns' };
const chart = shop();
const values = new ChartValues();
const described = { description: 'A value' };
const mesh = values.boolean('mesh', { default: true, ...described });
const faults = values.boolean('faults', { default: true, ...described });
const testing = values.boolean('testing', { default: true, ...described });
const text = values.string('text', { default: 'yes', ...described });
const uri = values.string('uri', { default: 'https://login.example.com/keys', ...described });
const weight = values.integer('weight', { default: 10, ...described });
const port = values.integer('port', { default: 8080, minimum: 1, ...described });
const live = values.oneOf<'blue' | 'green'>('live', {
  default: 'blue',
  oneOf: ['blue', 'green'],
  ...described,
});
const names = values.list<string>('names', { default: ['a'], items: { type: 'string' }, ...described });
const labels = values.map<string>('labels', {
  default: { app: 'a' },
  values: { type: 'string' },
  ...described,
});
const platform = { mesh };

const backend = orders(chart);
const testers = [HeaderMatch.exact('x-canary', text)];
const canary = { backend, stable: 'v1', canary: 'v2', weight, testers, sticky: StickyCookie.of() };
new Canary(chart, 'canary', { ...canary, routing: MeshRouting.istio({ platform }) });
new Canary(chart, 'canary-api', { ...canary, routing: MeshRouting.gatewayApi({ platform }) });
new BlueGreen(chart, 'release', { backend, blue: 'v1', green: 'v2', live, preview: testers });
new FaultInjection(chart, 'faults', {
  service: service(chart, 'faulty'),
  abort: FaultAbort.httpStatus(503, weight),
  testEnvironment: testing,
  when: faults,
});
new LocalRateLimit(chart, 'limit', {
  selectorLabels: labels,
  maxTokens: port,
  fillInterval: Duration.seconds(1),
  port,
});
new ZeroTrust(chart, 'zero', { namespace: format`${text}-zone`, platform, labels });
new JwtProtected(chart, 'login', {
  name: text,
  selectorLabels: labels,
  ports: [port],
  jwtRules: [
    { issuer: text, keys: JwtKeys.fromUri(uri), audiences: names, from: [TokenLocation.cookie(text)] },
  ],
});
new Telemetry(chart, 'telemetry', {
  selectorLabels: labels,
  tracing: [{ provider: text, randomSamplingPercentage: weight, customTags: { a: TraceTag.literal(text) } }],
  metrics: [{ providers: [text], overrides: [{ tags: { a: MetricTag.set(text) }, disabled: mesh }] }],
  accessLogging: [{ disabled: faults, filter: text }],
});
const module_ = WasmModule.image(text);
const wasm = { module: module_, pluginConfig: { text, names }, env: { A: WasmVariable.of(text) } };
new WasmPlugin(chart, 'wasm', { ...wasm, priority: weight, match: [{ ports: [port] }] });
new TrafficExtension(chart, 'extension', { run: Extension.wasm(wasm), selectorLabels: labels });
new ProxyConfig(chart, 'proxy', { concurrency: weight, environmentVariables: { A: text }, imageType: text });
new Waypoint(chart, 'waypoint', { name: format`${text}-waypoint`, labels, platform });

const objects = collectObjects(chart, 'plain');
const { files } = new HelmChart(chart, { ...CHART, values });
const release = { name: 'shop', namespace: 'market' };
const plain = (overrides: JsonObject) =>
  plainManifests(objects, { values: { ...values.defaults, ...overrides }, release, chart: CHART }).map(
    ({ manifest }) => manifest,
  );
const byName = (manifests: readonly Record<string, unknown>[]) =>
  Object.fromEntries(
    manifests.map((object) => [JSON.stringify([object['kind'], object['metadata']]), object]),
  );

const arbitraryValues = fc.record({
  mesh: fc.boolean(),
  faults: fc.boolean(),
  text: fc.constantFrom('a', 'yes', '1e3', '{{ .Release.Name }}', 'a: b #'),
  weight: fc.constantFrom(0, 1, 50, 100),
  live: fc.constantFrom('blue', 'green'),
  names: fc.constantFrom<string[]>(['a'], ['yes', 'null', '1']),
});

test('Helm and plain synthesis make the same objects, and the CRDs take all of them', () => {
  fc.assert(
    fc.property(arbitraryValues, (overrides) => {
      const manifests = plain(overrides);
      const rendered = renderedObjects(files, { valuesFiles: [JSON.stringify(overrides)] });
      expect(byName(rendered)).toEqual(byName(manifests));
      const custom = manifests.filter(({ apiVersion }) =>
        /istio\.io|gateway\.networking/.test(apiVersion as string),
      );
      expect(custom.length).toBeGreaterThan(5);
      expect(custom.flatMap((object) => crdMistakes(object as never))).toEqual([]);
    }),
    { numRuns: 10 },
  );
});

test.each<[string, JsonObject, string]>([
  ['faults for real users', { testing: false }, "'testEnvironment' is false: faults would hit real users"],
  ['a weight over 100', { weight: 101 }, "'weight' is known at deploy time, expected a percentage"],
])('Helm refuses %s', (_name, overrides, message) => {
  expect(() => renderedText(files, { valuesFiles: [JSON.stringify(overrides)] })).toThrow(message);
});
