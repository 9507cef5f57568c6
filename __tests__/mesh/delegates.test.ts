import { describe, expect, test } from '@jest/globals';
import { joinedName, mergedMatches } from '../../lib/mesh/delegate-matches';
import type { JsonObject } from '../../lib/vocabulary/json';
import type { Manifest } from '../../lib/mesh/manifest';
import { VirtualServices } from '../../lib/mesh/virtual-services';
import { istio, meshOf } from './manifests';

/** @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate */
describe('the condition of a delegate under that of its root', () => {
  const exact = (text: string) => ({ exact: text });
  const prefix = (text: string) => ({ prefix: text });
  test.each<[JsonObject, JsonObject, JsonObject | undefined]>([
    [{ uri: prefix('/a') }, {}, { uri: prefix('/a') }],
    [{}, { uri: prefix('/a') }, { uri: prefix('/a') }],
    [{ uri: prefix('/a') }, { uri: prefix('/a/b') }, { uri: prefix('/a/b') }],
    [{ uri: prefix('/a') }, { uri: exact('/a/b') }, { uri: exact('/a/b') }],
    [{ uri: prefix('/a') }, { uri: exact('/b') }, undefined],
    [{ uri: prefix('/a/b') }, { uri: prefix('/a') }, undefined],
    [{ uri: exact('/a') }, { uri: exact('/a') }, { uri: exact('/a') }],
    [{ uri: exact('/a') }, { uri: exact('/b') }, undefined],
    [{ uri: exact('/a') }, { uri: prefix('/a') }, undefined],
    [{ uri: { regex: '/a' } }, { uri: exact('/a') }, undefined],
    [{ uri: prefix('/a') }, { uri: { regex: '/a' } }, undefined],
    [{ uri: {} }, { uri: exact('/a') }, undefined],
    [{ uri: prefix('/a') }, { uri: {} }, undefined],
    [{ scheme: exact('http') }, { scheme: exact('https') }, undefined],
    [{ method: exact('GET') }, { method: exact('PUT') }, undefined],
    [{ authority: exact('a') }, { authority: exact('b') }, undefined],
    [{ method: exact('GET') }, { scheme: exact('http') }, { method: exact('GET'), scheme: exact('http') }],
    [
      { authority: exact('a'), scheme: exact('http') },
      { port: 80 },
      { authority: exact('a'), scheme: exact('http'), port: 80 },
    ],
    ...(['headers', 'withoutHeaders', 'queryParams'] as const).flatMap(
      (field): [JsonObject, JsonObject, JsonObject | undefined][] => [
        [{ [field]: { a: exact('1') } }, { [field]: { a: exact('2') } }, undefined],
        [
          { [field]: { a: exact('1') } },
          { [field]: { b: exact('2') } },
          { [field]: { a: exact('1'), b: exact('2') } },
        ],
        [{ [field]: { a: prefix('1') } }, { [field]: { a: exact('12') } }, { [field]: { a: exact('12') } }],
        [{ [field]: { a: exact('1') } }, { [field]: { b: exact('2'), a: exact('2') } }, undefined],
      ],
    ),
    [{ ignoreUriCase: true }, {}, undefined],
    [{}, { ignoreUriCase: true }, undefined],
    [{ ignoreUriCase: true }, { ignoreUriCase: true }, { ignoreUriCase: true }],
    [{ ignoreUriCase: false }, {}, {}],
    [{ port: 80 }, { port: 81 }, undefined],
    [{ port: 80 }, { port: 80 }, { port: 80 }],
    [{ port: 80 }, {}, { port: 80 }],
    [{ sourceNamespace: 'a' }, { sourceNamespace: 'b' }, undefined],
    [{ sourceNamespace: 'a' }, {}, undefined],
    [{ sourceNamespace: 'a' }, { sourceNamespace: 'a' }, { sourceNamespace: 'a' }],
    [{}, { sourceNamespace: 'b' }, { sourceNamespace: 'b' }],
    [{ sourceLabels: { a: '1' } }, { sourceLabels: { a: '2' } }, undefined],
    [{ sourceLabels: { a: '1' } }, { sourceLabels: { b: '2', a: '2' } }, undefined],
    [{ sourceLabels: { a: '1' } }, { sourceLabels: { b: '2' } }, { sourceLabels: { a: '1', b: '2' } }],
    [{ gateways: ['x'] }, { gateways: ['y'] }, undefined],
    [{ gateways: ['x', 'z'] }, { gateways: ['x', 'y'] }, undefined],
    [{ gateways: ['x', 'y'] }, { gateways: ['y'] }, { gateways: ['y'] }],
    [{ gateways: ['x'] }, {}, { gateways: ['x'] }],
    [{}, { gateways: ['y'] }, { gateways: ['y'] }],
    [{ name: 'r' }, { name: 'd' }, { name: 'r-d' }],
    [{ name: 'r' }, {}, { name: 'r' }],
  ])('%j and %j are %j', (root, leaf, expected) => {
    expect(mergedMatches([root], [leaf])).toEqual(expected && [expected]);
  });

  test('each joins with each that it does not contradict', () => {
    const [a, b] = [{ uri: prefix('/a') }, { method: exact('GET') }];
    const leaf = { uri: exact('/a/x') };
    expect(mergedMatches([a, b], [leaf])).toEqual([leaf, { ...b, ...leaf }]);
    expect(mergedMatches([a], [leaf, { uri: exact('/b') }])).toBeUndefined();
    expect(mergedMatches([], [leaf])).toEqual([leaf]);
    expect(mergedMatches([a], [])).toEqual([a]);
  });

  test.each([
    ['r', 'd', 'r-d'],
    ['r', undefined, 'r'],
    ['', 'd', 'd'],
    [undefined, '', undefined],
  ])('%s and %s are called %s', (root, delegate, expected) => {
    expect(joinedName(root, delegate)).toBe(expected);
  });
});

describe('a root', () => {
  const delegate = (name: string, spec: object) => istio('VirtualService', name, spec);
  const root = (route: object) =>
    istio('VirtualService', 'shop/root', {
      hosts: ['a.test'],
      http: [route, { redirect: { uri: '/last' } }],
    });
  const routesOf = (...manifests: readonly Manifest[]) =>
    VirtualServices.of(meshOf(...manifests)).all.find(({ name }) => name === 'shop/root')?.http;
  const LAST = { redirect: { uri: '/last' } };
  const OWN = { redirect: { uri: '/d' } };

  test.each([
    ['of its namespace', { name: 'd' }, delegate('shop/d', { http: [OWN] }), true],
    ['of another', { name: 'd', namespace: 'bank' }, delegate('bank/d', { http: [OWN] }), true],
    ['of none', { name: 'd', namespace: '' }, delegate('shop/d', { http: [OWN] }), true],
    ['that is not there', { name: 'd', namespace: 'bank' }, delegate('shop/d', { http: [OWN] }), false],
    ['with hosts of its own', { name: 'd' }, delegate('shop/d', { hosts: ['b.test'], http: [OWN] }), false],
    [
      'that it does not see',
      { name: 'd', namespace: 'bank' },
      delegate('bank/d', { http: [OWN], exportTo: ['.'] }),
      false,
    ],
  ])('takes the routes of a delegate %s', (_, named, other, expected) => {
    const found = routesOf(root({ delegate: named }), other);
    expect(found?.map(({ route }) => route)).toEqual([...(expected ? [{ ...OWN, match: [] }] : []), LAST]);
    if (expected) expect([found?.[0]?.manifest, found?.[0]?.index]).toEqual([other, 0]);
  });

  const fields = {
    rewrite: { uri: '/' },
    directResponse: { status: 200 },
    timeout: '1s',
    retries: { attempts: 1 },
    fault: {},
    mirror: { host: 'a.test' },
    mirrorPercent: 1,
    mirrorPercentage: { value: 1 },
    mirrors: [{ destination: { host: 'a.test' } }],
    corsPolicy: {},
    headers: { request: { set: { a: '1' } } },
  };
  test.each(Object.entries(fields))('says %s where its delegate does not', (field, value) => {
    const merged = (ofRoot: object, ofDelegate: object) =>
      routesOf(root({ delegate: { name: 'd' }, ...ofRoot }), delegate('shop/d', { http: [ofDelegate] }))?.[0]
        ?.route[field];
    expect(merged({ [field]: value }, {})).toEqual(value);
    expect(merged({ [field]: value }, { [field]: 'own' })).not.toEqual(value);
    expect(merged({}, {})).toBeUndefined();
  });

  test('says no other field, and gives its name', () => {
    const found = routesOf(
      root({
        delegate: { name: 'd' },
        name: 'r',
        match: [{ uri: { prefix: '/a' } }],
        route: [],
        redirect: {},
      }),
      delegate('shop/d', {
        http: [{ name: 'one', match: [{ uri: { exact: '/a/b' } }] }, { match: [{ uri: { exact: '/b' } }] }],
      }),
    );
    expect(found?.map(({ route }) => route)).toEqual([
      { name: 'r-one', match: [{ uri: { exact: '/a/b' } }] },
      LAST,
    ]);
  });
});
