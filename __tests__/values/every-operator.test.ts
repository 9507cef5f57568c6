import { afterAll, expect, test } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import * as fc from 'fast-check';
import { loadAll } from 'js-yaml';
import { collectObjects } from '../../lib/emit/collected-object';
import { HelmChart } from '../../lib/emit/helm-chart';
import { plainManifests } from '../../lib/emit/plain-manifests';
import type { DeployContext } from '../../lib/values/evaluate';
import { mergeValues } from '../../lib/values/merge-values';
import type { JsonObject } from '../../lib/vocabulary/json';
import { hostileText } from '../fixtures/arbitrary-values';
import { everyOperator } from '../fixtures/every-operator';
import { withoutChartLabels } from '../fixtures/rendered-chart';

const CHART = { name: 'slice', version: '0.1.0', appVersion: '1.0.0', description: 'Every operator' };
const helm = process.env['EVENT_MESH_HELM'] ?? '';

const folder = mkdtempSync(join(tmpdir(), 'every-operator-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const { chart, values } = everyOperator();
for (const [path, text] of new HelmChart(chart, { ...CHART, values }).files) {
  mkdirSync(dirname(join(folder, 'chart', path)), { recursive: true });
  writeFileSync(join(folder, 'chart', path), text);
}
const objects = collectObjects(chart, 'plain');

// Helm leaves Unicode's further blanks unquoted: Kubernetes reads them back, js-yaml reads nothing.
const text = fc
  .oneof(hostileText, fc.constant(''), fc.string({ unit: 'grapheme', maxLength: 12 }))
  .filter((value) => !/[^\S \t\n\u2028]/.test(value));
const key = fc.oneof(
  fc.stringMatching(/^[a-z][a-z0-9./_-]{0,8}$/),
  fc.constantFrom('yes', '1', 'null', 'a b', 'é'),
);
const texts = fc.dictionary(key, text, { maxKeys: 3, noNullPrototype: true });
const label = fc.stringMatching(/^[a-z]([a-z0-9-]{0,8}[a-z0-9])?$/);
const arbitraryValues = fc.record({
  nameOverride: fc.oneof(fc.constant(''), label, fc.constant('x'.repeat(55) + '-y')),
  replicas: fc.integer({ min: 0, max: 49 }),
  autoscaling: fc.boolean(),
  debug: fc.boolean(),
  routing: fc.boolean(),
  mode: fc.constantFrom('inner', 'exposed'),
  motto: text,
  priority: text,
  repository: text,
  tag: text,
  percent: fc.constantFrom(0, 0.1, 1, 33.3333, 100),
  resources: fc.constantFrom({}, { limits: { cpu: '1', memory: '1Gi' } }, { requests: { cpu: 0.5 } }),
  nodeSelector: texts,
  podLabels: texts,
  config: texts,
  subsets: fc.dictionary(label, fc.integer({ min: 0, max: 20000000 }), {
    minKeys: 1,
    maxKeys: 3,
    noNullPrototype: true,
  }),
  env: fc.array(fc.record({ name: fc.constantFrom('MODE', 'DEBUG', 'A', 'yes'), value: text }), {
    maxLength: 3,
  }),
  extraArgs: fc.array(text, { maxLength: 3 }),
  hosts: fc.array(text, { maxLength: 2 }),
  extraObjects: fc.array(
    fc.record({ apiVersion: fc.constant('v1'), kind: fc.constant('Secret'), data: texts }),
    {
      maxLength: 2,
    },
  ),
  service: fc.record({ port: fc.integer({ min: 1, max: 65535 }), nodePort: fc.constantFrom(0, 30000) }),
  canary: fc.record({ enabled: fc.boolean() }),
});

function rendered(context: DeployContext): string[] {
  const file = join(folder, 'values.json');
  writeFileSync(file, JSON.stringify(context.values));
  const args = [
    'template',
    context.release.name,
    join(folder, 'chart'),
    '-n',
    context.release.namespace,
    '-f',
    file,
  ];
  const output = execFileSync(helm, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  return canonical(
    (loadAll(output) as (JsonObject | null | undefined)[])
      .filter((document) => document !== null && document !== undefined)
      .map(withoutChartLabels),
  );
}

function canonical(manifests: readonly JsonObject[]): string[] {
  const sorted = (_key: string, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  return manifests.map((manifest) => JSON.stringify(manifest, sorted, 1)).sort();
}

test('every operator means the same in plain synthesis and in helm template', () => {
  fc.assert(
    fc.property(arbitraryValues, label, label, (overrides, name, namespace) => {
      const context = {
        values: overrides as unknown as JsonObject,
        release: { name, namespace },
        chart: CHART,
      };
      const complete = { ...context, values: mergeValues(values.defaults, context.values) };
      const plain = plainManifests(objects, complete).map(({ manifest }) => manifest);
      expect(rendered(complete)).toEqual(canonical(plain));
    }),
  );
});
