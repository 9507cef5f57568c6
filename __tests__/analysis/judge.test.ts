import { afterEach, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { catalogue } from '../../lib/analysis/catalogue';
import { judge, refusingRules } from '../../lib/analysis/judge';
import type { JsonObject } from '../../lib/vocabulary/json';

const service: JsonObject = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'orders', namespace: 'shop' },
  spec: { ports: [{ name: 'http', port: 80 }] },
};
const route = (host: string): JsonObject => ({
  apiVersion: 'networking.istio.io/v1',
  kind: 'VirtualService',
  metadata: { name: 'orders', namespace: 'shop' },
  spec: { hosts: ['orders'], http: [{ route: [{ destination: { host } }] }] },
});
const judged = (manifest: JsonObject, constructPath: string, line?: string) => ({
  manifest,
  constructPath,
  createdAt: () => line,
});

afterEach(() => {
  delete process.env['EVENT_MESH_GATE'];
});

test('what is right passes', () => {
  expect(judge([judged(service, 'shop/orders'), judged(route('orders'), 'shop/route')])).toEqual([]);
});

test('an error names object, field, construct and line', () => {
  const mistakes = judge([
    judged(service, 'shop/orders'),
    judged(route('ordres'), 'shop/route', 'main.ts:12'),
  ]);
  expect(mistakes).toHaveLength(1);
  expect(mistakes[0]).toMatch(
    /^EVM\d+ VirtualService shop\/orders spec\.http\[0\]\.route\[0\]\.destination\.host: /,
  );
  expect(mistakes[0]).toMatch(/ \(construct shop\/route, main\.ts:12\)$/);
});

test('a construct of which the line is not known is named alone', () => {
  expect(judge([judged(service, 'shop/orders'), judged(route('ordres'), 'shop/route')])[0]).toMatch(
    / \(construct shop\/route\)$/,
  );
});

test('EVENT_MESH_GATE=off lets everything pass', () => {
  process.env['EVENT_MESH_GATE'] = 'off';
  expect(judge([judged(route('ordres'), 'shop/route')])).toEqual([]);
});

test('every rule that reports errors is asked', () => {
  const rules = path.join(__dirname, '../../lib/analysis/rules');
  const reporting = catalogue.filter(({ name }) =>
    readFileSync(path.join(rules, `${name}.ts`), 'utf8').includes("'error'"),
  );
  expect(reporting.length).toBeGreaterThan(0);
  expect(refusingRules).toEqual(reporting);
});
