import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { TargetRef } from '../../lib/edges/policy-target';
import { EnvoyChange } from '../../lib/extensions/envoy-change';
import { EnvoyFilter, type EnvoyFilterProps } from '../../lib/extensions/envoy-filter';
import { FilterMatch } from '../../lib/extensions/envoy-match';
import { EnvoyPatch, type PatchContext } from '../../lib/extensions/envoy-patch';
import { labels, lists, names, optional } from '../fixtures/arbitrary-policies';
import { fieldCoverage } from '../fixtures/field-coverage';
import { manifest, shop } from '../routing/shop';

const make = (props: EnvoyFilterProps) => manifest(new EnvoyFilter(shop(), 'Filter', props).resource);
const value = { name: 'envoy.filters.http.lua' };
const change = EnvoyChange.merge({ connect_timeout: '1s' });
const http = FilterMatch.http('envoy.filters.http.router');

test('inserts a filter before another one', () => {
  const patches = [
    EnvoyPatch.httpFilter({
      context: 'SIDECAR_INBOUND',
      listener: { portNumber: 8080, filterChain: { filter: http } },
      change: EnvoyChange.insertBefore(value),
    }),
  ];
  expect(make({ name: 'lua', selectorLabels: { app: 'orders' }, patches })).toMatchInlineSnapshot(`
   {
     "apiVersion": "networking.istio.io/v1alpha3",
     "kind": "EnvoyFilter",
     "metadata": {
       "name": "lua",
       "namespace": "shop",
     },
     "spec": {
       "configPatches": [
         {
           "applyTo": "HTTP_FILTER",
           "match": {
             "context": "SIDECAR_INBOUND",
             "listener": {
               "filterChain": {
                 "filter": {
                   "name": "envoy.filters.network.http_connection_manager",
                   "subFilter": {
                     "name": "envoy.filters.http.router",
                   },
                 },
               },
               "portNumber": 8080,
             },
           },
           "patch": {
             "operation": "INSERT_BEFORE",
             "value": {
               "name": "envoy.filters.http.lua",
             },
           },
         },
       ],
       "priority": 10,
       "workloadSelector": {
         "labels": {
           "app": "orders",
         },
       },
     },
   }
  `);
});

const everyField: EnvoyFilterProps[] = [
  {
    selectorLabels: { app: 'orders' },
    priority: -5,
    patches: [
      EnvoyPatch.httpFilter({
        context: 'GATEWAY',
        proxyVersion: String.raw`^1\.30.*`,
        proxyMetadata: { STAGE: 'prod' },
        listener: {
          name: '0.0.0.0_80',
          portName: 'http',
          portNumber: 80,
          listenerFilter: 'envoy.filters.listener.tls_inspector',
          filterChain: {
            name: 'chain',
            sni: 'a.example.com',
            transportProtocol: 'tls',
            applicationProtocols: 'h2',
            destinationPort: 443,
            filter: http,
          },
        },
        change: EnvoyChange.add(value, { filterClass: 'AUTHZ' }),
      }),
      EnvoyPatch.httpRoute({
        routeConfiguration: {
          name: '80',
          gateway: 'shop/edge',
          portName: 'http',
          portNumber: 80,
          virtualHost: {
            name: 'a.example.com:80',
            domainName: 'a.example.com',
            route: { name: 'all', action: 'ROUTE' },
          },
        },
        change,
      }),
      EnvoyPatch.cluster({
        cluster: { name: 'a', service: 'a.shop.svc.cluster.local', portNumber: 80, subset: 'v1' },
        change: EnvoyChange.remove(),
      }),
      EnvoyPatch.inWaypoint('HTTP_FILTER', {
        waypoint: { portNumber: 80, filter: http, routeName: 'all' },
        change: EnvoyChange.insertAfter(value),
      }),
    ],
  },
  { targetRefs: [TargetRef.gateway({ name: 'edge' })], patches: [EnvoyPatch.bootstrap({ change })] },
];

test('sets every field, or leaves it out with a reason', () => {
  const coverage = fieldCoverage(
    'networking.istio.io/v1alpha3',
    'EnvoyFilter',
    everyField.map(make) as never[],
    {
      'spec.targetRefs[].namespace': 'must be empty: Istio knows no targets in other namespaces',
    },
  );
  const summary = 'EnvoyFilter: 39 of 40 fields, 1 left out';
  expect(coverage).toMatchObject({ missing: [], wronglyLeftOut: [], summary });
  process.stdout.write(`${coverage.summary}\n`);
});

test.each<[string, EnvoyPatch]>([
  ['LISTENER', EnvoyPatch.listener({ change })],
  ['FILTER_CHAIN', EnvoyPatch.filterChain({ change })],
  ['LISTENER_FILTER', EnvoyPatch.listenerFilter({ change: EnvoyChange.insertFirst(value) })],
  ['NETWORK_FILTER', EnvoyPatch.networkFilter({ change: EnvoyChange.replace(value) })],
  ['HTTP_FILTER', EnvoyPatch.httpFilter({ change: EnvoyChange.insertFirst(value) })],
  ['ROUTE_CONFIGURATION', EnvoyPatch.routeConfiguration({ change })],
  ['VIRTUAL_HOST', EnvoyPatch.virtualHost({ change: EnvoyChange.replace(value) })],
  ['HTTP_ROUTE', EnvoyPatch.httpRoute({ change: EnvoyChange.insertFirst(value) })],
  ['CLUSTER', EnvoyPatch.cluster({ change: EnvoyChange.add(value) })],
  ['EXTENSION_CONFIG', EnvoyPatch.extensionConfig({ change: EnvoyChange.add(value) })],
  ['BOOTSTRAP', EnvoyPatch.bootstrap({ change })],
])('applies to %s', (part, patch) => {
  expect(make({ patches: [patch] }).spec).toMatchObject({ priority: 10, configPatches: [{ applyTo: part }] });
});

describe('refuses', () => {
  test.each<[string, () => unknown, string]>([
    [
      'no patches',
      () => make({ patches: [] }),
      "'patches' is empty; name a change, or leave the object out (at test/Filter)",
    ],
    [
      'REPLACE of a cluster',
      () => EnvoyPatch.cluster({ change: EnvoyChange.replace(value) }),
      'REPLACE does nothing to CLUSTER; expected MERGE, ADD, REMOVE',
    ],
    [
      'ADD to a route configuration',
      () => EnvoyPatch.routeConfiguration({ change: EnvoyChange.add(value) }),
      'ADD does nothing to ROUTE_CONFIGURATION; expected MERGE',
    ],
    [
      'REMOVE of a route',
      () => EnvoyPatch.httpRoute({ change: EnvoyChange.remove() }),
      'REMOVE does nothing to HTTP_ROUTE; expected MERGE, INSERT_BEFORE, INSERT_AFTER, INSERT_FIRST',
    ],
    [
      'an inserted listener',
      () => EnvoyPatch.listener({ change: EnvoyChange.insertFirst(value) }),
      'INSERT_FIRST does nothing to LISTENER; expected MERGE, ADD, REMOVE',
    ],
    [
      'REMOVE at the start',
      () => EnvoyPatch.bootstrap({ change: EnvoyChange.remove() }),
      'REMOVE does nothing to BOOTSTRAP',
    ],
    [
      'a class of clusters',
      () => EnvoyPatch.cluster({ change: EnvoyChange.add(value, { filterClass: 'AUTHN' }) }),
      "'filterClass' is for filters, not for CLUSTER; leave it out",
    ],
    [
      'a filter of a listener',
      () => EnvoyPatch.listener({ listener: { filterChain: { filter: http } }, change }),
      "a filter is matched, which has no effect on LISTENER; leave 'filter' out",
    ],
    [
      'an HTTP filter among network filters',
      () => EnvoyPatch.networkFilter({ listener: { filterChain: { filter: http } }, change }),
      'an HTTP filter is matched by a patch of NETWORK_FILTER; use EnvoyPatch.httpFilter, or FilterMatch.network',
    ],
    [
      'a nameless filter',
      () => FilterMatch.http(''),
      'the HTTP filter has an empty name; name what is to be found',
    ],
    ['a nameless network filter', () => FilterMatch.network(''), 'the network filter has an empty name'],
    [
      'a version that is no expression',
      () => EnvoyPatch.cluster({ proxyVersion: '1.(', change }),
      "'proxyVersion' is '1.(', expected an RE2 expression such as",
    ],
    ['a lookahead', () => EnvoyPatch.cluster({ proxyVersion: '(?=1)', change }), "'proxyVersion' is '(?=1)'"],
    [
      'pods and targets',
      () =>
        make({
          selectorLabels: { app: 'a' },
          targetRefs: [TargetRef.service({ name: 'a' })],
          patches: [] as never,
        }),
      "'patches' is empty",
    ],
    [
      'pods beside targets',
      () =>
        make({
          selectorLabels: { app: 'a' },
          targetRefs: [TargetRef.service({ name: 'a' })],
          patches: [EnvoyPatch.cluster({ change })],
        }),
      "'selectorLabels' and 'targetRefs' are both given",
    ],
  ])('%s', (_name, of, message) => {
    expect(of).toThrow(message);
  });
});

const configuration = fc.dictionary(names, fc.jsonValue() as fc.Arbitrary<never>, { minKeys: 1, maxKeys: 3 });
const context = fc.constantFrom<PatchContext>('ANY', 'SIDECAR_INBOUND', 'SIDECAR_OUTBOUND', 'GATEWAY');
const port = fc.integer({ min: 1, max: 65535 });
const patches = fc.oneof(
  fc.tuple(configuration, context, port, names).map(([config, where, portNumber, name]) =>
    EnvoyPatch.httpFilter({
      context: where,
      listener: { portNumber, filterChain: { filter: FilterMatch.http(name) } },
      change: EnvoyChange.insertBefore(config),
    }),
  ),
  fc
    .tuple(configuration, names, port)
    .map(([config, service, portNumber]) =>
      EnvoyPatch.cluster({ cluster: { service, portNumber }, change: EnvoyChange.merge(config) }),
    ),
  names.map((name) => EnvoyPatch.virtualHost({ routeConfiguration: { name }, change: EnvoyChange.remove() })),
);

test('any that is valid fits the CRD', () => {
  const props = fc.record({
    selectorLabels: optional(labels),
    priority: fc.integer(),
    patches: lists(patches),
  });
  fc.assert(
    fc.property(props, (valid) => {
      make(valid as EnvoyFilterProps);
    }),
    { numRuns: 50 },
  );
});
