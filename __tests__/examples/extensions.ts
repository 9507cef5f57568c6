import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@jest/globals';
import { EnvoyChange, EnvoyPatch } from '../../lib/index';
import { aliasesOf } from './aliases-of';
import type { Scenario } from './scenario';

const source = path.resolve(__dirname, '../../examples/apps/wasm-headers');
const globalLimit = 'rate-limit-global-limit-envoyfilter-c863a600';
const patch = 'spec.configPatches[0]';
const sha256 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';
const wasm = {
  sha256,
  pluginConfig: { greeting: 'hello', something: 'anything' },
  vmConfig: { env: [{ name: 'TRUST_DOMAIN', value: 'cluster.local' }] },
  failStrategy: 'FAIL_OPEN',
};

/** What proxies do beyond what Istio's kinds say. */
export const extensions: Readonly<Record<string, Scenario>> = {
  'rate-limit-local': {
    findings: ['EVM151 EnvoyFilter backend-limit'],
    objects: { EnvoyFilter: ['backend-limit'], Deployment: ['backend'] },
    fields: {
      'EnvoyFilter/backend-limit spec.workloadSelector.labels': { app: 'backend' },
      [`EnvoyFilter/backend-limit ${patch}.match.context`]: 'SIDECAR_INBOUND',
      [`EnvoyFilter/backend-limit ${patch}.match.listener.portNumber`]: 5001,
      [`EnvoyFilter/backend-limit ${patch}.patch.value.name`]: 'envoy.filters.http.local_ratelimit',
      [`EnvoyFilter/backend-limit ${patch}.patch.value.typed_config.token_bucket`]: {
        max_tokens: 100,
        tokens_per_fill: 50,
        fill_interval: '1s',
      },
    },
  },
  'rate-limit-global': {
    findings: [`EVM151 EnvoyFilter ${globalLimit}`],
    objects: {
      Deployment: ['orders', 'ratelimit'],
      StatefulSet: ['ratelimit-redis'],
      ConfigMap: ['ratelimit', 'ratelimit-redis-configuration', 'ratelimit-redis-scripts'],
      EnvoyFilter: [globalLimit],
    },
    fields: {
      [`EnvoyFilter/${globalLimit} ${patch}.patch.value.typed_config.failure_mode_deny`]: false,
      [`EnvoyFilter/${globalLimit} ${patch}.patch.value.typed_config.timeout`]: '250ms',
      [`EnvoyFilter/${globalLimit} ${patch}.patch.value.typed_config.rate_limit_service.grpc_service.envoy_grpc.cluster_name`]:
        'outbound|8081||ratelimit.default.svc.cluster.local',
      'Service/ratelimit spec.ports[0].name': 'grpc',
      'AuthorizationPolicy/ratelimit spec.rules[0].from[0].source.principals': [
        'cluster.local/ns/default/sa/orders',
      ],
    },
  },
  'envoyfilter-lua': {
    findings: ['EVM151 EnvoyFilter api-header-filter'],
    objects: { EnvoyFilter: ['api-header-filter'], TrafficExtension: ['api-header'] },
    fields: {
      'TrafficExtension/api-header spec.selector.matchLabels': { app: 'web-frontend' },
      'EnvoyFilter/api-header-filter apiVersion': 'networking.istio.io/v1alpha3',
      'EnvoyFilter/api-header-filter spec.priority': 10,
      [`EnvoyFilter/api-header-filter ${patch}.patch.operation`]: 'INSERT_BEFORE',
    },
    observe: (manifests) => {
      const added = 'handle:headers():add("api-version", "v1")';
      expect(manifests.field('TrafficExtension/api-header spec.lua.inlineCode')).toContain(added);
      expect(aliasesOf(manifests.all)).toEqual(['IST0133']);
      expect(aliasesOf(manifests.all, ['"priority":10,', ''])).toContain('IST0151');
      expect(
        manifests.field(
          `EnvoyFilter/api-header-filter ${patch}.patch.value.typed_config.default_source_code.inline_string`,
        ),
      ).toContain(added);
    },
  },
  'envoyfilter-operations': {
    findings: ['EVM151 EnvoyFilter web-frontend-operations', 'EVM151 EnvoyFilter mesh-server-header'],
    objects: { EnvoyFilter: ['mesh-server-header', 'web-frontend-operations'] },
    fields: {
      'EnvoyFilter/mesh-server-header metadata.namespace': 'istio-system',
      'EnvoyFilter/web-frontend-operations spec.workloadSelector.labels': { app: 'web-frontend' },
    },
    observe: (manifests) => {
      const patches = ['mesh-server-header', 'web-frontend-operations'].flatMap(
        (name) =>
          manifests.field(`EnvoyFilter/${name} spec.configPatches`) as {
            applyTo: string;
            patch: { operation: string };
          }[],
      );
      expect(patches.map((one) => `${one.applyTo} ${one.patch.operation}`)).toEqual([
        'NETWORK_FILTER MERGE',
        'CLUSTER MERGE',
        'LISTENER MERGE',
        'VIRTUAL_HOST MERGE',
        'HTTP_ROUTE MERGE',
        'HTTP_FILTER INSERT_FIRST',
        'HTTP_FILTER INSERT_BEFORE',
        'HTTP_FILTER INSERT_AFTER',
        'HTTP_FILTER REPLACE',
        'HTTP_FILTER REMOVE',
      ]);
      expect(aliasesOf(manifests.all)).toEqual(['IST0133', 'IST0133']);
      const ignored = ['"MERGE","value":{"stat_prefix"', '"ADD","value":{"stat_prefix"'] as const;
      expect(aliasesOf(manifests.all, ignored)).toContain('IST0153');
      expect(() => EnvoyPatch.httpRoute({ change: EnvoyChange.remove() })).toThrow(
        'does nothing to HTTP_ROUTE',
      );
      expect(() => EnvoyPatch.cluster({ change: EnvoyChange.insertBefore({}) })).toThrow(
        'does nothing to CLUSTER',
      );
    },
  },
  'wasm-plugin': {
    objects: { WasmPlugin: ['hello-world-wasm'], TrafficExtension: ['hello-next-wasm'] },
    fields: {
      'WasmPlugin/hello-world-wasm spec': {
        selector: { matchLabels: { app: 'hello-world' } },
        url: 'oci://my-registry/tetrate/hello-world:v1',
        imagePullPolicy: 'IfNotPresent',
        imagePullSecret: 'my-registry',
        phase: 'AUTHN',
        priority: 10,
        ...wasm,
      },
      'TrafficExtension/hello-next-wasm spec.wasm': {
        url: 'https://my-registry.example.com/hello-world.wasm',
        ...wasm,
      },
    },
  },
  'wasm-rust-headers': {
    objects: { WasmPlugin: ['wasm-example-rs'], Deployment: ['curl', 'httpbin'] },
    fields: {
      'WasmPlugin/wasm-example-rs spec.selector.matchLabels': { app: 'httpbin' },
      'WasmPlugin/wasm-example-rs spec.pluginConfig': {
        header_1: 'my-first-header',
        header_2: 'my-second-header',
      },
    },
    routes: [
      {
        from: 'workload:default/curl',
        request: 'GET http://httpbin:8000/headers',
        gives: 'route httpbin.default:8000 100 %',
      },
    ],
    observe: (manifests) => {
      expect(manifests.field('WasmPlugin/wasm-example-rs spec.url')).toMatch(
        /^oci:\/\/registry\.example\.com\/wasm-headers@sha256:[0-9a-f]{64}$/,
      );
      const workflow = readFileSync(path.join(source, 'publish.yaml'), 'utf8');
      expect(workflow).toContain('cargo build --release --target wasm32-wasip1');
      expect(workflow).toContain('const DIGEST = ');
      expect(readFileSync(path.join(source, 'Cargo.toml'), 'utf8')).toContain('crate-type = ["cdylib"]');
    },
  },
};
