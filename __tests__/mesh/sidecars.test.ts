import { describe, expect, test } from '@jest/globals';
import type { Manifest } from '../../lib/mesh/manifest';
import { sidecarImports } from '../../lib/mesh/sidecar-imports';
import { SidecarScopes } from '../../lib/mesh/sidecar-scopes';
import { istio, manifest, meshOf, meshSettings, service } from './manifests';

const WEB = { app: 'web' };
const sidecar = (name: string, spec: object = {}, metadata: object = {}) =>
  istio('Sidecar', name, spec, metadata);
const forPods = (labels: object) => ({ workloadSelector: { labels } });
const old = { creationTimestamp: '2026-01-01T00:00:00Z' };

/** @see https://istio.io/latest/docs/reference/config/networking/sidecar/ */
describe('the Sidecar of a workload', () => {
  const scopeOf = (...manifests: readonly Manifest[]) =>
    SidecarScopes.of(meshOf(...manifests)).of('shop', WEB);

  test.each<[string, readonly Manifest[], string | undefined]>([
    ['none', [], undefined],
    ['that of its namespace', [sidecar('shop/a'), sidecar('istio-system/r')], 'a'],
    ['that of its pods', [sidecar('shop/a'), sidecar('shop/own', forPods(WEB))], 'own'],
    ['the oldest for its pods', [sidecar('shop/a', forPods(WEB)), sidecar('shop/z', forPods(WEB), old)], 'z'],
    ['the oldest of its namespace', [sidecar('shop/a'), sidecar('shop/z', {}, old)], 'z'],
    ['none for other pods', [sidecar('shop/a', forPods({ app: 'api' }))], undefined],
    ['none of other namespaces', [sidecar('bank/a'), sidecar('bank/b', forPods(WEB))], undefined],
    ['that of the root namespace', [sidecar('istio-system/r')], 'r'],
    ['none for some pods of the root', [sidecar('istio-system/r', forPods(WEB))], undefined],
    [
      'that of the root that the mesh names',
      [sidecar('mesh/r'), meshSettings({ rootNamespace: 'mesh' })],
      'r',
    ],
  ])('is %s', (_, manifests, expected) => {
    expect(scopeOf(...manifests).manifest?.name).toBe(expected);
  });

  test.each([
    [undefined, undefined, true],
    [undefined, 'REGISTRY_ONLY', false],
    [{ mode: 'ALLOW_ANY' }, 'REGISTRY_ONLY', true],
    [{ mode: 'REGISTRY_ONLY' }, 'ALLOW_ANY', false],
    [{}, 'ALLOW_ANY', false],
  ])('says %j where the mesh says %s: unknown hosts pass: %s', (outboundTrafficPolicy, mode, expected) => {
    const settings = mode === undefined ? [] : [meshSettings({ outboundTrafficPolicy: { mode } })];
    const spec = outboundTrafficPolicy === undefined ? {} : { outboundTrafficPolicy };
    expect(scopeOf(sidecar('shop/a', spec), ...settings).allowsUnknownHosts).toBe(expected);
  });

  test('imports what it names', () => {
    const egress = [
      { port: { number: 80, protocol: 'HTTP' }, hosts: ['./a.test', 'b.test', 'bank/*'] },
      { hosts: ['*/c.test'] },
      {},
    ];
    expect(scopeOf(sidecar('istio-system/r', { egress })).egress).toEqual([
      {
        port: 80,
        protocol: 'HTTP',
        hosts: [
          { namespace: 'shop', host: 'a.test' },
          { namespace: 'bank', host: '*' },
        ],
      },
      { protocol: '', hosts: [{ namespace: '*', host: 'c.test' }] },
      { protocol: '', hosts: [] },
    ]);
    const everything = [{ protocol: '', hosts: [{ namespace: '*', host: '*' }] }];
    expect(scopeOf(sidecar('shop/a')).egress).toEqual(everything);
    expect(scopeOf()).toEqual({ namespace: 'shop', egress: everything, allowsUnknownHosts: true });
  });
});

describe('what a Sidecar imports', () => {
  const two = {
    ports: [
      { name: 'http', port: 80 },
      { name: 'http-admin', port: 9000 },
    ],
  };
  const services = [service('shop/web', two), service('shop/api', two), service('bank/ledger', two)];
  const virtualService = (name: string, host: string, http: object, more: object = {}) =>
    istio('VirtualService', name, { hosts: [host], http: [http], ...more });
  const to = (host: string, number?: number) => ({
    destination: { host, ...(number === undefined ? {} : { port: { number } }) },
  });
  const inCluster = (name: string) => {
    const [home = '', own = ''] = name.split('/');
    return `${own}.${home}.svc.cluster.local`;
  };

  function imported(egress: readonly object[], ...more: readonly Manifest[]) {
    const mesh = meshOf(...services, sidecar('shop/s', { egress }), ...more);
    const scope = SidecarScopes.of(mesh).of('shop', WEB);
    const found = sidecarImports(mesh, scope);
    expect(sidecarImports(mesh, scope)).toBe(found);
    const words = (known: (typeof found)['services']) =>
      [...known].map(
        ([host, { ports }]) =>
          `${host.replace('.svc.cluster.local', '')}:${ports.map(({ number }) => number).join()}`,
      );
    return {
      all: words(found.services),
      listeners: found.listeners.map((one) => words(one.services)),
      virtualServices: found.listeners.map((one) => one.virtualServices.map(({ name }) => name)),
    };
  }

  test.each<[string, readonly object[], readonly (readonly string[])[]]>([
    ['everything', [{ hosts: ['*/*'] }], [['api.shop:80,9000', 'ledger.bank:80,9000', 'web.shop:80,9000']]],
    ['its own namespace', [{ hosts: ['./*'] }], [['api.shop:80,9000', 'web.shop:80,9000']]],
    ['one host', [{ hosts: [`shop/${inCluster('shop/web')}`] }], [['web.shop:80,9000']]],
    [
      'hosts of several namespaces',
      [{ hosts: ['bank/*', `./${inCluster('shop/web')}`] }],
      [['ledger.bank:80,9000', 'web.shop:80,9000']],
    ],
    ['no host of another namespace', [{ hosts: [`bank/${inCluster('shop/web')}`] }], [[]]],
    ['one port', [{ port: { number: 9000, protocol: 'HTTP' }, hosts: ['bank/*'] }], [['ledger.bank:9000']]],
    ['a port that nobody has', [{ port: { number: 1, protocol: 'HTTP' }, hosts: ['*/*'] }], [[]]],
    [
      'a port for all',
      [{ port: { number: 1, protocol: 'http_proxy' }, hosts: ['bank/*'] }],
      [['ledger.bank:80,9000']],
    ],
    [
      'two entries',
      [{ hosts: ['bank/*'] }, { hosts: [`./${inCluster('shop/web')}`] }],
      [['ledger.bank:80,9000'], ['web.shop:80,9000']],
    ],
  ])('%s', (_, egress, expected) => {
    const found = imported(egress);
    expect(found.listeners).toEqual(expected);
    expect(found.all).toEqual(expected.flat());
  });

  test('the ports of two entries together', () => {
    const at = (number: number) => ({ port: { number, protocol: 'HTTP' }, hosts: ['bank/*'] });
    expect(imported([at(9000), at(80), at(80)])).toMatchObject({
      all: ['ledger.bank:9000,80'],
      listeners: [['ledger.bank:9000'], ['ledger.bank:80'], ['ledger.bank:80']],
    });
  });

  const WEB_ONLY = [{ hosts: [`*/${inCluster('shop/web')}`] }];
  const LEDGER = inCluster('bank/ledger');
  test.each<[string, readonly object[], object, object, readonly string[]]>([
    ['a port', WEB_ONLY, { route: [to(LEDGER, 80)] }, {}, ['web.shop:80,9000', 'ledger.bank:80']],
    ['every port', WEB_ONLY, { route: [to(LEDGER)] }, {}, ['web.shop:80,9000', 'ledger.bank:80,9000']],
    ['no such port', WEB_ONLY, { route: [to(LEDGER, 1)] }, {}, ['web.shop:80,9000']],
    ['nobody', WEB_ONLY, { route: [to('nobody.test')] }, {}, ['web.shop:80,9000']],
    [
      'for others alone',
      WEB_ONLY,
      { match: [{ sourceNamespace: 'x' }], route: [to(LEDGER)] },
      {},
      ['web.shop:80,9000'],
    ],
    ['at a gateway', WEB_ONLY, { route: [to(LEDGER)] }, { gateways: ['gw'] }, ['web.shop:80,9000']],
    [
      'at the port of the entry',
      [{ port: { number: 80, protocol: 'HTTP' }, hosts: WEB_ONLY[0]?.hosts }],
      { route: [to(LEDGER, 9000)] },
      {},
      ['web.shop:80', 'ledger.bank:80'],
    ],
    [
      'behind a port for all',
      [{ port: { number: 1, protocol: 'HTTP_PROXY' }, hosts: WEB_ONLY[0]?.hosts }],
      { route: [to(LEDGER, 9000)] },
      {},
      ['web.shop:80,9000', 'ledger.bank:9000'],
    ],
  ])('where a VirtualService sends: %s', (_, egress, http, more, expected) => {
    expect(imported(egress, virtualService('shop/v', 'web', http, more)).all).toEqual(expected);
  });

  test.each([
    ['web', `./${inCluster('shop/web')}`, true],
    ['web', `./${inCluster('shop/api')}`, false],
    ['web', `bank/${inCluster('shop/web')}`, false],
    ['web', './*.shop.svc.cluster.local', true],
    ['*.test', './a.test', true],
    ['a.test', './*.test', true],
    ['*.a.test', './*.test', true],
    ['b.a.test', './a.test', false],
  ])('a VirtualService for %s by %s: %s', (host, hosts, expected) => {
    const found = imported([{ hosts: [hosts] }], virtualService('shop/v', host, {}));
    expect(found.virtualServices).toEqual([expected ? ['shop/v'] : []]);
  });

  const route = (name: string, parent: object, backend: object) =>
    manifest('gateway.networking.k8s.io/v1', 'HTTPRoute', name, {
      parentRefs: [{ group: '', kind: 'Service', ...parent }],
      rules: [{ backendRefs: [backend] }],
    });
  test.each<[string, Manifest, readonly string[]]>([
    [
      'of its namespace',
      route('shop/r', { name: 'web' }, { name: 'ledger', namespace: 'bank', port: 80 }),
      ['ledger.bank:80'],
    ],
    ['without a port', route('shop/r', { name: 'web' }, { name: 'api' }), ['api.shop:80,9000']],
    [
      'of the service',
      route('shop/r', { name: 'web', namespace: 'shop' }, { name: 'api', port: 80 }),
      ['api.shop:80'],
    ],
    ['of others', route('bank/r', { name: 'web', namespace: 'shop' }, { name: 'ledger', port: 80 }), []],
    ['for others', route('shop/r', { name: 'api' }, { name: 'api', port: 80 }), []],
    ['to nobody', route('shop/r', { name: 'web' }, { name: 'nobody', port: 80 }), []],
  ])('where an HTTPRoute sends: %s', (_, httpRoute, expected) => {
    expect(imported(WEB_ONLY, httpRoute).all).toEqual(['web.shop:80,9000', ...expected]);
  });

  test('what one of several names is enough', () => {
    const two = [...WEB_ONLY, { hosts: [`*/${LEDGER}`] }];
    const virtualServices = istio('VirtualService', 'shop/v', { hosts: ['x.test', 'web'], http: [] });
    const parents = [{ name: 'none' }, { name: 'web' }].map((parent) => ({
      group: '',
      kind: 'Service',
      ...parent,
    }));
    const httpRoute = manifest('gateway.networking.k8s.io/v1', 'HTTPRoute', 'shop/r', {
      parentRefs: parents,
      rules: [{ backendRefs: [{ name: 'api', port: 9000 }] }],
    });
    expect(imported(two, virtualServices, httpRoute)).toEqual({
      all: ['web.shop:80,9000', 'ledger.bank:80,9000', 'api.shop:9000'],
      listeners: [['web.shop:80,9000'], ['ledger.bank:80,9000']],
      virtualServices: [['shop/v'], []],
    });
  });

  test('is kept for each Sidecar and each namespace that it is of', () => {
    const mesh = meshOf(...services, sidecar('istio-system/root', { egress: [{ hosts: ['./*'] }] }));
    const known = (home: string) => [
      ...sidecarImports(mesh, SidecarScopes.of(mesh).of(home, WEB)).services.keys(),
    ];
    expect(known('shop')).toEqual([inCluster('shop/api'), inCluster('shop/web')]);
    expect(known('bank')).toEqual([inCluster('bank/ledger')]);
    const own = sidecar('shop/own', { egress: [{ hosts: ['bank/*'] }], ...forPods(WEB) });
    const both = meshOf(...services, own, sidecar('shop/rest', { egress: [{ hosts: ['./*'] }] }));
    const hosts = (labels: { app: string }) =>
      [...sidecarImports(both, SidecarScopes.of(both).of('shop', labels)).services.keys()].length;
    expect([hosts(WEB), hosts({ app: 'api' })]).toEqual([1, 2]);
  });
});
