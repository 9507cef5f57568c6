import { beforeEach, describe, expect, test } from '@jest/globals';
import { ApiObject, App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { collectObjects } from '../../lib/emit/collected-object';
import { plainManifests } from '../../lib/emit/plain-manifests';
import { ChartValues } from '../../lib/values/chart-values';
import { evaluate } from '../../lib/values/evaluate';
import { expressionOf } from '../../lib/values/expression';
import { includeOnlyIn, includeWhen, inclusionOf, inclusionWithin, isFor } from '../../lib/values/inclusion';
import { ObjectList } from '../../lib/values/object-list';
import { and } from '../../lib/values/conditions';
import { when } from '../../lib/values/operators';
import type { JsonObject } from '../../lib/vocabulary/json';

const values = new ChartValues();
const flag = (key: string) => values.boolean(key, { default: true, description: 'Flag' });
const [mesh, tls, debug] = [flag('mesh'), flag('tls'), flag('debug')];
const context = (given: JsonObject) => ({
  values: { ...values.defaults, ...given },
  release: { name: 'shop', namespace: 'market' },
  chart: { name: 'orders', version: '1.0.0', appVersion: '1.0.0' },
});

let chart: Chart;
let group: Construct;
let first: ApiObject;
let second: ApiObject;
beforeEach(() => {
  chart = new Chart(new App(), 'orders');
  group = new Construct(chart, 'group');
  const object = (scope: Construct, name: string) =>
    new ApiObject(scope, name, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } });
  first = object(group, 'first');
  second = object(chart, 'second');
});
const names = (given: JsonObject = {}) =>
  plainManifests(collectObjects(chart, 'plain'), context(given)).map(
    ({ manifest }) => (manifest['metadata'] as JsonObject)['name'],
  );

describe('what is emitted', () => {
  test('everything, unless somebody says otherwise', () => {
    expect(names()).toEqual(['first', 'second']);
  });

  test.each<[string, JsonObject, string[]]>([
    ['both hold', {}, ['first', 'second']],
    ["an object's own does not", { tls: false }, ['second']],
    ["its scope's does not", { mesh: false }, ['second']],
  ])('under conditions of scopes: %s', (_what, given, expected) => {
    includeWhen(group, mesh);
    includeWhen(first, tls);
    expect(names(given)).toEqual(expected);
  });

  test('where a list or text is set, as in a template', () => {
    const hosts = values.at('route').list<string>('hosts', {
      default: [],
      items: { type: 'string' },
      description: 'Hosts',
    });
    includeWhen(first, and(hosts));
    expect(names()).toEqual(['second']);
    expect(names({ route: { hosts: ['a'] } })).toEqual(['first', 'second']);
  });

  test('what is never there is not even collected', () => {
    includeWhen(group, false);
    includeWhen(second, true);
    expect(collectObjects(chart, 'chart').map(({ construct, condition }) => [construct, condition])).toEqual([
      [second, true],
    ]);
  });

  test('what is for one output only', () => {
    includeOnlyIn(group, 'chart');
    expect(isFor(first, 'plain')).toBe(false);
    expect(collectObjects(chart, 'plain').map(({ construct }) => construct)).toEqual([second]);
    expect(collectObjects(chart, 'chart').map(({ construct }) => construct)).toEqual([first, second]);
  });

  test('dependencies come first, across scopes', () => {
    first.addDependency(second);
    const third = new ApiObject(chart, 'third', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'third' },
    });
    second.addDependency(third);
    expect(names()).toEqual(['third', 'second', 'first']);
  });

  test('a list of objects gives as many as there are', () => {
    const extra = values.at('some').list('extra', {
      default: [],
      items: { type: 'freeForm' },
      description: 'Objects',
    });
    const list = new ObjectList(chart, 'Extra', extra);
    includeWhen(list, debug);
    const some = { some: { extra: [{ metadata: { name: 'a' } }, { metadata: { name: 'b' } }] } };
    expect(names({ ...some })).toEqual(['first', 'second', 'a', 'b']);
    expect(names({ ...some, debug: false })).toEqual(['first', 'second']);
    expect(names()).toEqual(['first', 'second']);
    new ObjectList(chart, 'Known', [when(debug, { metadata: { name: 'c' } }), { metadata: { name: 'd' } }]);
    expect(names({ debug: false })).toEqual(['first', 'second', 'd']);
  });
});

describe('inclusionWithin', () => {
  const condition = (of: Construct, within: Construct, given: JsonObject) =>
    evaluate(inclusionWithin(of, within), context(given));

  test('leaves out what the other one implies', () => {
    includeWhen(group, mesh);
    includeWhen(first, tls);
    includeWhen(second, values.at('again').boolean('mesh', { default: true, description: 'Other' }));
    includeWhen(second, mesh);
    expect(condition(first, second, { mesh: false })).toBe(true);
    expect(condition(first, second, { tls: false })).toBe(false);
    expect(expressionOf(inclusionWithin(first, group))).toMatchObject({ op: 'value', path: ['tls'] });
    expect(inclusionWithin(group, first)).toBe(true);
  });

  test('of the whole tree is the condition itself', () => {
    includeWhen(group, mesh);
    includeWhen(first, tls);
    expect(expressionOf(inclusionWithin(first, chart))).toEqual(expressionOf(inclusionOf(first)));
    expect(condition(first, chart, { mesh: false })).toBe(false);
  });
});
