import { expect, test } from '@jest/globals';
import { App, Chart } from 'cdk8s';
import type { ConfigMap } from 'kubernetes-types/core/v1';
import { collectObjects } from '../../lib/emit/collected-object';
import { plainManifestsOfAll } from '../../lib/emit/plain-manifests';
import { ChartValues } from '../../lib/values/chart-values';
import { deferredObject, kindOf } from '../../lib/values/deferred-object';
import type { Tree } from '../../lib/values/expression';
import { includeWhen } from '../../lib/values/inclusion';
import { CHART, format, RELEASE, when } from '../../lib/values/operators';
import type { JsonObject } from '../../lib/vocabulary/json';

const CONFIG_MAP = kindOf<ConfigMap>('v1', 'ConfigMap');
const release = { name: 'shop', namespace: 'shop' };
const about = { name: 'shop', version: '0.1.0', appVersion: '1.0.0' };

/** What one object, whose data and condition are made of values, is in each of some deployments. */
function deployed(
  make: (values: ChartValues) => { readonly data: Tree; readonly condition?: Tree },
  deployments: readonly JsonObject[],
): (JsonObject | undefined)[] {
  const values = new ChartValues();
  const { data, condition = true } = make(values);
  const chart = new Chart(new App(), 'shop');
  const object = deferredObject(CONFIG_MAP, chart, 'map', { name: 'map' }, { data } as never);
  includeWhen(object, condition as never);
  const contexts = deployments.map((given) => ({ values: given, release, chart: about }));
  return plainManifestsOfAll(collectObjects(chart, 'plain'), contexts).map(([only]) => only?.manifest);
}

test('deployments of other releases, or of other versions of the chart, share nothing that names these', () => {
  const chart = new Chart(new App(), 'shop');
  const data = { of: format`${RELEASE.name}/${RELEASE.namespace} ${CHART.version}` };
  deferredObject(CONFIG_MAP, chart, 'map', { name: 'map' }, { data });
  const contexts = [
    { release, chart: about },
    { release: { name: 'store', namespace: 'shop' }, chart: about },
    { release, chart: { ...about, version: '0.2.0' } },
    { release, chart: about },
  ];
  const manifests = plainManifestsOfAll(collectObjects(chart, 'plain'), contexts).map(
    ([only]) => only?.manifest,
  );
  expect(manifests.map((manifest) => manifest?.['data'])).toEqual([
    { of: 'shop/shop 0.1.0' },
    { of: 'store/shop 0.1.0' },
    { of: 'shop/shop 0.2.0' },
    { of: 'shop/shop 0.1.0' },
  ]);
  expect(manifests[3]).toBe(manifests[0]);
});

const text = (values: ChartValues, key: string) => values.string(key, { default: '', description: key });

test('deployments that agree in what an object looks up share its manifest', () => {
  const [first, second, third] = deployed(
    (values) => ({ data: { a: text(values, 'a') } }),
    [
      { a: 'x', b: '1' },
      { a: 'y', b: '1' },
      { a: 'x', b: '2' },
    ],
  );
  expect(third).toBe(first);
  expect(first).toMatchObject({ data: { a: 'x' } });
  expect(second).toMatchObject({ data: { a: 'y' } });
});

test('what only one deployment looks up tells them apart', () => {
  const manifests = deployed(
    (values) => ({
      data: {
        always: '1',
        a: when(values.boolean('on', { default: false, description: 'on' }), text(values, 'a')),
      },
    }),
    [
      { on: false, a: 'x' },
      { on: true, a: 'x' },
      { on: true, a: 'y' },
    ],
  );
  expect(manifests.map((manifest) => manifest?.['data'])).toEqual([
    { always: '1' },
    { always: '1', a: 'x' },
    { always: '1', a: 'y' },
  ]);
});

test('an object is left out where its condition does not hold', () => {
  const manifests = deployed(
    (values) => ({
      data: { a: '1' },
      condition: values.boolean('on', { default: false, description: 'on' }),
    }),
    [{ on: true }, { on: false }, { on: true }],
  );
  expect(manifests[1]).toBeUndefined();
  expect(manifests[2]).toBe(manifests[0]);
});

test('maps of other keys, or of another order, are not the same', () => {
  const manifests = deployed(
    (values) => ({
      data: values.map<string>('m', { default: {}, values: { type: 'string' }, description: 'm' } as never),
    }),
    [{ m: { a: '1', b: '2' } }, { m: { b: '2', a: '1' } }, { m: { a: '1', b: '2' } }],
  );
  expect(manifests.map((manifest) => Object.keys(manifest?.['data'] as object))).toEqual([
    ['a', 'b'],
    ['b', 'a'],
    ['a', 'b'],
  ]);
  expect(manifests[2]).toBe(manifests[0]);
});
