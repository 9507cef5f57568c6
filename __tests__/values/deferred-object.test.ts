import { describe, expect, test } from '@jest/globals';
import { ApiObject, App, Chart } from 'cdk8s';
import type { ConfigMap } from 'kubernetes-types/core/v1';
import { deferredManifest } from '../../lib/values/bindings';
import { ChartValues } from '../../lib/values/chart-values';
import { bindMetadata, deferredObject, joined, kindOf } from '../../lib/values/deferred-object';
import { isDeferral, type Tree } from '../../lib/values/expression';
import { evaluate } from '../../lib/values/evaluate';
import { fields, format, RELEASE } from '../../lib/values/operators';

const values = new ChartValues();
const labels = values.map<string>('labels', {
  default: { team: 'events', app: 'of a values file' },
  values: { type: 'string' },
  description: 'Labels',
});
const context = {
  release: { name: 'shop', namespace: 'market' },
  chart: { name: 'orders', version: '1.0.0', appVersion: '1.0.0' },
};
const chart = () => new Chart(new App(), 'orders', { namespace: 'fixed', labels: { chart: 'orders' } });

describe('metadata of an object', () => {
  test('is bound to it, deferred or not; what cdk8s gives it stays', () => {
    const object = deferredObject(
      kindOf<ConfigMap>('v1', 'ConfigMap'),
      chart(),
      'settings',
      {
        name: format`${RELEASE.name}-settings`,
        namespace: RELEASE.namespace,
        labels: { app: 'orders' },
        annotations: labels,
      },
      { data: { a: '1' } },
    );
    expect(evaluate(deferredManifest(object), context)).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name: 'shop-settings',
        namespace: 'market',
        labels: { app: 'orders', chart: 'orders' },
        annotations: { team: 'events', app: 'of a values file' },
      },
      data: { a: '1' },
    });
  });

  test('is what cdk8s made where nothing else is said', () => {
    const object = new ApiObject(chart(), 'settings', { apiVersion: 'v1', kind: 'ConfigMap' });
    bindMetadata(object, {});
    expect(object.toJson()).toEqual({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: object.name, namespace: 'fixed', labels: { chart: 'orders' } },
    });
  });

  test('gives way to labels and annotations that users add to the object', () => {
    const object = new ApiObject(chart(), 'settings', { apiVersion: 'v1', kind: 'ConfigMap' });
    bindMetadata(object, { labels, annotations: { a: 'bound', b: 'bound' } });
    object.metadata.addLabel('app', 'of a user');
    object.metadata.addAnnotation('a', 'of a user');
    expect((object.toJson() as { metadata: object }).metadata).toMatchObject({
      labels: { team: 'events', app: 'of a user', chart: 'orders' },
      annotations: { a: 'of a user', b: 'bound' },
    });
  });
});

test('an object asks for its fields when manifests are made', () => {
  let data = { a: 'before' };
  const object = deferredObject(kindOf<ConfigMap>('v1', 'ConfigMap'), chart(), 'map', {}, () => ({ data }));
  data = { a: 'after' };
  expect(object.toJson()).toMatchObject({ data: { a: 'after' } });
});

describe('two maps joined', () => {
  test.each<[string, Tree | undefined, Tree | undefined, unknown]>([
    ['plain ones', { a: '1', b: '1' }, { b: '2', c: undefined }, { a: '1', b: '2' }],
    ['the first alone', { a: '1' }, undefined, { a: '1' }],
    ['the second alone', undefined, { a: '1' }, { a: '1' }],
    ['none', undefined, undefined, undefined],
  ])('%s are plain', (_what, first, second, expected) => {
    expect(joined(first, second)).toEqual(expected);
  });

  test.each<[string, Tree, Tree, unknown]>([
    ['the first', labels, { app: 'x' }, { team: 'events', app: 'x' }],
    ['the second', { app: 'x', b: '1' }, labels, { app: 'of a values file', b: '1', team: 'events' }],
    ['both', labels, fields({ app: 'x' }), { team: 'events', app: 'x' }],
  ])('are deferred where %s is, the later one winning', (_which, first, second, expected) => {
    const both = joined(first, second);
    expect(isDeferral(both)).toBe(true);
    expect(evaluate(both, context)).toEqual(expected);
  });
});
