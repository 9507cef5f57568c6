import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { TargetRef } from '../../lib/edges/policy-target';
import {
  Extension,
  TrafficExtension,
  type TrafficExtensionProps,
} from '../../lib/extensions/traffic-extension';
import { WasmModule, WasmVariable, type WasmOptions } from '../../lib/extensions/wasm-module';
import { WasmPlugin, type WasmPluginProps } from '../../lib/extensions/wasm-plugin';
import { labels, lists, names } from '../fixtures/arbitrary-policies';
import { fieldCoverage } from '../fixtures/field-coverage';
import { policyTargetLeftOut } from '../fixtures/policy-target-left-out';
import { manifest, shop } from '../routing/shop';

const plugin = (props: WasmPluginProps) => manifest(new WasmPlugin(shop(), 'Plugin', props).resource);
const extension = (props: TrafficExtensionProps) =>
  manifest(new TrafficExtension(shop(), 'Extension', props).resource);
const image = 'registry.example.com/filters/headers@sha256:0123';
const headers = WasmModule.image(image);
const sha256 = 'a'.repeat(64);
const lua = Extension.lua('function envoy_on_request(handle) end');

const options: WasmOptions = {
  module: WasmModule.image(image, { sha256, imagePullPolicy: 'Always', imagePullSecret: 'registry' }),
  pluginName: 'headers',
  pluginConfig: { header: 'x-origin', list: [1, true] },
  env: { STAGE: WasmVariable.of('prod'), POD_NAME: WasmVariable.fromProxy() },
  failStrategy: 'FAIL_OPEN',
  type: 'HTTP',
  verificationKey: 'key',
};
const placed = {
  selectorLabels: { app: 'orders' },
  phase: 'AUTHN',
  priority: 10,
  match: [{ mode: 'SERVER', ports: [8080] }, { ports: [9090] }],
} as const;
const targetRefs = [TargetRef.gateway({ name: 'edge' })];

test('runs a module', () => {
  expect(plugin({ name: 'headers', module: headers })).toMatchInlineSnapshot(`
   {
     "apiVersion": "extensions.istio.io/v1alpha1",
     "kind": "WasmPlugin",
     "metadata": {
       "name": "headers",
       "namespace": "shop",
     },
     "spec": {
       "url": "oci://registry.example.com/filters/headers@sha256:0123",
     },
   }
  `);
});

test.each([
  [WasmModule.file('/opt/filter.wasm'), 'file:///opt/filter.wasm'],
  [WasmModule.http('https://example.com/filter.wasm', { sha256 }), 'https://example.com/filter.wasm'],
])('fetches it from %#', (from, url) => {
  expect(plugin({ module: from }).spec).toHaveProperty('url', url);
});

test('runs a script', () => {
  expect(extension({ name: 'lua', run: lua }).spec).toEqual({
    lua: { inlineCode: 'function envoy_on_request(handle) end' },
  });
});

test.each<[string, Record<string, string>, object[], string]>([
  [
    'WasmPlugin',
    policyTargetLeftOut,
    [plugin({ ...placed, ...options }), plugin({ module: headers, targetRefs })],
    'WasmPlugin: 20 of 25 fields, 5 left out',
  ],
  [
    'TrafficExtension',
    { 'spec.targetRefs[].namespace': 'must be empty: Istio knows no targets in other namespaces' },
    [extension({ ...placed, run: Extension.wasm(options) }), extension({ targetRefs, run: lua })],
    'TrafficExtension: 21 of 22 fields, 1 left out',
  ],
])('%s: every field can be set, or is left out with a reason', (kind, leftOut, manifests, summary) => {
  const coverage = fieldCoverage('extensions.istio.io/v1alpha1', kind, manifests as never[], leftOut);
  expect(coverage).toMatchObject({ missing: [], wronglyLeftOut: [], summary });
  process.stdout.write(`${coverage.summary}\n`);
});

test.each<[string, () => unknown, string]>([
  [
    'a scheme',
    () => WasmModule.image('oci://a/b'),
    "'reference' is 'oci://a/b', expected registry/repository@digest without",
  ],
  [
    'no image',
    () => WasmModule.image(''),
    "'reference' is '', expected registry/repository@digest without a scheme",
  ],
  [
    'another scheme',
    () => WasmModule.http('ftp://a'),
    "'url' is 'ftp://a', expected an address that begins with https://",
  ],
  ['a relative path', () => WasmModule.file('a.wasm'), "'path' is 'a.wasm', expected an absolute one"],
  [
    'a short digest',
    () => WasmModule.image(image, { sha256: 'abc' }),
    "'sha256' is 'abc', expected 64 hex digits in lower case",
  ],
  [
    'no secret',
    () => WasmModule.image(image, { imagePullSecret: '' }),
    "'imagePullSecret' is empty; name the Secret",
  ],
  [
    'a long value',
    () => WasmVariable.of('a'.repeat(2049)),
    'the value of a variable has 2049 characters, expected 2048 at most',
  ],
  [
    'a nameless variable',
    () => plugin({ module: headers, env: { '': WasmVariable.fromProxy() } }),
    "'env' holds a name that is empty",
  ],
  [
    'no plugin',
    () => plugin({ module: headers, pluginName: '' }),
    "'pluginName' has 0 characters, expected 1 to 256",
  ],
  [
    'no traffic',
    () => plugin({ module: headers, match: [{}] }),
    "'match' holds a selection of nothing; give it a mode or ports",
  ],
  [
    'no ports',
    () => plugin({ module: headers, match: [{ ports: [] }] }),
    "'match' holds a selection of nothing",
  ],
  [
    'port 0',
    () => plugin({ module: headers, match: [{ ports: [0] }] }),
    "'ports' names 0, expected ports from 1 to 65535, each once",
  ],
  [
    'a port twice',
    () => plugin({ module: headers, match: [{ ports: [80, 80] }] }),
    "'ports' names 80, expected ports from 1",
  ],
  ['no script', () => Extension.lua(''), 'the script has 0 characters, expected 1 to 65536'],
  [
    'pods beside targets',
    () => plugin({ module: headers, targetRefs, selectorLabels: { app: 'a' } }),
    "'selectorLabels' and 'targetRefs' are both given",
  ],
])('refuses %s', (_name, of, message) => {
  expect(of).toThrow(message);
});

test('any that is valid fits the CRD', () => {
  const ports = fc.uniqueArray(fc.integer({ min: 1, max: 65535 }), { minLength: 1, maxLength: 4 });
  const env = fc.dictionary(names, fc.constantFrom(WasmVariable.fromProxy(), WasmVariable.of('a')));
  const props = fc.record(
    {
      selectorLabels: labels,
      pluginConfig: fc.dictionary(names, fc.jsonValue() as fc.Arbitrary<never>),
      env,
      match: lists(fc.record({ ports })),
      priority: fc.integer(),
      phase: fc.constantFrom('AUTHN', 'AUTHZ', 'STATS'),
    },
    { requiredKeys: [] },
  ) as fc.Arbitrary<Omit<WasmPluginProps, 'module'>>;
  fc.assert(
    fc.property(props, ({ env: variables, pluginConfig, ...rest }) => {
      const wasm = {
        module: headers,
        ...(variables ? { env: variables } : {}),
        ...(pluginConfig ? { pluginConfig } : {}),
      };
      plugin({ ...rest, ...wasm });
      extension({ ...rest, run: Extension.wasm(wasm) });
    }),
    { numRuns: 50 },
  );
});
