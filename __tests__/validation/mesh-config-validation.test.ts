import { describe, expect, test } from '@jest/globals';
import { placesIn } from './expectation';

/** Where something is said of the settings of a mesh, from the settings on. */
function placesInData(data: Readonly<Record<string, object>>): readonly string[] {
  const texts = Object.fromEntries(Object.entries(data).map(([key, value]) => [key, JSON.stringify(value)]));
  const metadata = { name: 'istio', namespace: 'istio-system' };
  return placesIn({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: texts }).map((place) =>
    place.replace(/data\.\w+\./, ''),
  );
}
const mesh = (settings: object) => placesInData({ mesh: settings });
const networks = (network: object) => placesInData({ meshNetworks: { networks: { a: network } } });
/** An object that holds a value at a path of keys. */
const at = (path: string, value: unknown): object =>
  path.split('.').reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as object;

describe('addresses', () => {
  test.each([
    'discoveryAddress',
    'statsdUdpAddress',
    'envoyMetricsService.address',
    'envoyAccessLogService.address',
    'tracing.zipkin.address',
    'tracing.lightstep.address',
    'tracing.datadog.address',
  ])('defaultConfig.%s is host and port', (path) => {
    expect(mesh({ defaultConfig: at(path, 'a.com:1') })).toEqual([]);
    expect(mesh({ defaultConfig: at(path, 'a.com') })).toEqual([`Ei defaultConfig.${path}`]);
  });

  test.each([
    ['a.com:1', true],
    ['a.com:65535', true],
    ['a.com:0', false],
    ['a.com:65536', false],
    ['a.com:80a', false],
    ['a.com:', false],
    [':80', false],
    ['10.0.0.1:80', true],
    ['[::1]:80', true],
    ['[fd00::1]:80', true],
    ['[a_b]:80', false],
    ['::1:80', false],
    ['a_b:80', false],
    ['http://a.com:80', false],
    ['$(HOST_IP):80', true],
    ['$(POD_IP):80', false],
    ['', false],
  ])('%s is one: %s', (address, isGood) => {
    expect(mesh({ defaultConfig: { discoveryAddress: address } })).toEqual(
      isGood ? [] : ['Ei defaultConfig.discoveryAddress'],
    );
  });
});

test.each([
  ['connectTimeout', ['1ms', '1h'], ['1us', '1h1ms', 'soon']],
  ['protocolDetectionTimeout', ['0s', '5s', '1ms'], ['1500us', 'soon', '']],
  ['proxyListenPort', [1, 15001, 65535], [0, 65536]],
  ['trustDomain', ['cluster.local', 'a', 'a.b.'], ['a_b', '', '.', 'a..b', 'ok.a_b']],
  ['defaultConfig.drainDuration', ['45s', '1m'], ['1500ms', '1us', 'soon']],
  ['defaultConfig.proxyAdminPort', [15000], [0, 65536]],
  ['defaultConfig.statusPort', [15020], [0, 65536]],
  ['defaultConfig.configPath', ['./etc'], ['']],
  ['defaultConfig.binaryPath', ['/envoy'], ['']],
  ['defaultConfig.serviceCluster', ['web'], ['']],
])('%s may be %j, and may not be %j', (path, good, bad) => {
  expect(good.map((value) => mesh(at(path, value)))).toEqual(good.map(() => []));
  expect(bad.map((value) => mesh(at(path, value)).slice(0, 1))).toEqual(bad.map(() => [`Ei ${path}`]));
});

test.each(['cryptomb', 'qat'])('the private keys of %s are polled for', (provider) => {
  const place = `defaultConfig.privateKeyProvider.${provider}`;
  expect(mesh(at(place, { pollDelay: '10ms' }))).toEqual([]);
  expect(mesh(at(place, { pollDelay: '0s' }))).toEqual([`Ei ${place}.pollDelay`]);
  expect(mesh(at(place, {}))).toEqual([`Ei ${place}.pollDelay`]);
});

test.each([
  [
    'tags of traces that are null',
    at('defaultConfig.tracing.customTags', { a: null, b: { literal: { value: 'c' } } }),
    ['Ei defaultConfig.tracing.customTags.a'],
  ],
  ['aliases of trust domains', { trustDomainAliases: ['a.com', 'b_c'] }, ['Ei trustDomainAliases[1]']],
  [
    'hosts of services',
    { serviceSettings: [{ hosts: ['*.a.com', 'b_c'] }] },
    ['Ei serviceSettings[0].hosts[1]'],
  ],
  [
    'localities',
    { localityLbSetting: { distribute: [{ from: 'us', to: { us: 50 } }] } },
    ['Ei localityLbSetting.distribute[0].to'],
  ],
  ['a failover, which the mesh detects', { localityLbSetting: { failover: [{ from: 'us', to: 'eu' }] } }, []],
])('%s', (_about, settings, expected) => {
  expect(mesh(settings)).toEqual(expected);
});

describe('curves', () => {
  const curves = ['P-224', 'P-256', 'P-384', 'P-521', 'X25519', 'X25519Kyber768Draft00', 'X25519MLKEM768'];

  test('that Envoy knows', () => {
    expect(mesh({ tlsDefaults: { ecdhCurves: [...curves, ''] } })).toEqual([]);
  });

  test('that it does not, or that are named again', () => {
    expect(mesh({ tlsDefaults: { ecdhCurves: ['P-256', 'P-1', 'P-256'] } })).toEqual([
      'Wi tlsDefaults.ecdhCurves[1]',
      'Wi tlsDefaults.ecdhCurves[2]',
    ]);
  });
});

describe('a provider', () => {
  const place = (field: string) => `Wi extensionProviders[0].${field}`;

  test.each([
    'envoyExtAuthzHttp',
    'envoyExtAuthzGrpc',
    'zipkin',
    'lightstep',
    'datadog',
    'opencensus',
    'skywalking',
    'opentelemetry',
    'envoyHttpAls',
    'envoyTcpAls',
    'envoyOtelAls',
  ])('%s is a service at a port', (kind) => {
    const provider = (settings: object) => mesh({ extensionProviders: [{ name: 'a', [kind]: settings }] });
    expect(provider({ service: 'a.com', port: 1 })).toEqual([]);
    expect(provider({})).toEqual([place(`${kind}.port`), place(`${kind}.service`)]);
  });

  test.each([
    [
      'service',
      ['a.com', '10.0.0.1', 'shop/web.com', 'shop/*.web.com'],
      ['a_b', '/web.com', 'shop/a_b', 'shop/', 'shop/a/b'],
    ],
    ['port', [1, 65535], [0, 65536]],
    ['pathPrefix', ['/a', ''], ['a/']],
    ['statusOnError', ['100', '503', '599', ''], ['099', '600', '5030', '1503', '50a', 'a']],
  ])('has %s %j, and not %j', (field, good, bad) => {
    const provider = (value: unknown) =>
      mesh({
        extensionProviders: [
          { name: 'a', envoyExtAuthzHttp: { service: 'a.com', port: 80, [field]: value } },
        ],
      });
    expect(good.map(provider)).toEqual(good.map(() => []));
    expect(bad.map(provider)).toEqual(bad.map(() => [place(`envoyExtAuthzHttp.${field}`)]));
  });

  test('is told by one protocol', () => {
    const exporter = (protocols: object) =>
      mesh({
        extensionProviders: [{ name: 'a', opentelemetry: { service: 'a.com', port: 1, ...protocols } }],
      });
    expect(exporter({ grpc: {} })).toEqual([]);
    expect(exporter({ http: {} })).toEqual([]);
    expect(exporter({ grpc: {}, http: {} })).toEqual([place('opentelemetry')]);
  });

  test('has a name of its own', () => {
    expect(mesh({ extensionProviders: [{}, { name: '' }, { name: 'a' }, { name: 'a' }] })).toEqual([
      'Wi extensionProviders[0].name',
      'Wi extensionProviders[1].name',
      'Wi extensionProviders[3].name',
    ]);
  });
});

describe('a network', () => {
  test.each([
    ['endpoints by block', { endpoints: [{ fromCidr: '10.0.0.0/8' }, { fromRegistry: 'a-b' }] }, []],
    [
      'endpoints of nothing',
      { endpoints: [{ fromCidr: '' }, { fromRegistry: 'a_b' }] },
      ['endpoints[0].fromCidr', 'endpoints[1].fromRegistry'],
    ],
    [
      'gateways',
      {
        gateways: [
          { address: '10.0.0.1', port: 1 },
          { registryServiceName: 'a.b', port: 65535 },
        ],
      },
      [],
    ],
    [
      'gateways that are none',
      {
        gateways: [
          { address: '', port: 1 },
          { registryServiceName: 'a_b', port: 65536 },
        ],
      },
      ['gateways[0].address', 'gateways[1].port', 'gateways[1].registryServiceName'],
    ],
  ])('has %s', (_about, network, expected) => {
    expect(networks(network)).toEqual(expected.map((place) => `Ei networks.a.${place}`));
  });
});
