import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../lib/vocabulary/json';
import { objectOf, placesIn } from './expectation';

/** Where istiod says something of an object of the API group for networking; the schema's places are left out. */
function places(
  kind: string,
  spec: object,
  labels: Readonly<Record<string, string>> = {},
): readonly string[] {
  const object: JsonObject = objectOf('networking.istio.io/v1', kind, JSON.stringify(spec));
  const metadata = { name: 'web', namespace: 'shop', labels };
  return placesIn({ ...object, metadata })
    .filter((place) => !place.startsWith('Ea '))
    .map((place) => place.replace('Eai', 'Ei').replace('spec.', ''));
}
const port = { number: 80, name: 'http', protocol: 'HTTP' };
const tcp = { number: 90, name: 'tcp', protocol: 'TCP' };
const entry = (spec: object, labels = {}) =>
  places('ServiceEntry', { hosts: ['a.com'], ports: [port], ...spec }, labels);

describe('an entry', () => {
  test.each([
    ['DNS', { hosts: ['*.a.com'] }, ['Ei hosts[0]']],
    ['DNS', { hosts: ['*.a.com'], endpoints: [{ address: 'b.com' }] }, []],
    ['DNS', { endpoints: [{ address: 'b.com' }, { address: 'c.com' }] }, []],
    ['DNS', { endpoints: [{ address: 'b_c' }] }, ['Ei endpoints[0].address']],
    ['DNS', { endpoints: [{ address: 'b.com', labels: { a: '-' } }] }, ['Ei endpoints[0].labels.a']],
    [
      'DNS',
      { endpoints: [{ address: 'b.com', ports: { http: 1, grpc: 2 } }] },
      ['Ei endpoints[0].ports.grpc'],
    ],
    ['DNS', { addresses: ['10.0.0.0/8'] }, ['Ei addresses[0]']],
    ['DNS', { addresses: ['10.0.0.1'] }, []],
    ['DNS_ROUND_ROBIN', { hosts: ['*.a.com'] }, ['Ei hosts[0]']],
    ['DNS_ROUND_ROBIN', { endpoints: [{ address: 'b.com' }] }, []],
    ['DNS_ROUND_ROBIN', { endpoints: [{ address: 'b.com' }, { address: 'c.com' }] }, ['Ei endpoints']],
    ['STATIC', { addresses: ['10.0.0.0/8'], endpoints: [{ address: '10.0.0.1' }] }, []],
    ['STATIC', { endpoints: [{ address: 'b.com' }] }, ['Ei endpoints[0].address']],
    ['STATIC', { endpoints: [{ address: 'unix:///a' }] }, []],
    [
      'STATIC',
      { endpoints: [{ address: 'unix:///a' }], ports: [port, { ...port, name: 'b', number: 81 }] },
      ['Ei endpoints[0].address'],
    ],
    ['NONE', { endpoints: [{ address: '10.0.0.1' }] }, ['Ei endpoints']],
    ['NONE', { addresses: ['10.0.0.0/8'] }, []],
    ['NONE', { workloadSelector: { labels: { app: 'a' } } }, ['Wi workloadSelector']],
    ['STATIC', { workloadSelector: { labels: { app: 'a' } } }, []],
    [
      'STATIC',
      { workloadSelector: { labels: { app: 'a' } }, endpoints: [{ address: '10.0.0.1' }] },
      ['Ei spec'],
    ],
    ['NONE', { exportTo: ['~'] }, []],
    ['NONE', { exportTo: ['~', 'a'] }, ['Ei exportTo']],
  ])('with resolution %s and %j', (resolution, spec, expected) => {
    expect(entry({ resolution, ...spec })).toEqual(expected);
  });

  test.each([
    ['NONE', {}, {}, 1],
    ['STATIC', {}, {}, 0],
    ['NONE', { addresses: ['10.0.0.1'] }, {}, 0],
    ['STATIC', {}, { 'networking.istio.io/enable-autoallocate-ip': 'false' }, 1],
    ['STATIC', {}, { 'networking.istio.io/enable-autoallocate-ip': 'False' }, 1],
    ['STATIC', {}, { 'networking.istio.io/enable-autoallocate-ip': 'true' }, 0],
    ['STATIC', {}, { 'networking.istio.io/enable-autoallocate-ip': 'falsely' }, 0],
    ['STATIC', {}, { 'networking.istio.io/enable-autoallocate-ip': 'a false' }, 0],
  ])(
    'with resolution %s, %j and labels %j has ports told apart by nothing: %d',
    (resolution, spec, labels, count) => {
      const warned = Array.from({ length: count }, () => 'Wi ports[0]');
      expect(entry({ resolution, ports: [tcp], ...spec }, labels)).toEqual(warned);
      expect(entry({ resolution, ports: [{ number: 1, name: 'a' }], ...spec }, labels)).toEqual(warned);
      expect(entry({ resolution, ports: [port], ...spec }, labels)).toEqual([]);
    },
  );

  test.each([
    ['DNS', { addresses: ['10.0.0.1'] }, [port], []],
    ['DNS', { addresses: ['10.0.0.1'] }, [port, tcp], ['Ei ports[1]', 'Wi hosts']],
    ['DNS', { addresses: ['10.0.0.1'] }, [port, { ...tcp, protocol: 'TLS' }], ['Wi hosts']],
    ['DNS', {}, [port, { ...tcp, protocol: 'TLS' }], []],
    ['STATIC', { addresses: ['10.0.0.1'] }, [{ ...tcp, protocol: 'TLS' }], []],
    ['STATIC', { addresses: ['10.0.0.1'] }, [tcp], ['Ei ports[0]']],
    ['NONE', { addresses: ['10.0.0.1'] }, [tcp], []],
  ])('of two hosts with resolution %s, %j and ports %j', (resolution, spec, ports, expected) => {
    expect([...entry({ hosts: ['a.com', 'b.com'], resolution, ports, ...spec })].sort()).toEqual(expected);
    expect(entry({ hosts: ['a.com'], resolution, ports, ...spec })).toEqual([]);
  });

  test.each([
    [{ targetPort: 65536 }, ['Ei ports[0].targetPort']],
    [{ targetPort: 1 }, []],
    [{ targetPort: 0 }, []],
    [{ number: 0 }, ['Ei ports[0].number']],
    [{ name: '' }, ['Ei ports[0].name']],
    [{ protocol: 'FTP' }, ['Ei ports[0].protocol']],
    ...'TCP UDP GRPC GRPC-WEB HTTP HTTP_PROXY HTTP2 HTTPS TLS MONGO REDIS MYSQL HBONE DOUBLE-HBONE http'
      .split(' ')
      .map((protocol) => [{ protocol }, []] as [object, string[]]),
  ])('at port %j', (more, expected) => {
    expect(entry({ resolution: 'STATIC', ports: [{ ...port, ...more }] })).toEqual(expected);
  });
});

describe('a workload', () => {
  test.each([
    [{ address: '10.0.0.1' }, []],
    [{ address: 'a.com' }, []],
    [{ address: 'a_b' }, ['Ei address']],
    [{ address: 'unix:///a' }, []],
    [{ address: 'unix:///a', ports: { http: 80 } }, ['Ei ports']],
    [{ address: 'unix://a' }, ['Ei address']],
    [{ network: 'a' }, ['Wi address']],
    [{}, ['Ei address']],
    [{ address: '10.0.0.1', ports: { a_b: 80 } }, ['Ei ports.a_b']],
    [{ address: '10.0.0.1', ports: { http: 65536 } }, ['Ei ports.http']],
    [{ address: '10.0.0.1', labels: { 'a/b/c': 'd' } }, ['Ei labels["a/b/c"]']],
  ])('at %j', (spec, expected) => {
    expect(places('WorkloadEntry', spec)).toEqual(expected);
  });

  const prefix = (length: number) => `${'a'.repeat(59)}.${'b'.repeat(length - 60)}`;

  test.each([
    ['a'.repeat(63), true],
    ['a'.repeat(64), false],
    [`${prefix(253)}/a`, true],
    [`${prefix(254)}/a`, false],
    ['a.b.c/d_e.f', true],
    ['-a', false],
    ['a-', false],
    ['/a', false],
    ['a/', false],
    ['a_b/c', false],
    ['', false],
  ])('has the label %s: %s', (key, isGood) => {
    expect(places('WorkloadEntry', { address: '10.0.0.1', labels: { [key]: 'v1' } })).toHaveLength(
      isGood ? 0 : 1,
    );
  });
});

describe('the probe of a group', () => {
  const probe = (fields: object) =>
    places('WorkloadGroup', { template: {}, probe: { tcpSocket: { port: 80 }, ...fields } }).map((place) =>
      place.replace('probe.', ''),
    );

  test.each([
    'periodSeconds',
    'initialDelaySeconds',
    'timeoutSeconds',
    'successThreshold',
    'failureThreshold',
  ])('counts %s', (field) => {
    expect(probe({ [field]: 0 })).toEqual([]);
    expect(probe({ [field]: -1 })).toEqual([`Ei ${field}`]);
  });

  test.each([
    [{}, []],
    [{ tcpSocket: { port: 0 } }, ['Ei tcpSocket.port']],
    [{ tcpSocket: undefined, httpGet: { port: 80 } }, []],
    [{ tcpSocket: undefined, httpGet: { port: 80, scheme: 'HTTP' } }, []],
    [{ tcpSocket: undefined, httpGet: { port: 80, scheme: 'HTTPS' } }, []],
    [{ tcpSocket: undefined, httpGet: { port: 80, scheme: 'FTP' } }, ['Ei httpGet.scheme']],
    [{ tcpSocket: undefined, exec: { command: ['a'] } }, []],
    [{ tcpSocket: undefined, exec: { command: [] } }, ['Ei exec.command']],
    [{ tcpSocket: undefined, grpc: { port: 80 } }, []],
    [{ tcpSocket: undefined }, ['Ei probe']],
  ])('%j', (fields, expected) => {
    expect(probe(fields).map((place) => place.replace('Ei template', 'Ei probe'))).toEqual(expected);
  });
});
