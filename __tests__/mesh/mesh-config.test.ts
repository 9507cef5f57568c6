import { describe, expect, test } from '@jest/globals';
import { manifestOf, type Manifest } from '../../lib/mesh/manifest';
import { manifest, meshOf, meshSettings } from './manifests';

const configOf = (settings: object) => meshOf(meshSettings(settings)).config;

function configMap(mesh: unknown, metadata: object = {}): Manifest {
  const object = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'istio', namespace: 'istio-system', ...metadata },
    data: { mesh },
  };
  return manifestOf(object, 'default') as Manifest;
}

/** @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/ */
test('the settings of the mesh are those of Istio where nobody says anything', () => {
  expect(configOf({ rootNamespace: '', trustDomain: '', ingressSelector: '' })).toMatchObject({
    rootNamespace: 'istio-system',
    trustDomain: 'cluster.local',
    trustDomainAliases: [],
    autoMtls: true,
    allowsUnknownHosts: true,
    ingressSelector: { istio: 'ingressgateway' },
    extensionProviders: [],
    defaultConfig: {},
    trustedProxies: 0,
    proxyMetadata: {},
  });
});

test('each of them is read', () => {
  const settings = {
    rootNamespace: 'mesh',
    trustDomain: 'example.org',
    trustDomainAliases: ['old.org'],
    enableAutoMtls: false,
    outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
    ingressSelector: 'edge',
    extensionProviders: [{ name: 'logs' }, 'odd'],
    defaultConfig: { gatewayTopology: { numTrustedProxies: 2 }, proxyMetadata: { A: 'b' } },
    defaultServiceExportTo: ['a'],
    defaultVirtualServiceExportTo: ['b'],
    defaultDestinationRuleExportTo: ['c'],
  };
  const config = configOf(settings);
  expect(config).toMatchObject({
    rootNamespace: 'mesh',
    trustDomain: 'example.org',
    trustDomainAliases: ['old.org'],
    autoMtls: false,
    allowsUnknownHosts: false,
    ingressSelector: { istio: 'edge' },
    extensionProviders: [{ name: 'logs' }, {}],
    defaultConfig: settings.defaultConfig,
    trustedProxies: 2,
    proxyMetadata: { A: 'b' },
  });
  const kinds = ['Service', 'VirtualService', 'DestinationRule'] as const;
  expect(kinds.map((kind) => config.defaultExportTo(kind))).toEqual([['a'], ['b'], ['c']]);
});

describe('the settings are found', () => {
  const operator = (spec: object) =>
    manifest('install.istio.io/v1alpha1', 'IstioOperator', 'istio-system/o', spec);
  const stated = 'trustDomain: a';
  const revision = { labels: { 'istio.io/rev': 'x' } };
  test.each<[string, readonly Manifest[], string]>([
    ['in the ConfigMap', [configMap(stated)], 'a'],
    ['in that of a revision', [configMap(stated, { name: 'istio-x', ...revision })], 'a'],
    ['not in that of another name', [configMap(stated, { name: 'istio-y', ...revision })], 'cluster.local'],
    ['not in that of another namespace', [configMap(stated, { namespace: 'shop' })], 'cluster.local'],
    ['not in what is no YAML', [configMap('a: [')], 'cluster.local'],
    ['not in what is no text', [configMap(1)], 'cluster.local'],
    ['in an IstioOperator', [operator({}), operator({ meshConfig: { trustDomain: 'b' } })], 'b'],
    ['in the ConfigMap first', [operator({ meshConfig: { trustDomain: 'b' } }), configMap(stated)], 'a'],
  ])('%s', (_, manifests, expected) => {
    const { config } = meshOf(...manifests);
    expect(config.trustDomain).toBe(expected);
    if (expected !== 'cluster.local') expect(manifests).toContain(config.manifest);
  });

  test('with the object that says so', () => {
    expect(meshOf().config.manifest).toBeUndefined();
  });
});
