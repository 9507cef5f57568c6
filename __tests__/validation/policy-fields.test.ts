import { describe, expect, test } from '@jest/globals';
import { objectOf, placesIn } from './expectation';

/** Where istiod says something of an object; the schema's places are left out. */
function places(type: string, spec: object): readonly string[] {
  const [group = '', kind = ''] = type.split('/');
  const version = kind === 'WasmPlugin' ? 'v1alpha1' : 'v1';
  return placesIn(objectOf(`${group}/${version}`, kind, JSON.stringify(spec)))
    .filter((place) => !place.startsWith('Ea '))
    .map((place) => place.replace('Eai', 'Ei').replace('spec.', ''));
}

describe('the target of a policy', () => {
  const target = (one: object) => places('security.istio.io/AuthorizationPolicy', { targetRefs: [one] });

  test.each([
    [{ kind: 'Service', name: 'a' }, []],
    [{ kind: 'Service', group: '', name: 'a' }, []],
    [{ kind: 'Service', group: 'core', name: 'a' }, []],
    [{ kind: 'Service', group: 'apps', name: 'a' }, ['Ei targetRefs[0]']],
    [{ kind: 'ServiceEntry', group: 'networking.istio.io', name: 'a' }, []],
    [{ kind: 'ServiceEntry', group: 'core', name: 'a' }, ['Ei targetRefs[0]']],
    [{ kind: 'ServiceEntry', name: 'a' }, ['Ei targetRefs[0]']],
    [{ kind: 'Gateway', group: 'gateway.networking.k8s.io', name: 'a' }, []],
    [{ kind: 'Gateway', group: 'networking.istio.io', name: 'a' }, ['Ei targetRefs[0]']],
    [{ kind: 'GatewayClass', group: 'gateway.networking.k8s.io', name: 'a' }, []],
    [{ kind: 'toString', name: 'a' }, ['Ei targetRefs[0]']],
    [{ kind: 'Service', name: '' }, ['Ei targetRefs[0].name']],
    [{ kind: 'Service', name: 'a', namespace: 'b' }, ['Ei targetRefs[0].namespace']],
  ])('%j', (one, expected) => {
    expect(target(one)).toEqual(expected);
    expect(places('security.istio.io/AuthorizationPolicy', { targetRef: one })).toEqual(
      expected.map((place) => place.replace('targetRefs[0]', 'targetRef')),
    );
  });
});

describe('the keys of a token', () => {
  const rule = (fields: object) =>
    places('security.istio.io/RequestAuthentication', { jwtRules: [{ issuer: 'a', ...fields }] }).map(
      (place) => place.replace('jwtRules[0]', '').replace(' .', ' '),
    );

  test.each([
    [{}, []],
    [{ issuer: '' }, ['Ei ']],
    [{ issuer: '', jwksUri: 'https://a.com' }, []],
    [{ issuer: '', jwks_uri: 'https://a.com' }, []],
    [{ jwksUri: 'http://a.com' }, []],
    [{ jwksUri: 'a.com' }, ['Ei jwksUri']],
    [{ jwksUri: 'httpss://a.com' }, ['Ei jwksUri']],
    [{ jwksUri: 'shttps://a.com' }, ['Ei jwksUri']],
    [{ jwks_uri: 'ftp://a.com' }, ['Ei jwks_uri']],
    [{ jwks: '{"keys":[]}' }, []],
    [{ jwks: '{"keys":[{"kty":"RSA"},{"kty":"EC"},{"kty":"OKP"},{"kty":"oct"}]}' }, []],
    [{ jwks: '{"kty":"RSA"}' }, []],
    [{ jwks: '{"keys":[{"kty":"RSA"},{"kty":"rsa"}]}' }, ['Ei jwks']],
    [{ jwks: '{"keys":[{}]}' }, ['Ei jwks']],
    [{ jwks: '{"keys":[null]}' }, ['Ei jwks']],
    [{ jwks: '{"keys":{"kty":"RSA"}}' }, ['Ei jwks']],
    [{ jwks: 'null' }, ['Ei jwks']],
    [{ jwks: '1' }, ['Ei jwks']],
    [{ jwks: '{' }, ['Ei jwks']],
    [{ audiences: [''] }, ['Ei audiences[0]']],
    [{ fromParams: [''] }, ['Ei fromParams[0]']],
    [{ fromCookies: [''] }, ['Ei fromCookies[0]']],
    [{ fromHeaders: [{ name: 'a' }] }, []],
    [{ fromHeaders: [{ name: '' }] }, ['Ei fromHeaders[0].name']],
    [{ outputClaimToHeaders: [{ header: 'x-a', claim: 'a' }] }, []],
    [{ outputClaimToHeaders: [{ header: 'x-a', claim: '' }] }, ['Ei outputClaimToHeaders[0]']],
    [{ outputClaimToHeaders: [{ header: '', claim: 'a' }] }, ['Ei outputClaimToHeaders[0]']],
    [{ outputClaimToHeaders: [{ header: 'x.a', claim: 'a' }] }, ['Ei outputClaimToHeaders[0].header']],
    [{ timeout: '1us' }, ['Ei timeout']],
  ])('%j', (fields, expected) => {
    expect(rule(fields)).toEqual(expected);
  });
});

test.each([
  ['1', []],
  ['65535', []],
  ['0', ['Ea spec.portLevelMtls', 'Ei spec.portLevelMtls["0"]']],
  ['65536', ['Ea spec.portLevelMtls', 'Ei spec.portLevelMtls["65536"]']],
  ['80a', ['Ea spec.portLevelMtls']],
])('mutual TLS of port %s', (port, expected) => {
  const spec = { selector: { matchLabels: { app: 'a' } }, portLevelMtls: { [port]: { mode: 'STRICT' } } };
  expect(placesIn(objectOf('security.istio.io/v1', 'PeerAuthentication', JSON.stringify(spec)))).toEqual(
    expected,
  );
});

describe('a telemetry', () => {
  const trace = (fields: object) =>
    places('telemetry.istio.io/Telemetry', { tracing: [fields] }).map((place) =>
      place.replace('tracing[0].', ''),
    );
  const override = (fields: object) =>
    places('telemetry.istio.io/Telemetry', { metrics: [{ overrides: [fields] }] }).map((place) =>
      place.replace('metrics[0].overrides[0].', ''),
    );

  test.each([
    [{ randomSamplingPercentage: 100 }, []],
    [{ randomSamplingPercentage: 100.5 }, ['Ei randomSamplingPercentage']],
    [{ randomSamplingPercentage: -1 }, ['Ei randomSamplingPercentage']],
    [{ providers: [{ name: 'a' }, { name: 'b' }] }, ['Wi providers']],
    [{ customTags: { a: { literal: { value: '' } } } }, ['Ei customTags.a.literal.value']],
    [{ customTags: { a: { header: { name: '' } } } }, ['Ei customTags.a.header.name']],
    [{ customTags: { a: { environment: { name: '' } } } }, ['Ei customTags.a.environment.name']],
    [{ customTags: { a: { literal: { value: 'b' } } } }, []],
    [{ customTags: { '': { literal: { value: 'b' } } } }, ['Ei customTags[""]']],
    [{ customTags: { a: null } }, ['Ei customTags.a']],
  ])('traces %j', (fields, expected) => {
    expect(trace(fields)).toEqual(expected);
  });

  test.each([
    [{ tagOverrides: { a: { value: 'b' } } }, []],
    [{ tagOverrides: { a: {} } }, ['Ei tagOverrides.a.value']],
    [{ tagOverrides: { a: { operation: 'UPSERT' } } }, ['Ei tagOverrides.a.value']],
    [{ tagOverrides: { a: { operation: 'REMOVE' } } }, []],
    [{ tagOverrides: { a: { operation: 'REMOVE', value: 'b' } } }, ['Ei tagOverrides.a.value']],
    [{ tagOverrides: { '': { value: 'b' } } }, ['Wi tagOverrides[""]']],
    [{ tagOverrides: { a: null } }, ['Ei tagOverrides.a']],
    [{ match: { customMetric: '' } }, ['Ei match.customMetric']],
    [{ match: { customMetric: 'a' } }, []],
  ])('measures %j', (fields, expected) => {
    expect(override(fields)).toEqual(expected);
  });
});

describe('a module', () => {
  const plugin = (fields: object) =>
    places('extensions.istio.io/WasmPlugin', { url: 'oci://a/b', ...fields });
  const digest = 'a'.repeat(64);

  test.each([
    [{ url: 'file:///a' }, []],
    [{ url: 'http://a/b' }, []],
    [{ url: 'https://a/b' }, []],
    [{ url: 'a/b:1' }, []],
    [{ url: '/a' }, []],
    [{ url: 'ftp://a/b' }, ['Ei url']],
    [{ url: '' }, ['Ei url']],
    [{ url: 'a b' }, ['Ei url']],
    [{ sha256: digest }, []],
    [{ sha256: `${digest}a` }, ['Ei sha256']],
    [{ sha256: digest.slice(1) }, ['Ei sha256']],
    [{ sha256: digest.toUpperCase() }, ['Ei sha256']],
    [{ imagePullSecret: 'a'.repeat(253) }, []],
    [{ imagePullSecret: 'a'.repeat(254) }, ['Ei imagePullSecret']],
    [{ pluginName: 'a'.repeat(256) }, []],
    [{ pluginName: 'a'.repeat(257) }, ['Ei pluginName']],
    [{ match: [{ ports: [{ number: 65535 }] }] }, []],
    [{ match: [{ ports: [{ number: 0 }] }] }, ['Ei match[0].ports[0].number']],
    [{ vmConfig: { env: [{ name: 'a'.repeat(256), value: 'b' }] } }, []],
    [{ vmConfig: { env: [{ name: 'a'.repeat(257), value: 'b' }] } }, ['Ei vmConfig.env[0].name']],
    [{ vmConfig: { env: [{ name: 'a', valueFrom: 'INLINE', value: 'b' }] } }, []],
    [{ vmConfig: { env: [{ name: 'a', valueFrom: 'HOST', value: 'b' }] } }, ['Ei vmConfig.env[0].value']],
    [{ vmConfig: { env: [{ name: 'a', valueFrom: 'HOST' }] } }, []],
    [
      {
        vmConfig: {
          env: [
            { name: 'a', value: 'b' },
            { name: 'a', value: 'c' },
          ],
        },
      },
      ['Ei vmConfig.env[1].name'],
    ],
  ])('%j', (fields, expected) => {
    expect(plugin(fields)).toEqual(expected);
  });

  test('of an extension is for ports too', () => {
    const spec = { lua: { inlineCode: 'a' }, match: [{ ports: [{ number: 0 }] }] };
    expect(places('extensions.istio.io/TrafficExtension', spec)).toEqual(['Ei match[0].ports[0].number']);
  });
});
