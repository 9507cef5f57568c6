import { describe, expect, test } from '@jest/globals';
import { virtualServiceTargets } from '../../lib/mesh/virtual-service-targets';
import { VirtualServices, type MeshVirtualService } from '../../lib/mesh/virtual-services';
import { istio, meshOf, meshSettings } from './manifests';

const virtualService = (name: string, spec: object = {}, metadata: object = {}) =>
  istio('VirtualService', name, { hosts: ['web'], ...spec }, metadata);
const read = (spec: object) =>
  VirtualServices.of(meshOf(virtualService('shop/v', spec))).all[0] as MeshVirtualService;
const inCluster = (name: string, namespace = 'shop') => `${name}.${namespace}.svc.cluster.local`;
const to = (host: string, port?: number) => ({
  destination: { host, ...(port === undefined ? {} : { port: { number: port } }) },
});

/** @see https://istio.io/latest/docs/reference/config/networking/virtual-service/ */
describe('a VirtualService', () => {
  test('has every name written out', () => {
    const match = [{ gateways: ['gw', 'mesh'] }, { port: 80 }];
    const found = read({
      hosts: ['web', 'a.test', '*'],
      gateways: ['gw', 'bank/gw'],
      http: [
        { match, route: [to('web', 80), to('web.shop')], mirror: { host: 'api' }, mirrors: [to('a.test')] },
        { redirect: { uri: '/' } },
      ],
      tls: [{ match: [{ sniHosts: ['a.test'], gateways: ['./gw'] }], route: [to('web')] }],
      tcp: [{ route: [to('web')], match: [{ port: 1 }] }],
    });
    expect(found).toMatchObject({
      name: 'shop/v',
      namespace: 'shop',
      hosts: [inCluster('web'), 'a.test', '*'],
      gateways: ['shop/gw', 'bank/gw'],
      exportTo: [],
    });
    expect(found.http).toEqual([
      {
        route: {
          match: [{ gateways: ['shop/gw', 'mesh'] }, { port: 80 }],
          route: [to(inCluster('web'), 80), to('web.shop')],
          mirror: { host: inCluster('api') },
          mirrors: [to('a.test')],
        },
        manifest: found.manifest,
        index: 0,
      },
      { route: { redirect: { uri: '/' } }, manifest: found.manifest, index: 1 },
    ]);
    expect(found.tls).toEqual([
      { match: [{ sniHosts: ['a.test'], gateways: ['shop/gw'] }], route: [to(inCluster('web'))] },
    ]);
    expect(found.tcp).toEqual([{ route: [to(inCluster('web'))], match: [{ port: 1 }] }]);
  });

  test('is for sidecars where it names no gateway', () => {
    expect(read({}).gateways).toEqual(['mesh']);
    expect(read({ gateways: [] }).gateways).toEqual(['mesh']);
  });

  test('is exported as the mesh says where it says nothing', () => {
    const mesh = meshOf(
      virtualService('shop/a'),
      virtualService('shop/b', { exportTo: ['bank'] }),
      meshSettings({ defaultVirtualServiceExportTo: ['.'] }),
    );
    expect(VirtualServices.of(mesh).all.map(({ exportTo }) => exportTo)).toEqual([['.'], ['bank']]);
  });

  const old = { creationTimestamp: '2026-01-01T00:00:00Z' };
  const bound = VirtualServices.of(
    meshOf(
      virtualService('shop/public'),
      virtualService('shop/everybody', { exportTo: ['.', '*'] }, old),
      virtualService('shop/home', { exportTo: ['.'] }),
      virtualService('shop/named', { exportTo: ['shop'] }),
      virtualService('shop/bank', { exportTo: ['bank', '.'] }),
      virtualService('shop/nobody', { exportTo: ['~', '.'] }),
      virtualService('bank/ally', { exportTo: ['shop'] }),
      virtualService('shop/gw', { gateways: ['gw', 'gw'] }),
      virtualService('shop/delegate', { hosts: [] }),
    ),
  );
  test.each([
    ['shop', 'mesh', ['bank', 'home', 'named', 'ally', 'everybody', 'public']],
    ['bank', 'mesh', ['bank', 'everybody', 'public']],
    ['other', 'mesh', ['everybody', 'public']],
    ['other', 'shop/gw', ['gw']],
    ['other', 'bank/gw', []],
  ])('proxies of %s see, of what is bound to %s, %j', (viewer, gateway, expected) => {
    expect(bound.seenBy(viewer, gateway).map(({ manifest }) => manifest.name)).toEqual(expected);
  });

  test('is bound to each of its gateways once, whoever sees it', () => {
    expect(bound.boundTo('shop/gw').map(({ name }) => name)).toEqual(['shop/gw']);
    expect(bound.boundTo('mesh')).toHaveLength(7);
    expect(bound.boundTo('none')).toEqual([]);
  });
});

describe('where a VirtualService sends to', () => {
  const WEB = inCluster('web');
  const API = inCluster('api');
  test.each([
    ['a port', { http: [{ route: [to('web', 80)] }] }, [[WEB, [80]]]],
    [
      'several ports',
      { http: [{ route: [to('web', 80), to('web', 81), to('web', 80)] }] },
      [[WEB, [80, 81]]],
    ],
    ['once no port', { http: [{ route: [to('web', 80), to('web')] }] }, [[WEB, []]]],
    [
      'two hosts',
      { http: [{ route: [to('web', 80)] }, { route: [to('api')] }] },
      [
        [WEB, [80]],
        [API, []],
      ],
    ],
    ['a mirror', { http: [{ mirror: to('api', 80).destination }] }, [[API, [80]]]],
    [
      'mirrors',
      { http: [{ mirrors: [to('api', 80), to('web')] }] },
      [
        [API, [80]],
        [WEB, []],
      ],
    ],
    [
      'streams',
      { tls: [{ route: [to('web', 443)] }], tcp: [{ route: [to('api', 1)] }] },
      [
        [WEB, [443]],
        [API, [1]],
      ],
    ],
    ['no host', { http: [{ route: [{}] }] }, [['', []]]],
    ['nowhere', { http: [{ directResponse: { status: 200 } }] }, []],
  ])('%s', (_, spec, expected) => {
    expect([...virtualServiceTargets(read(spec), 'shop')]).toEqual(expected);
  });

  test.each([
    [undefined, true, true],
    [[], true, true],
    [[{ port: 80 }], true, true],
    [[{ sourceNamespace: '' }], true, true],
    [[{ sourceNamespace: 'bank' }], false, true],
    [[{ sourceNamespace: 'bank' }, { sourceNamespace: 'shop' }], true, true],
  ])('for clients of one namespace with %j: %s, of all: %s', (match, ofShop, ofAll) => {
    const one = read({ http: [{ ...(match && { match }), route: [to('web')] }] });
    expect(virtualServiceTargets(one, 'shop').size > 0).toBe(ofShop);
    expect(virtualServiceTargets(one).size > 0).toBe(ofAll);
  });
});
