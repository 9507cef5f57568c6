import { expect, test } from '@jest/globals';
import type { Manifest } from '../../lib/mesh/manifest';
import type { HttpRoute } from '../../lib/mesh/virtual-services';
import { probesOfHttpRoute, probesOfRouteObject } from '../../lib/simulate/route-probes';

const ANY = ['any'];

test.each([
  [{}, [{}]],
  [{ match: [{}, { uri: {} }] }, [{}, { path: ANY }]],
  [{ match: [{ method: {}, authority: {} }] }, [{ method: ['any', 'OPTIONS'], authority: ANY }]],
  [{ match: [{ headers: { x: {} } }] }, [{ 'header x': ['any', null] }]],
  [{ match: [{ headers: { '@request.auth.claims.a.b': {} } }] }, [{ 'claim a][b': ['any', null] }]],
  [{ match: [{ withoutHeaders: { x: {} } }] }, [{ 'header x': [null, 'any'] }]],
  [{ match: [{ queryParams: { q: {} } }] }, [{ 'query q': ['any', '', null] }]],
  [{ match: [{ uri: { regex: 'a(' } }] }, [{}]],
  [
    { corsPolicy: { allowOrigins: [{}] } },
    [
      {},
      {
        method: ['OPTIONS', 'GET'],
        'header origin': ['any', null],
        'header access-control-request-method': ['GET', null],
      },
    ],
  ],
])('a route with %j is tried with %j', (route, expected) => {
  const found = probesOfHttpRoute({ route } as unknown as HttpRoute);
  expect(found.map((probe) => Object.fromEntries(probe))).toEqual(expected);
});

const around = (text: string) => [text, `${text}x`, `${text}/`, text.slice(0, -1), text.toUpperCase()];

test.each([
  ['HTTPRoute', {}, {}],
  ['HTTPRoute', { method: 'PUT' }, { method: ['PUT', 'OPTIONS'] }],
  ['HTTPRoute', { path: { type: 'Exact', value: '/a' } }, { path: around('/a') }],
  ['HTTPRoute', { path: { type: 'RegularExpression', value: '/a' } }, { path: ['/a', '/a~', '/'] }],
  ['HTTPRoute', { path: { value: '/a' } }, { path: ['/a', '/a/x', '/ax', '/', '/a/', '/A'] }],
  ['HTTPRoute', { path: {} }, { path: ['/', '/x', 'x', ''] }],
  ['HTTPRoute', { headers: [{ name: 'x', value: 'b' }] }, { 'header x': [...around('b'), null] }],
  ['HTTPRoute', { queryParams: [{ name: 'q', value: 'b' }] }, { 'query q': [...around('b'), null] }],
  ['GRPCRoute', {}, { method: ['POST'] }],
  ['GRPCRoute', { method: {} }, { method: ['POST'], path: ['/any.Service/Any', '/any.Servicex/Other'] }],
  [
    'GRPCRoute',
    { method: { service: 'a.B', method: 'C' }, headers: [{ name: 'x', value: 'b' }] },
    { method: ['POST'], path: ['/a.B/C', '/a.Bx/Other'], 'header x': [...around('b'), null] },
  ],
])('a match of a %s with %j is tried with %j', (kind, match, expected) => {
  const spec = { rules: [{ matches: [match] }, {}] };
  const found = probesOfRouteObject({ kind, spec } as unknown as Manifest);
  expect(found.map((probe) => Object.fromEntries(probe))).toEqual([expected, {}]);
});
