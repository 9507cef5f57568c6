import { describe, expect, test } from '@jest/globals';
import { isInstalledService } from '../../lib/mesh/installed-services';
import { protocolNamed, servicePortProtocol, speaksHttp } from '../../lib/mesh/port-protocol';
import { byHost, visibleServices } from '../../lib/mesh/visible-services';
import { istio, meshOf, meshSettings, service } from './manifests';

const exported = (exportTo: string) => ({ annotations: { 'networking.istio.io/exportTo': exportTo } });
const entry = (name: string, spec: object, metadata: object = {}) =>
  istio('ServiceEntry', name, { hosts: ['x.test'], ...spec }, metadata);

/** @see https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/ */
describe('the protocol of a port', () => {
  test.each([
    [{ number: 80, name: 'http' }, 'http'],
    [{ number: 80, name: 'HTTP2-web' }, 'http2'],
    [{ number: 80, name: 'httpweb' }, 'unknown'],
    [{ number: 80, name: 'web-http' }, 'unknown'],
    [{ number: 80, name: 'grpc-web' }, 'grpc-web'],
    [{ number: 80, name: 'grpc-web-x' }, 'grpc-web'],
    [{ number: 80, name: 'grpc-webx' }, 'grpc'],
    [{ number: 80, name: 'tcp-http' }, 'tcp'],
    [{ number: 80, name: 'udp-x' }, 'unknown'],
    [{ number: 80, name: 'http', protocol: 'UDP' }, 'udp'],
    [{ number: 80, name: 'http', protocol: 'TCP' }, 'http'],
    [{ number: 80, name: 'http', appProtocol: 'TLS' }, 'tls'],
    [{ number: 80, name: 'http', appProtocol: '' }, 'http'],
    [{ number: 80, name: 'http', appProtocol: 'kubernetes.io/h2c' }, 'http2'],
    [{ number: 80, name: 'tcp', appProtocol: 'kubernetes.io/ws' }, 'http'],
    [{ number: 80, name: 'tcp', appProtocol: 'kubernetes.io/wss' }, 'https'],
    [{ number: 80, name: 'http', appProtocol: 'example.com/mine' }, 'unknown'],
    [{ number: 80 }, 'unknown'],
    [{ number: 25 }, 'tcp'],
    [{ number: 53, name: 'dns' }, 'tcp'],
    [{ number: 3306 }, 'tcp'],
    [{ number: 27017 }, 'tcp'],
    [{ number: 3306, name: 'mysql' }, 'mysql'],
  ])('%j: %s', (port, expected) => {
    expect(servicePortProtocol(port)).toBe(expected);
  });

  test('is one of those that Istio knows', () => {
    const names = 'http http2 https grpc grpc-web tls tcp mongo mysql redis hbone udp'.split(' ');
    expect(names.map((name) => protocolNamed(name.toUpperCase()))).toEqual(names);
    expect(names.filter((name) => speaksHttp(protocolNamed(name) ?? 'unknown'))).toEqual([
      'http',
      'http2',
      'grpc',
      'grpc-web',
    ]);
    expect(protocolNamed('smtp')).toBeUndefined();
  });
});

describe('a service', () => {
  test('of Kubernetes has its name in the cluster, ports and scope', () => {
    const ports = [
      { name: 'http', port: 80, targetPort: 'web' },
      { port: 53, protocol: 'UDP', targetPort: 5353 },
      { port: 9, protocol: 'SCTP' },
      {},
    ];
    const [found] = meshOf(service('shop/web', { ports }, exported(' ., bank ,'))).services.all;
    expect(found).toMatchObject({
      host: 'web.shop.svc.cluster.local',
      namespace: 'shop',
      selector: { app: 'web' },
      exportTo: ['.', 'bank'],
    });
    expect(found?.ports).toEqual([
      { number: 80, name: 'http', protocol: 'http', targetPort: 'web', tcp: true },
      { number: 53, name: '', protocol: 'udp', targetPort: 5353, tcp: false },
      { number: 9, name: '', protocol: 'unknown', tcp: false },
      { number: 0, name: '', protocol: 'unknown', tcp: true },
    ]);
    expect(meshOf(service('shop/web', { selector: {} })).services.all[0]).not.toHaveProperty('selector');
    expect(meshOf(service('shop/web')).services.all[0]?.exportTo).toEqual([]);
  });

  test('of the longest wildcard answers', () => {
    const { services } = meshOf(
      entry('shop/short', { hosts: ['*.test'] }),
      entry('shop/long', { hosts: ['*.a.test'] }),
      entry('shop/middle', { hosts: ['*a.test'] }),
    );
    const found = (host: string) => services.seenFrom('shop', host)[0]?.manifest.name;
    expect(['x.a.test', 'xa.test', 'x.test', 'x'].map(found)).toEqual(['long', 'middle', 'short', undefined]);
    expect(services.of('*.a.test')).toHaveLength(1);
    expect(services.of('x.a.test')).toEqual([]);
  });

  test('of a ServiceEntry is each of its hosts', () => {
    const ports = [
      { number: 443, name: 'tls', protocol: 'TLS', targetPort: 8443 },
      { number: 53, protocol: 'UDP' },
      { name: 'odd', protocol: 'ODD' },
    ];
    const workloadSelector = { labels: { app: 'x' } };
    const hosts = ['a.test', '*.b.test'];
    const [one, other] = meshOf(entry('shop/e', { hosts, ports, workloadSelector, exportTo: ['.'] })).services
      .all;
    expect([one?.host, other?.host]).toEqual(hosts);
    expect(one).toMatchObject({ namespace: 'shop', selector: { app: 'x' }, exportTo: ['.'] });
    expect(other?.ports).toEqual([
      { number: 443, name: 'tls', protocol: 'tls', targetPort: 8443, tcp: true },
      { number: 53, name: '', protocol: 'udp', tcp: false },
      { number: 0, name: 'odd', protocol: 'unknown', tcp: true },
    ]);
    expect(meshOf(entry('shop/e', {})).services.all[0]).not.toHaveProperty('selector');
  });

  test.each([
    ['a.test', 'shop', ['shop/a']],
    ['b.b.test', 'shop', ['shop/b']],
    ['b.test', 'shop', []],
    ['x.c.test', 'shop', ['shop/c', 'bank/c']],
    ['x.c.test', 'bank', ['bank/c']],
    ['.c.test', 'shop', []],
    ['a.test.wide', 'shop', ['shop/wide']],
    ['a.hidden.test', 'bank', ['bank/all']],
    ['a.hidden.test', 'shop', ['shop/hidden']],
  ])('%s from %s is %j', (host, viewer, expected) => {
    const { services } = meshOf(
      entry('shop/a', { hosts: ['a.test'] }),
      entry('shop/b', { hosts: ['*.b.test'] }),
      entry('shop/c', { hosts: ['*.c.test'], exportTo: ['.'] }),
      entry('bank/c', { hosts: ['*.c.test'] }),
      entry('shop/hidden', { hosts: ['*.hidden.test'], exportTo: ['.'] }),
      entry('shop/wide', { hosts: ['*.test.wide', '*.wide'] }),
      entry('bank/all', { hosts: ['*.hidden.test', 'nothing.else'], exportTo: ['.'] }),
    );
    const names = services
      .seenFrom(viewer, host)
      .map(({ manifest }) => `${manifest.namespace}/${manifest.name}`);
    expect(names).toEqual(expected);
  });
});

describe('of several that define one host', () => {
  const HOST = 'web.shop.svc.cluster.local';
  const same = (name: string, spec: object = {}, metadata: object = {}) =>
    entry(name, { hosts: [HOST], ...spec }, metadata);
  const old = { creationTimestamp: '2026-01-01T00:00:00Z' };
  test.each([
    ['the Service', 'bank', [same('infra/a'), service('shop/web')], 'shop/web'],
    [
      'the Service before an older entry',
      'bank',
      [same('infra/a', {}, old), service('shop/web')],
      'shop/web',
    ],
    ['the own one', 'bank', [service('shop/web'), same('bank/z')], 'bank/z'],
    ['the own Service', 'shop', [same('shop/a'), service('shop/web')], 'shop/web'],
    ['the older one', 'bank', [same('infra/a'), same('infra/z', {}, old)], 'infra/z'],
    ['the first by the alphabet', 'bank', [same('infra/z'), same('infra/a')], 'infra/a'],
    ['what is seen', 'bank', [same('infra/a', { exportTo: ['.'] }), same('infra/z')], 'infra/z'],
    ['nothing that is not seen', 'bank', [same('infra/a', { exportTo: ['.'] })], undefined],
    [
      'nothing that is not seen by default',
      'bank',
      [same('infra/a'), meshSettings({ defaultServiceExportTo: ['.'] })],
      undefined,
    ],
    [
      'what is shown against the default',
      'bank',
      [same('infra/a', { exportTo: ['*'] }), meshSettings({ defaultServiceExportTo: ['.'] })],
      'infra/a',
    ],
  ])('counts %s', (_, viewer, manifests, expected) => {
    const { manifest } = visibleServices(meshOf(...manifests), viewer).get(HOST) ?? {};
    expect(manifest && `${manifest.namespace}/${manifest.name}`).toBe(expected);
  });

  test('the first counts where nothing prefers another', () => {
    const { all } = meshOf(same('infra/a'), same('infra/b')).services;
    expect(byHost(all, 'bank').get(HOST)).toBe(all[0]);
    expect(byHost([...all].reverse(), 'bank').get(HOST)).toBe(all[1]);
  });
});

test.each([
  ['istiod.istio-system.svc.cluster.local', [], true],
  ['istio-ingressgateway.istio-system.svc.cluster.local', [], true],
  ['istio-ingressgateway.istio-system.svc.cluster.local', [service('shop/web')], true],
  ['istio-ingressgateway.istio-system.svc.cluster.local', [service('istio-system/istiod')], false],
  ['istiod.istio-system.svc.cluster.local', [service('istio-system/kiali')], true],
  ['kiali.istio-system.svc.cluster.local', [], false],
  ['my-istiod.istio-system.svc.cluster.local', [], false],
  ['istiod.shop.svc.cluster.local', [], false],
  ['istiod.mesh.svc.cluster.local', [meshSettings({ rootNamespace: 'mesh' })], true],
  ['istiod.test', [], false],
])('%s beside %# others belongs to an installation elsewhere: %s', (host, manifests, expected) => {
  expect(isInstalledService(meshOf(...manifests), host)).toBe(expected);
});
