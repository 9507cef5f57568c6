import { describe, expect, test } from '@jest/globals';
import { objectOf, placesIn } from './expectation';

const sidecar = (spec: object) =>
  placesIn(objectOf('networking.istio.io/v1', 'Sidecar', JSON.stringify(spec)));
const port = { number: 80, name: 'http', protocol: 'HTTP' };
const endpoint = { defaultEndpoint: '127.0.0.1:8080' };
/** Where something is said of a listener, from the listener on. */
const ingress = (listener: object) =>
  sidecar({ ingress: [{ port, ...endpoint, ...listener }] }).map((place) =>
    place.replace('spec.ingress[0].', ''),
  );
const egress = (...listeners: readonly object[]) =>
  sidecar({ egress: listeners.map((one) => ({ hosts: ['./*'], ...one })) }).map((place) =>
    place.replace(/^(\w+) spec\.egress/, '$1 '),
  );
const hosts = (...list: readonly string[]) => egress({ hosts: list });

describe('inbound traffic', () => {
  test.each([
    ['127.0.0.1:1', true],
    ['0.0.0.0:65535', true],
    ['[::1]:80', true],
    ['[::]:80', true],
    [':80', true],
    ['', true],
    ['unix:///a.sock', true],
    ['unix://@a', true],
    ['unix://a', false],
    ['10.0.0.1:80', false],
    ['[::2]:80', false],
    ['::1:80', false],
    ['127.0.0.1', false],
    ['127.0.0.1:', false],
    ['127.0.0.1:0', false],
    ['127.0.0.1:65536', false],
    ['127.0.0.1:80a', false],
    ['127.0.0.1:a80', false],
    ['a127.0.0.1:80', false],
  ])('is handed on to %s: %s', (defaultEndpoint, isGood) => {
    expect(ingress({ defaultEndpoint })).toEqual(isGood ? [] : ['Ei defaultEndpoint']);
  });

  test.each([
    [{ bind: '10.0.0.1' }, []],
    [{ bind: '' }, []],
    [{ bind: 'a' }, ['Ei bind']],
    [{ port: { ...port, number: 65536 } }, ['Ei port.number']],
    [{ port: { ...port, targetPort: 80 } }, ['Ei port.targetPort']],
    [{ port: { ...port, targetPort: 0 } }, []],
    [{ port: { ...port, name: 'a_b' } }, ['Ei port.name']],
    [{ port: { ...port, name: '' } }, []],
    [{ port: { ...port, protocol: 'FTP' } }, ['Ei port.protocol']],
    [{ connectionPool: { http: { maxRetries: 1 } } }, []],
    [{ connectionPool: {} }, ['Ei connectionPool']],
    [{ connectionPool: { tcp: { maxConnections: 1 } }, port: { ...port, protocol: 'TCP' } }, []],
    [
      { connectionPool: { http: { maxRetries: 1 } }, port: { ...port, protocol: 'TCP' } },
      ['Wi connectionPool.http'],
    ],
  ])('at %j', (listener, expected) => {
    expect(ingress(listener)).toEqual(expected);
  });

  const tls = { mode: 'SIMPLE', serverCertificate: '/c.pem', privateKey: '/k.pem' };

  test.each([
    [{}, []],
    [{ subjectAltNames: ['a'] }, ['Ei tls.subjectAltNames']],
    [{ httpsRedirect: true }, ['Ei tls.httpsRedirect']],
    [{ httpsRedirect: false }, []],
    [{ credentialName: 'a' }, ['Ei tls', 'Ei tls.credentialName']],
    [{ credentialNames: ['a'] }, ['Ei tls', 'Ei tls.credentialNames']],
    [{ tlsCertificates: [tls] }, ['Ei tls', 'Ei tls.tlsCertificates']],
    [{ mode: 'AUTO_PASSTHROUGH' }, ['Ei tls.mode', 'Wi tls']],
    [{ mode: 'PASSTHROUGH', serverCertificate: '', privateKey: '' }, []],
  ])('by TLS with %j', (more, expected) => {
    const found = ingress({ port: { ...port, protocol: 'HTTPS' }, tls: { ...tls, ...more } });
    expect(found.filter((place) => !place.startsWith('Ea ')).sort()).toEqual(expected);
  });

  test('by TLS is no other protocol', () => {
    expect(ingress({ tls })).toEqual(['Ei tls']);
    expect(ingress({ port: { ...port, protocol: 'HTTPS' }, tls: { mode: 'ISTIO_MUTUAL' } })).toEqual([
      'Ei tls.mode',
    ]);
  });

  test('has each port once', () => {
    const listener = { port, ...endpoint };
    expect(sidecar({ ingress: [listener, listener] })).toEqual(['Ei spec.ingress[1].port.number']);
    expect(sidecar({ ingress: [listener, { ...listener, port: { ...port, number: 81 } }] })).toEqual([]);
  });
});

describe('outbound traffic', () => {
  const socket = { port: { protocol: 'HTTP' }, bind: 'unix:///a' };

  test.each([
    [[{}], []],
    [[{ port }, {}], []],
    [[{}, { port }], ['Ei [0]']],
    [[{ port }, { port }], ['Ei [1].port.number']],
    [[{ port }, { port: { ...port, number: 81 } }], []],
    [[{ port, bind: '10.0.0.1' }], []],
    [[{ port, bind: 'a' }], ['Ei [0].bind']],
    [[{ port: { ...port, number: 70000 } }], ['Ei [0].port.number']],
    [[socket, { ...socket, bind: 'unix:///b' }], []],
    [[socket, socket], ['Ei [1].bind']],
    [[{ ...socket, bind: 'a' }], ['Ei [0].bind']],
    [[{ ...socket, bind: 'unix://a' }], ['Ei [0].bind']],
    [[{ ...socket, captureMode: 'NONE' }], []],
    [[{ ...socket, captureMode: 'DEFAULT' }], []],
    [[{ ...socket, captureMode: 'IPTABLES' }], ['Ei [0].captureMode']],
    [[{ port, captureMode: 'IPTABLES' }], []],
  ])('by %j', (listeners, expected) => {
    expect(egress(...listeners)).toEqual(expected);
  });

  test.each([
    [['./*', 'bank/*'], []],
    [['./a.com', './b.com'], []],
    [['./*', './a.com'], ['Wi [0].hosts[1]']],
    [['./a.com', './*'], ['Wi [0].hosts[1]']],
    [['./a.com', './a.com'], ['Wi [0].hosts[1]']],
    [['./a.com', 'shop/a.com'], ['Wi [0].hosts[1]']],
    [['./a.com', 'bank/a.com'], []],
    [['*/*', './a.com'], ['Wi [0].hosts']],
    [['*/a.com', './a.com'], []],
    [['*/*'], []],
    [['~/*'], []],
    [
      ['a.com', 'b.com'],
      ['Ei [0].hosts[0]', 'Ei [0].hosts[1]'],
    ],
    [['/a.com'], ['Ei [0].hosts[0]']],
    [['a_b/a.com'], ['Ei [0].hosts[0]']],
    [['./web'], ['Ei [0].hosts[0]']],
    [['./10.0.0.1'], ['Ei [0].hosts[0]']],
    [['./*a.com'], ['Ei [0].hosts[0]']],
    [[], ['Ei [0].hosts']],
  ])('to %j', (list, expected) => {
    expect(hosts(...list)).toEqual(expected);
  });

  test.each([
    [{ mode: 'ALLOW_ANY', egressProxy: { host: 'a.com', port: { number: 80 } } }, []],
    [{ mode: 'ALLOW_ANY', egressProxy: { host: '*.a.com', port: { number: 80 } } }, ['egressProxy.host']],
    [
      { mode: 'ALLOW_ANY', egressProxy: { host: 'a.com', subset: 'a_b', port: { number: 80 } } },
      ['egressProxy.subset'],
    ],
    [{ mode: 'ALLOW_ANY', egressProxy: { host: 'a.com' } }, ['egressProxy.port']],
    [{ mode: 'REGISTRY_ONLY', egressProxy: { host: 'a.com', port: { number: 80 } } }, ['egressProxy']],
    [{ mode: 'REGISTRY_ONLY' }, []],
  ])('else by %j', (outboundTrafficPolicy, expected) => {
    expect(sidecar({ outboundTrafficPolicy })).toEqual(
      expected.map((place) => `Ei spec.outboundTrafficPolicy.${place}`),
    );
  });
});

test('a sidecar sets something', () => {
  expect(sidecar({})).toEqual(['Ei spec']);
  expect(sidecar({ inboundConnectionPool: { tcp: { maxConnections: 1 } } })).toEqual([]);
});
