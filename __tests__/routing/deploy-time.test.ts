import { afterAll, describe, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { loadAll } from 'js-yaml';
import { collectObjects } from '../../lib/emit/collected-object';
import { HelmChart } from '../../lib/emit/helm-chart';
import { plainManifests } from '../../lib/emit/plain-manifests';
import { deferred } from '../../lib/values/chart-value';
import { constraintsOf } from '../../lib/values/constraint';
import { evaluate } from '../../lib/values/evaluate';
import { mergeValues } from '../../lib/values/merge-values';
import type { JsonObject } from '../../lib/vocabulary/json';
import { deployTime } from './deploy-time';
import { crdMistakes, shop } from './shop';
import { withoutChartLabels } from '../fixtures/rendered-chart';

const CHART = { name: 'shop', version: '0.1.0', appVersion: '1.0.0', description: 'Routing and security' };
const folder = mkdtempSync(join(tmpdir(), 'deploy-time-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const chart = shop();
const values = deployTime(chart);
const objects = collectObjects(chart, 'plain');
for (const [path, text] of new HelmChart(chart, { ...CHART, values }).files) {
  mkdirSync(dirname(join(folder, 'chart', path)), { recursive: true });
  writeFileSync(join(folder, 'chart', path), text);
}

const context = (overrides: JsonObject) => ({
  values: mergeValues(values.defaults, overrides),
  release: { name: 'event', namespace: 'events' },
  chart: CHART,
});

function plain(overrides: JsonObject): JsonObject[] {
  return plainManifests(objects, context(overrides)).map(({ manifest }) => manifest);
}

function helm(overrides: JsonObject): string {
  writeFileSync(join(folder, 'values.json'), JSON.stringify(overrides));
  const args = [
    'template',
    'event',
    join(folder, 'chart'),
    '-n',
    'events',
    '-f',
    join(folder, 'values.json'),
  ];
  return execFileSync(process.env['EVENT_MESH_HELM'] ?? 'helm', args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

const byName = (manifests: JsonObject[]) =>
  Object.fromEntries(
    manifests.map((object) => [JSON.stringify([object['kind'], object['metadata']]), object]),
  );

/** Texts that YAML would read as something else. */
const hostile = fc.constantFrom('a', 'yes', '1e3', 'x: #y', '{{ .Release.Name }}');
const arbitraryValues = fc.record({
  mesh: fc.boolean(),
  backend: fc.boolean(),
  gatewayApi: fc.boolean(),
  tls: fc.boolean(),
  redirect: fc.boolean(),
  text: hostile,
  path: fc.constantFrom('/', '/api', '/a b'),
  hosts: fc.uniqueArray(fc.constantFrom('*', 'a.example.com', '*.example.org'), {
    minLength: 1,
    maxLength: 3,
  }),
  labels: fc.constantFrom<JsonObject>({ app: 'edge' }, { app: 'yes', version: '1' }),
  attempts: fc.integer({ min: 0, max: 4 }),
  weight: fc.constant(100),
  otherWeight: fc.constant(0),
  mode: fc.constantFrom('STRICT', 'PERMISSIVE', 'DISABLE'),
});

test('Helm and plain synthesis make the same objects, and the CRDs take all of them', () => {
  fc.assert(
    fc.property(arbitraryValues, (overrides) => {
      const manifests = plain(overrides);
      const objects = loadAll(helm(overrides)) as (JsonObject | null)[];
      const rendered = objects.filter((object) => object !== null).map(withoutChartLabels);
      expect(byName(rendered)).toEqual(byName(manifests));
      const custom = manifests.filter(({ kind }) => kind !== 'NetworkPolicy');
      expect(custom.flatMap((object) => crdMistakes(object as never))).toEqual([]);
    }),
    { numRuns: 30 },
  );
});

describe('both refuse', () => {
  test.each<[string, JsonObject, string]>([
    [
      'weights that do not add up',
      { weight: 80 },
      "'weight' of a rule's destinations: value 'weight' + value 'otherWeight', expected a sum of 100",
    ],
    [
      'tries that do not fit the timeout',
      { attempts: 7 },
      "'timeout' is value 'timeout' but 1 try + value 'attempts' retries of value 'seconds' may need more; raise timeout, or lower attempts or perTryTimeout",
    ],
    ['no hosts', { hosts: [] }, "'hosts' is empty; name at least one host, or '*' for all of them"],
  ])('%s', (_name, overrides, message) => {
    const broken = constraintsOf(chart)
      .filter(({ condition }) => evaluate(deferred(condition), context(overrides)) !== true)
      .map((constraint) => constraint.message);
    expect(broken).toContain(message);
    expect(() => helm(overrides)).toThrow(message.slice(0, 60));
  });
});

test('a Gateway has a listener per host, and none of them names all hosts', () => {
  const gateway = plain({ gatewayApi: true, tls: false }).find(
    ({ apiVersion }) => apiVersion === 'gateway.networking.k8s.io/v1',
  );
  expect(gateway).toMatchObject({
    spec: {
      listeners: [
        { name: 'http-0', port: 80 },
        { name: 'http-1', hostname: 'shop.example.com' },
      ],
    },
  });
  expect(gateway).not.toHaveProperty('spec.listeners.0.hostname');
});

test('one gateway or the other, with the edge that leads from it', () => {
  const kinds = (overrides: JsonObject) => plain(overrides).map(({ kind }) => kind);
  const policy = (overrides: JsonObject) =>
    JSON.stringify(plain(overrides).filter(({ kind }) => kind === 'NetworkPolicy'));
  expect(kinds({})).toContain('Certificate');
  expect(kinds({ gatewayApi: true })).not.toContain('Certificate');
  expect(policy({})).not.toContain('gateway.networking.k8s.io/gateway-name');
  expect(policy({ gatewayApi: true })).toContain('"gateway.networking.k8s.io/gateway-name":"event-gateway"');
});
