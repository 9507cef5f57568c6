import { describe, expect, test } from '@jest/globals';
import { objectOf, placesIn, said, type Row } from './expectation';

const rows: readonly Row[] = [
  [
    'routes by the name in the handshake',
    '{ hosts: ["*.a.com"], tls: [{ match: [{ sniHosts: [b.a.com, "*.a.com"], port: 443 }], route: [{ destination: { host: web } }] }] }',
    [],
  ],
  [
    'routes by names of other hosts',
    '{ hosts: [a.com], tls: [{ match: [{ sniHosts: [b.com, 10.0.0.1, "a_b"], destinationSubnets: [10.0.0.0/40] }, {}] }, { match: [], route: [{ destination: { host: web } }] }] }',
    [
      `Ei spec.tls[0].match[0].destinationSubnets[0]: '10.0.0.0/40' is no block of addresses such as 10.0.0.0/8`,
      `Ei spec.tls[0].match[0].sniHosts[0]: 'b.com' is not among the hosts of the VirtualService: a.com`,
      `Wi spec.tls[0].match[0].sniHosts[1]: '10.0.0.1' is an address, which no TLS client sends as a name`,
      `Ei spec.tls[0].match[0].sniHosts[2]: 'a_b' is no domain name: 'a_b' is no label; a wildcard stands in front, as in *.example.com`,
      'Eai spec.tls[0].match[1].sniHosts: is required',
      'Ei spec.tls[0].route: is empty, expected at least one destination',
      'Ei spec.tls[1].match: is empty, expected at least one match of sniHosts',
    ],
  ],
  [
    'routes of connections',
    '{ hosts: [web], tcp: [{ match: [{ port: 80, sourceLabels: { app: a } }], route: [{ destination: { host: web } }] }, { match: [{ port: 70000 }] }] }',
    [
      'Ei spec.tcp[1].match[0].port: is port 70000, expected 1 to 65535',
      'Ei spec.tcp[1].route: is empty, expected at least one destination',
    ],
  ],
];

describe('a VirtualService with', () => {
  test.each(rows)('%s', (_about, spec, expected) => {
    expect(said(objectOf('networking.istio.io/v1', 'VirtualService', spec))).toEqual(expected);
  });
});

describe.each(['tls', 'tcp'])('a match of %s', (protocol) => {
  test.each([
    [{ port: 1 }, []],
    [{ port: 65535 }, []],
    [{ port: 65536 }, ['port']],
    [{ destinationSubnets: ['10.0.0.0/8', '10.0.0.1'] }, []],
    [{ destinationSubnets: ['a'] }, ['destinationSubnets[0]']],
    [{ sourceLabels: { app: '-' } }, ['sourceLabels.app']],
    [{ gateways: ['shop/door', 'mesh'] }, []],
    [{ gateways: ['shop/a_b'] }, ['gateways[0]']],
    [{ gateways: ['a_b/door'] }, ['gateways[0]']],
    [{ gateways: ['shop/a/b'] }, ['gateways[0]']],
  ])('%j', (match, expected) => {
    const fields = { ...match, ...(protocol === 'tls' && { sniHosts: ['a.com'] }) };
    const route = { match: [fields], route: [{ destination: { host: 'web' } }] };
    const spec = JSON.stringify({ hosts: ['a.com'], [protocol]: [route] });
    expect(placesIn(objectOf('networking.istio.io/v1', 'VirtualService', spec))).toEqual(
      expected.map((place) => `Ei spec.${protocol}[0].match[0].${place}`),
    );
  });
});
