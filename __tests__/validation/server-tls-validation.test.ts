import { describe, expect, test } from '@jest/globals';
import { objectOf, placesIn } from './expectation';

/** Where something is said of how a gateway's server speaks TLS, from `tls` on. */
function placesInTls(tls: object | null, protocol = 'HTTPS'): readonly string[] {
  const server = { port: { number: 443, name: 'a', protocol }, hosts: ['a.com'], tls };
  const spec = JSON.stringify({ selector: { app: 'a' }, servers: [server] });
  return placesIn(objectOf('networking.istio.io/v1', 'Gateway', spec)).map((place) =>
    place.replace('spec.servers[0]', ''),
  );
}
const pair = { serverCertificate: '/c.pem', privateKey: '/k.pem' };

test.each([
  ['SIMPLE', pair, []],
  ['SIMPLE', { credentialName: 'a' }, []],
  ['SIMPLE', { credentialNames: ['a', 'b'] }, []],
  ['SIMPLE', { tlsCertificates: [pair, pair] }, []],
  ['SIMPLE', { tlsCertificates: [pair, pair, pair] }, ['Wi .tls.tlsCertificates', 'Ea .tls.tlsCertificates']],
  [
    'SIMPLE',
    { tlsCertificates: [{ serverCertificate: '/c.pem' }] },
    ['Ei .tls.tlsCertificates[0].privateKey'],
  ],
  ['SIMPLE', {}, ['Ei .tls.privateKey', 'Ei .tls.serverCertificate']],
  ['SIMPLE', { privateKey: '/k.pem' }, ['Ei .tls.serverCertificate']],
  ['SIMPLE', { ...pair, credentialName: 'a' }, ['Ei .tls']],
  ['SIMPLE', { ...pair, tlsCertificates: [pair] }, ['Ei .tls']],
  ['SIMPLE', { serverCertificate: '/c.pem', credentialName: 'a' }, []],
  ['SIMPLE', { credentialName: 'a', credentialNames: ['a'] }, ['Eai .tls']],
  ['SIMPLE', { credentialName: 'a', tlsCertificates: [pair] }, ['Ei .tls']],
  ['SIMPLE', { ...pair, caCrl: '/r.pem' }, ['Ei .tls.caCrl']],
  ['SIMPLE', { credentialName: 'a', caCrl: '/r.pem' }, []],
  ['MUTUAL', { ...pair, caCertificates: '/a.pem', caCrl: '/r.pem' }, []],
  ['MUTUAL', { ...pair, caCertCredentialName: 'a' }, []],
  ['MUTUAL', pair, ['Ei .tls.caCertificates']],
  ['MUTUAL', { credentialName: 'a' }, []],
  ['MUTUAL', { credentialNames: ['a'] }, []],
  ['OPTIONAL_MUTUAL', pair, ['Ei .tls.caCertificates']],
  ['OPTIONAL_MUTUAL', {}, ['Ei .tls.caCertificates', 'Ei .tls.privateKey', 'Ei .tls.serverCertificate']],
  ['ISTIO_MUTUAL', {}, []],
  [
    'ISTIO_MUTUAL',
    { ...pair, caCertificates: '/a.pem' },
    ['Ei .tls.caCertificates', 'Ei .tls.privateKey', 'Ei .tls.serverCertificate'],
  ],
  ['ISTIO_MUTUAL', { credentialName: 'a' }, ['Ei .tls.credentialName']],
  ['ISTIO_MUTUAL', { credentialNames: ['a'] }, ['Ei .tls.credentialNames']],
  ['ISTIO_MUTUAL', { tlsCertificates: [pair] }, ['Ei .tls.tlsCertificates']],
  ['PASSTHROUGH', {}, []],
  ['PASSTHROUGH', { caCrl: '/r.pem' }, ['Wi .tls']],
  ['AUTO_PASSTHROUGH', { caCertificates: '/a.pem' }, ['Wi .tls']],
  [undefined, { credentialName: 'a' }, ['Wi .tls']],
])('mode %s with %j', (mode, set, expected) => {
  expect(placesInTls({ ...(mode && { mode }), ...set })).toEqual(expected);
});

describe('what goes with the protocol', () => {
  test.each([
    ['HTTPS', null, ['Ei ']],
    ['TLS', null, ['Ei ']],
    ['HTTP', null, []],
    ['TCP', null, []],
    ['HTTP', { httpsRedirect: true }, []],
    ['HTTP', { mode: 'PASSTHROUGH' }, []],
    ['HTTP', { mode: 'AUTO_PASSTHROUGH' }, []],
    ['HTTP', { mode: 'SIMPLE', credentialName: 'a' }, ['Ei .tls']],
    ['HTTP', { caCertificates: '/a.pem' }, ['Ei .tls', 'Wi .tls']],
    ['HTTP', { privateKey: '/a.pem' }, ['Ei .tls', 'Wi .tls']],
    ['HTTP', { serverCertificate: '/a.pem' }, ['Ei .tls', 'Wi .tls']],
    ['TCP', { mode: 'PASSTHROUGH' }, ['Ei .tls']],
    ['MONGO', { mode: 'PASSTHROUGH' }, ['Ei .tls']],
    ['TCP', { httpsRedirect: true }, ['Ei .tls', 'Wi .tls.httpsRedirect']],
    ['NONE', { mode: 'SIMPLE', credentialName: 'a' }, ['Ei .port.protocol']],
  ])('%s: %j', (protocol, tls, expected) => {
    expect([...placesInTls(tls, protocol)].sort()).toEqual([...expected].sort());
  });
});

describe('suites', () => {
  const suites = (cipherSuites: readonly string[], more: object = {}) =>
    placesInTls({ mode: 'ISTIO_MUTUAL', cipherSuites, ...more });

  test('that the library knows', () => {
    const known = ['AES128-GCM-SHA256', 'AES256-GCM-SHA384', 'AES128-SHA', 'AES256-SHA'].flatMap((suite) =>
      ['', 'ECDHE-ECDSA-', 'ECDHE-RSA-'].map((prefix) => prefix + suite),
    );
    const others = [
      'ECDHE-ECDSA-CHACHA20-POLY1305',
      'ECDHE-RSA-CHACHA20-POLY1305',
      'DES-CBC3-SHA',
      'ALL',
      '-SHA1',
    ];
    expect(suites([...known, ...others])).toEqual([]);
  });

  test('that it does not, or that are named again', () => {
    expect(suites(['ALL', 'AES', 'ALL', '-SHA1', '-SHA1'])).toEqual(
      [1, 2, 4].map((index) => `Wi .tls.cipherSuites[${index}]`),
    );
  });

  test.each([
    ['TLSV1_0', [], 1],
    ['TLSV1_1', [], 1],
    ['TLSV1_2', [], 0],
    ['TLSV1_0', ['AES128-SHA'], 0],
  ])('for clients of %s: %j', (minProtocolVersion, list, warnings) => {
    expect(suites(list, { minProtocolVersion })).toEqual(
      Array.from({ length: warnings }, () => 'Wi .tls.minProtocolVersion'),
    );
  });
});
