import { afterAll, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Chart } from 'cdk8s';
import { loadAll } from 'js-yaml';
import { Participant } from '../../lib/edges/participant';
import { evaluateChart } from '../../lib/emit/evaluate-chart';
import { HelmChart } from '../../lib/emit/helm-chart';
import { EgressGateway } from '../../lib/routing/egress-gateway';
import { EgressGatewayContract } from '../../lib/routing/egress-gateway-contract';
import { EgressProtocol } from '../../lib/routing/egress-protocol';
import { RetryPolicy } from '../../lib/routing/retry-policy';
import { ChartValues } from '../../lib/values/chart-values';
import { includeWhen } from '../../lib/values/inclusion';
import { format, RELEASE } from '../../lib/values/operators';
import type { JsonObject } from '../../lib/vocabulary/json';
import { crdMistakes, shop } from './shop';
import { withoutChartLabels } from '../fixtures/rendered-chart';

const CHART = { name: 'shop', version: '0.1.0', appVersion: '1.0.0', description: 'Egress' };
const folder = mkdtempSync(join(tmpdir(), 'egress-gateway-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const chart = shop();
const values = deployTime(chart);
for (const [path, text] of new HelmChart(chart, { ...CHART, values }).files) {
  mkdirSync(dirname(join(folder, 'chart', path)), { recursive: true });
  writeFileSync(join(folder, 'chart', path), text);
}

/** A worker that calls a host in both ways, with a deploy-time value wherever one may be. */
function deployTime(scope: Chart): ChartValues {
  const declared = new ChartValues();
  const text = (key: string, value: string) =>
    declared.string(key, { default: value, description: 'A text' });
  const count = (key: string, value: number) =>
    declared.integer(key, { default: value, description: 'A number' });
  const flag = (key: string) => declared.boolean(key, { default: true, description: 'A switch' });
  const platform = { mesh: flag('mesh') };
  const worker = new Participant(scope, 'worker', {
    name: format`${RELEASE.name}-worker`,
    namespace: RELEASE.namespace,
    selectorLabels: { app: 'worker' },
    serviceAccountName: 'worker',
    platform,
  });
  const common = {
    namespace: RELEASE.namespace,
    platform,
    port: count('port', 443),
    contract: EgressGatewayContract.of({
      selectorLabels: declared.map('selector', {
        default: { istio: 'egressgateway' },
        values: { type: 'string' },
        description: 'Labels',
      }),
      namespace: text('namespace', 'istio-system'),
      serviceName: text('service', 'istio-egressgateway'),
      targetPort: count('targetPort', 8443),
    }),
  };
  const enabled = flag('enabled');
  const calls = {
    mail: EgressProtocol.http({
      timeout: count('timeout', 10),
      retries: RetryPolicy.of({ attempts: count('attempts', 2), perTryTimeout: count('perTryTimeout', 3) }),
      tls: { credentialName: text('credentialName', '') },
    }),
    chat: EgressProtocol.tls(),
  };
  for (const [name, protocol] of Object.entries(calls)) {
    const egress = new EgressGateway(scope, name, {
      ...common,
      name: format`${RELEASE.name}-${name}`,
      host: text(`${name}Host`, `api.${name}.example`),
      urlVariable: `${name.toUpperCase()}_URL`,
      protocol,
    });
    includeWhen(egress, enabled);
    worker.calls(egress);
  }
  return declared;
}

function plain(overrides: JsonObject): JsonObject[] {
  const release = { name: 'event', namespace: 'events' };
  return evaluateChart(chart, { values, overrides, release, chart: CHART });
}

function helm(overrides: JsonObject): JsonObject[] {
  writeFileSync(join(folder, 'values.json'), JSON.stringify(overrides));
  const files = [join(folder, 'chart'), '-f', join(folder, 'values.json')];
  const text = execFileSync(
    process.env['EVENT_MESH_HELM'] ?? 'helm',
    ['template', 'event', '-n', 'events', ...files],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const objects = loadAll(text) as (JsonObject | null)[];
  return objects.filter((object) => object !== null).map(withoutChartLabels);
}

const byName = (manifests: JsonObject[]) =>
  Object.fromEntries(
    manifests.map((object) => [JSON.stringify([object['kind'], object['metadata']]), object]),
  );

describe('Helm and plain synthesis make the same objects, and the CRDs take all of them', () => {
  test.each<[string, JsonObject, number]>([
    ['the defaults', {}, 13],
    ['a gateway in the own namespace', { namespace: 'events' }, 13],
    ['a Secret with the authority', { credentialName: 'mail-ca' }, 13],
    ['another port', { port: 8443, targetPort: 443, selector: { app: 'egress' } }, 13],
    ['without retries', { attempts: 0 }, 13],
    ['nothing called', { enabled: false }, 3],
    ['no mesh', { mesh: false }, 1],
  ])('%s', (_name, overrides, count) => {
    const manifests = plain(overrides);
    expect(manifests).toHaveLength(count);
    expect(byName(helm(overrides))).toEqual(byName(manifests));
    const custom = manifests.filter(({ kind }) => kind !== 'NetworkPolicy');
    expect(custom.flatMap((object) => crdMistakes(object as never))).toEqual([]);
  });
});

test('both refuse tries that do not fit the timeout', () => {
  const message =
    "'timeout' is value 'timeout' but 1 try + value 'attempts' retries of value 'perTryTimeout' may need more";
  expect(() => plain({ timeout: 8 })).toThrow(message);
  expect(() => helm({ timeout: 8 })).toThrow(message);
});

test('callers have a way where the host is called, and none where it is not', () => {
  const worker = (overrides: JsonObject) =>
    JSON.stringify(
      plain(overrides).filter(({ metadata }) => (metadata as JsonObject)['name'] === 'event-worker'),
    );
  expect(worker({})).toMatch(/api\.mail\.example.*istio-egressgateway/);
  expect(worker({})).toContain('8443');
  expect(worker({ enabled: false })).not.toMatch(/mail|egressgateway|8443/);
});
