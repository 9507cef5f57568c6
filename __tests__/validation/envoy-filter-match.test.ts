import { describe, expect, test } from '@jest/globals';
import { currentFilterName } from '../../lib/validation/envoy-filter-name';
import { objectOf, placesIn } from './expectation';

/** Where something is said of one patch, from the patch on. */
function placesInPatch(patch: object): readonly string[] {
  const spec = JSON.stringify({ configPatches: [patch] });
  const [warning, ...places] = placesIn(objectOf('networking.istio.io/v1alpha3', 'EnvoyFilter', spec));
  expect(warning).toBe('Wi spec');
  return places.map((place) => place.replace('spec.configPatches[0].', ''));
}
const remove = { operation: 'REMOVE' };
const manager = 'envoy.filters.network.http_connection_manager';

describe.each([
  ['LISTENER', 'listener'],
  ['FILTER_CHAIN', 'listener'],
  ['NETWORK_FILTER', 'listener'],
  ['HTTP_FILTER', 'listener'],
  ['ROUTE_CONFIGURATION', 'routeConfiguration'],
  ['VIRTUAL_HOST', 'routeConfiguration'],
  ['HTTP_ROUTE', 'routeConfiguration'],
  ['CLUSTER', 'cluster'],
])('a patch of %s', (applyTo, expected) => {
  test.each(['listener', 'routeConfiguration', 'cluster', 'waypoint'])('matching a %s', (given) => {
    const found = placesInPatch({ applyTo, match: { [given]: {} }, patch: remove });
    const bySchema = given === 'waypoint' ? ['Ea match'] : [];
    expect(found).toEqual(given === expected ? [] : [...bySchema, `Ei match.${given}`]);
  });

  test('matching nothing', () => {
    expect(placesInPatch({ applyTo, match: {}, patch: remove })).toEqual([]);
  });
});

describe('the match of a filter', () => {
  test.each([
    ['LISTENER', { name: 'a' }, ['Wi filter']],
    ['FILTER_CHAIN', { name: 'a' }, ['Wi filter']],
    ['NETWORK_FILTER', { name: 'a' }, []],
    ['NETWORK_FILTER', {}, ['Ei filter.name']],
    ['NETWORK_FILTER', null, []],
    ['HTTP_FILTER', { name: manager, subFilter: { name: 'a' } }, []],
    ['HTTP_FILTER', { name: manager, subFilter: {} }, ['Ei filter.subFilter.name']],
    ['HTTP_FILTER', { name: manager, subFilter: { name: 'envoy.router' } }, ['Wi filter.subFilter.name']],
    ['HTTP_FILTER', { name: 'envoy.http_connection_manager', subFilter: { name: 'a' } }, ['Wi filter.name']],
  ])('in a patch of %s: %j', (applyTo, filter, expected) => {
    const places = placesInPatch({
      applyTo,
      match: { listener: { filterChain: { filter } } },
      patch: remove,
    });
    expect(places.map((place) => place.replace('match.listener.filterChain.', ''))).toEqual(expected);
  });
});

test.each([
  [{ applyTo: 'INVALID', patch: remove }, ['Ei applyTo']],
  [{ applyTo: 'CLUSTER', patch: { operation: 'INVALID' } }, ['Ei patch.operation']],
  [{ applyTo: 'EXTENSION_CONFIG', match: { cluster: {} }, patch: remove }, []],
])('%j', (patch, expected) => {
  expect(placesInPatch(patch)).toEqual(expected);
});

describe('a type', () => {
  test.each([
    ['type.googleapis.com/envoy.api.v2.Cluster', true],
    ['type.googleapis.com/envoy.v2.Cluster', true],
    ['type.googleapis.com/envoy.config.filter.http.lua.v2.Lua', true],
    ['type.googleapis.com/envoy.config.filter.http.v2alpha.A', true],
    ['type.googleapis.com/envoy.config.filter.http.v2alpha1.A', true],
    ['type.googleapis.com/envoy.config.filter.http.v2beta.A', true],
    ['type.googleapis.com/envoy.config.filter.http.v2beta1.A', true],
    ['type.googleapis.com/envoy.extensions.filters.http.lua.v3.Lua', false],
    ['type.googleapis.com/envoy.extensions.apiv2.A', false],
    ['a.type.googleapis.com/envoy.api.v2.Cluster', false],
    ['type.googleapis.com/udpa.v2.Cluster', false],
  ])('%s has been dropped: %s', (type, isDropped) => {
    const of = (value: object) => placesInPatch({ applyTo: 'CLUSTER', patch: { operation: 'ADD', value } });
    const expected = isDropped ? ['Ei patch.value'] : [];
    expect(of({ '@type': type })).toEqual(expected);
    expect(of({ a: [null, { b: { '@type': type } }] })).toEqual(expected);
  });
});

describe('at a waypoint', () => {
  test.each([
    ['LISTENER', ['applyTo']],
    ['LISTENER_FILTER', ['applyTo']],
    ['BOOTSTRAP', ['applyTo']],
    ['EXTENSION_CONFIG', ['applyTo']],
    ['ROUTE_CONFIGURATION', ['match.waypoint.filter']],
    ['VIRTUAL_HOST', ['match.waypoint.filter']],
    ['HTTP_ROUTE', ['match.waypoint.filter']],
    ['CLUSTER', ['match.waypoint.filter', 'match.waypoint.route']],
    ['FILTER_CHAIN', ['match.waypoint.route']],
    ['NETWORK_FILTER', ['match.waypoint.route']],
    ['HTTP_FILTER', ['match.waypoint.route']],
  ])('a patch of %s', (applyTo, expected) => {
    const match = { context: 'WAYPOINT', waypoint: { filter: { name: 'a' }, route: { name: 'b' } } };
    expect(placesInPatch({ applyTo, match, patch: remove })).toEqual(expected.map((place) => `Ei ${place}`));
  });
});

const http =
  'buffer cors csrf fault grpc_http1_bridge grpc_json_transcoder grpc_web gzip health_check ip_tagging lua router squash';
const network =
  'client_ssl_auth ext_authz http_connection_manager mongo_proxy ratelimit redis_proxy tcp_proxy';

test.each([
  ...http.split(' ').map((name) => [`envoy.${name}`, `envoy.filters.http.${name}`]),
  ...network.split(' ').map((name) => [`envoy.${name}`, `envoy.filters.network.${name}`]),
  ...['http_inspector', 'original_dst', 'original_src', 'proxy_protocol', 'tls_inspector'].map((name) => [
    `envoy.listener.${name}`,
    `envoy.filters.listener.${name}`,
  ]),
  ['envoy.http_dynamo_filter', 'envoy.filters.http.dynamo'],
  ['envoy.rate_limit', 'envoy.filters.http.ratelimit'],
  ['envoy.filters.http.router', undefined],
  ['envoy.tls_inspector', undefined],
])('the filter %s is called %s today', (old, current) => {
  expect(currentFilterName(String(old))).toBe(current);
});
