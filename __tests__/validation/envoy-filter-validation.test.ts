import { describe, expect, test } from '@jest/globals';
import { objectOf, said, type Row } from './expectation';

const rows: readonly Row[] = [
  [
    'a patch of the right object',
    'configPatches: [{ applyTo: HTTP_FILTER, match: { listener: { filterChain: { filter: { name: envoy.filters.network.http_connection_manager, subFilter: { name: envoy.filters.http.router } } } } }, patch: { operation: INSERT_BEFORE, value: { name: a } } }]',
    [
      'Wi spec: reaches into what Istio generates, which changes with every release; prefer another API where one fits',
    ],
  ],
  [
    'parts that are missing',
    'configPatches: [{ patch: { operation: ADD, value: {} } }, { applyTo: CLUSTER }, { applyTo: CLUSTER, patch: { value: {} } }, { applyTo: CLUSTER, patch: { operation: ADD } }]',
    [
      'Wi spec: reaches into what Istio generates, which changes with every release; prefer another API where one fits',
      'Ei spec.configPatches[0].applyTo: is not set, expected what the patch is applied to',
      'Ei spec.configPatches[1].patch: is required',
      'Ei spec.configPatches[2].patch.operation: is not set, expected an operation such as MERGE',
      'Ei spec.configPatches[3].patch.value: is not set, but operation ADD needs it',
    ],
  ],
  [
    'a removal without value',
    'configPatches: [{ applyTo: CLUSTER, patch: { operation: REMOVE } }]',
    [
      'Wi spec: reaches into what Istio generates, which changes with every release; prefer another API where one fits',
    ],
  ],
  [
    'a match of something else',
    'configPatches: [{ applyTo: CLUSTER, match: { listener: {} }, patch: { operation: REMOVE } }, { applyTo: HTTP_ROUTE, match: { cluster: {} }, patch: { operation: REMOVE } }]',
    [
      'Wi spec: reaches into what Istio generates, which changes with every release; prefer another API where one fits',
      'Ei spec.configPatches[0].match.listener: matches what CLUSTER is no part of; expected cluster',
      'Ei spec.configPatches[1].match.cluster: matches what HTTP_ROUTE is no part of; expected routeConfiguration',
    ],
  ],
  [
    'a filter match that cannot be',
    'configPatches: [{ applyTo: NETWORK_FILTER, match: { listener: { filterChain: { filter: { name: a, subFilter: { name: b } } } } }, patch: { operation: REMOVE } }, { applyTo: HTTP_FILTER, match: { listener: { filterChain: { filter: { name: a, subFilter: { name: b } } } } }, patch: { operation: REMOVE } }, { applyTo: LISTENER, match: { listener: { filterChain: { filter: {} } } }, patch: { operation: REMOVE } }]',
    [
      'Wi spec: reaches into what Istio generates, which changes with every release; prefer another API where one fits',
      'Ei spec.configPatches[0].match.listener.filterChain.filter.subFilter: is set, but only HTTP_FILTER matches one, not NETWORK_FILTER',
      `Ei spec.configPatches[1].match.listener.filterChain.filter.name: is 'a', but a subFilter is a part of envoy.filters.network.http_connection_manager`,
      'Wi spec.configPatches[2].match.listener.filterChain.filter: has no effect on a patch of LISTENER',
      'Ei spec.configPatches[2].match.listener.filterChain.filter.name: is empty, expected the name of a network filter',
    ],
  ],
  [
    'an old name of a filter',
    'configPatches: [{ applyTo: NETWORK_FILTER, match: { listener: { filterChain: { filter: { name: envoy.tcp_proxy } } } }, patch: { operation: REMOVE } }]',
    [
      'Wi spec: reaches into what Istio generates, which changes with every release; prefer another API where one fits',
      `Wi spec.configPatches[0].match.listener.filterChain.filter.name: 'envoy.tcp_proxy' is an old name; write envoy.filters.network.tcp_proxy`,
    ],
  ],
  [
    'a version that is no expression',
    'configPatches: [{ applyTo: CLUSTER, match: { proxy: { proxyVersion: "1.(" } }, patch: { operation: REMOVE } }]',
    [
      'Wi spec: reaches into what Istio generates, which changes with every release; prefer another API where one fits',
      'Ei spec.configPatches[0].match.proxy.proxyVersion: is no regular expression in the syntax of RE2: missing closing ): `1.(`',
    ],
  ],
  [
    'a type that Envoy has dropped',
    'configPatches: [{ applyTo: HTTP_FILTER, patch: { operation: ADD, value: { typed_config: { "@type": type.googleapis.com/envoy.config.filter.http.lua.v2.Lua } } } }]',
    [
      'Wi spec: reaches into what Istio generates, which changes with every release; prefer another API where one fits',
      `Ei spec.configPatches[0].patch.value: has type 'type.googleapis.com/envoy.config.filter.http.lua.v2.Lua', which belongs to a version that Envoy has dropped; write the type of its v3 API`,
    ],
  ],
  [
    'a listener at a waypoint',
    'configPatches: [{ applyTo: LISTENER, match: { context: WAYPOINT, waypoint: {} }, patch: { operation: REMOVE } }]',
    [
      'Wi spec: reaches into what Istio generates, which changes with every release; prefer another API where one fits',
      'Ei spec.configPatches[0].applyTo: is LISTENER, which cannot be patched at a waypoint',
    ],
  ],
  [
    'a filter of a cluster at a waypoint',
    'configPatches: [{ applyTo: CLUSTER, match: { context: WAYPOINT, waypoint: { filter: { name: a } } }, patch: { operation: REMOVE } }]',
    [
      'Wi spec: reaches into what Istio generates, which changes with every release; prefer another API where one fits',
      'Ei spec.configPatches[0].match.waypoint.filter: is set, but CLUSTER is no part of what it matches',
    ],
  ],
  [
    'an empty selector',
    '{ workloadSelector: {} }',
    [
      'Wi spec: reaches into what Istio generates, which changes with every release; prefer another API where one fits',
      'Wi spec.workloadSelector: has no labels, so that it chooses every workload of the namespace',
    ],
  ],
  [
    'a wildcard in the selector, and nothing else',
    '{ workloadSelector: { labels: { a: "*" } }, configPatches: [{ applyTo: CLUSTER }] }',
    ['Eai spec.workloadSelector.labels.a: wildcard is not supported in selector'],
  ],
];

describe('a EnvoyFilter with', () => {
  test.each(rows)('%s', (_about, spec, expected) => {
    expect(said(objectOf('networking.istio.io/v1alpha3', 'EnvoyFilter', spec))).toEqual(expected);
  });
});
