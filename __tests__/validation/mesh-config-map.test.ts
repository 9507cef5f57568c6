import { describe, expect, test } from '@jest/globals';
import { said } from './expectation';

const configMap = (name: string, data: Record<string, string>) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'istio-system' },
  data,
});

const rows: readonly (readonly [about: string, mesh: string, expected: readonly string[]])[] = [
  [
    'every setting',
    `connectTimeout: 10s
protocolDetectionTimeout: 0s
trustDomain: cluster.local
defaultConfig: { discoveryAddress: "istiod.istio-system.svc:15012", tracing: { zipkin: { address: "$(HOST_IP):9411" } } }
extensionProviders: [{ name: a, zipkin: { service: zipkin.shop.svc.cluster.local, port: 9411 } }]`,
    [],
  ],
  ['no YAML', '{', ['Ei data.mesh: is no YAML: unexpected end of the stream within a flow collection (1:2)']],
  ['nothing', '', []],
  ['comments alone', '# connectTimeout: 10h', []],
  ['a null', '~', []],
  ['a list', '[]', ['Ei data.mesh: is no map']],
  [
    'times out of range',
    '{ connectTimeout: 2h, protocolDetectionTimeout: soon }',
    [
      'Ei data.mesh.connectTimeout: is 2h, expected at most 1h',
      `Ei data.mesh.protocolDetectionTimeout: 'soon' is no duration, expected one such as 5s`,
    ],
  ],
  [
    'addresses that are none',
    '{ defaultConfig: { discoveryAddress: istiod, drainDuration: 1500ms, statusPort: 0 } }',
    [
      `Ei data.mesh.defaultConfig.discoveryAddress: is 'istiod', expected HOST:PORT`,
      'Ei data.mesh.defaultConfig.drainDuration: is 1500ms, expected whole seconds',
      'Ei data.mesh.defaultConfig.statusPort: is port 0, expected 1 to 65535',
    ],
  ],
  [
    'providers that are none, which nobody need use',
    '{ extensionProviders: [{ name: a, envoyExtAuthzHttp: { service: "", port: 0 } }, { name: a }] }',
    [
      'Wi data.mesh.extensionProviders[0].envoyExtAuthzHttp.port: is port 0, expected 1 to 65535',
      'Wi data.mesh.extensionProviders[0].envoyExtAuthzHttp.service: is empty, expected the host of a service',
      `Wi data.mesh.extensionProviders[1].name: names the provider 'a' again`,
    ],
  ],
  [
    'a trust domain and curves that are none',
    '{ trustDomain: a_b, meshMTLS: { ecdhCurves: [P-256] }, tlsDefaults: { ecdhCurves: [P-1] } }',
    [
      'Ei data.mesh.meshMTLS.ecdhCurves: is set, but the curves inside the mesh cannot be chosen; remove it',
      `Wi data.mesh.tlsDefaults.ecdhCurves[0]: 'P-1' is no curve that Envoy knows`,
      `Ei data.mesh.trustDomain: 'a_b' is no trust domain, expected a name such as cluster.local`,
    ],
  ],
];

describe('the configuration of a mesh with', () => {
  test.each(rows)('%s', (_about, mesh, expected) => {
    expect(said(configMap('istio', { mesh }))).toEqual(expected);
  });

  test('networks that cannot be reached', () => {
    const meshNetworks =
      'networks: { a: { endpoints: [{ fromCidr: b }], gateways: [{ address: c_d, port: 0 }] } }';
    expect(said(configMap('istio-canary', { meshNetworks }))).toEqual([
      `Ei data.meshNetworks.networks.a.endpoints[0].fromCidr: 'b' is no IP address`,
      `Ei data.meshNetworks.networks.a.gateways[0].address: 'c_d' is neither a domain name nor an IP address`,
      'Ei data.meshNetworks.networks.a.gateways[0].port: is port 0, expected 1 to 65535',
    ]);
  });

  test.each(['settings', 'istios', 'my-istio'])('the name %s is of something else', (name) => {
    expect(said(configMap(name, { mesh: '{' }))).toEqual([]);
  });
});
