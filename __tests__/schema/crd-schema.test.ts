import { describe, expect, test } from '@jest/globals';
import { crdKind, crdKinds } from '../../lib/schema/crd-kind';
import { crdSchema } from '../../lib/schema/crd-schema';
import type { StructuralSchema } from '../../lib/schema/structural-schema';

/** The schema at a path of field names, through lists and maps. */
function at(apiVersion: string, kind: string, path: string): StructuralSchema | undefined {
  let schema = crdSchema(apiVersion, kind);
  for (const field of path.split('.')) {
    while (schema?.items !== undefined) schema = schema.items;
    schema = schema?.properties?.[field];
  }
  return schema;
}

describe('crdKind', () => {
  test('knows plural, scope and served versions', () => {
    expect(crdKind('networking.istio.io/v1', 'VirtualService')).toEqual({
      group: 'networking.istio.io',
      kind: 'VirtualService',
      versions: ['v1', 'v1beta1', 'v1alpha3'],
      plural: 'virtualservices',
      namespaced: true,
      source: 'istio',
    });
    expect(crdKind('gateway.networking.k8s.io/v1', 'GatewayClass')?.namespaced).toBe(false);
    expect(crdKind('gateway.networking.k8s.io/v1', 'Gateway')?.source).toBe('gateway-api');
    expect(crdKind('networking.istio.io/v1', 'Gateway')?.source).toBe('istio');
  });

  test.each([
    ['networking.istio.io/v2', 'VirtualService'],
    ['networking.istio.io/v1', 'virtualservice'],
    ['v1', 'Service'],
    ['', ''],
  ])('does not know %s %s', (apiVersion, kind) => {
    expect(crdKind(apiVersion, kind)).toBeUndefined();
    expect(crdSchema(apiVersion, kind)).toBeUndefined();
  });
});

describe('crdSchema', () => {
  test('holds a schema for every kind, under every served version the same', () => {
    for (const { group, kind, versions } of crdKinds) {
      const [current, ...older] = versions.map((version) => crdSchema(`${group}/${version}`, kind));
      expect(current?.properties).toHaveProperty('spec');
      for (const schema of older) expect(schema).toBe(current);
    }
  });

  test('keeps types, bounds, enums and required fields', () => {
    const destination = at('networking.istio.io/v1', 'VirtualService', 'spec.http.route.destination');
    expect(destination).toEqual({
      type: 'object',
      required: ['host'],
      properties: {
        host: { type: 'string' },
        port: {
          type: 'object',
          properties: { number: { type: 'integer', minimum: 0, maximum: 4294967295 } },
        },
        subset: { type: 'string' },
      },
    });
    expect(at('security.istio.io/v1', 'PeerAuthentication', 'spec.mtls.mode')?.enum).toContain('STRICT');
  });

  test('keeps defaults, patterns and list keys', () => {
    const rules = at('gateway.networking.k8s.io/v1', 'HTTPRoute', 'spec.rules');
    expect(rules).toMatchObject({ 'x-kubernetes-list-type': 'atomic', minItems: 1, maxItems: 16 });
    const path = at('gateway.networking.k8s.io/v1', 'HTTPRoute', 'spec.rules.matches.path');
    expect(path?.default).toEqual({ type: 'PathPrefix', value: '/' });
    expect(at('gateway.networking.k8s.io/v1', 'HTTPRoute', 'spec.rules.timeouts.request')?.pattern).toBe(
      '^([0-9]{1,5}(h|m|s|ms)){1,4}$',
    );
    const listeners = at('gateway.networking.k8s.io/v1', 'Gateway', 'spec.listeners');
    expect(listeners?.['x-kubernetes-list-map-keys']).toEqual(['name']);
  });

  test('keeps int-or-string, unknown fields and alternatives', () => {
    const port = at('monitoring.coreos.com/v1', 'ServiceMonitor', 'spec.endpoints.targetPort');
    expect(port?.['x-kubernetes-int-or-string']).toBe(true);
    const value = at('networking.istio.io/v1alpha3', 'EnvoyFilter', 'spec.configPatches.patch.value');
    expect(value?.['x-kubernetes-preserve-unknown-fields']).toBe(true);
    const match = at('networking.istio.io/v1', 'VirtualService', 'spec.http.match.uri');
    expect(match?.oneOf).toHaveLength(4);
    expect(match?.oneOf?.[1]).toEqual({ required: ['exact'] });
    expect(match?.oneOf?.[0]?.not?.anyOf).toContain(match?.oneOf?.[1]);
  });

  test('keeps CEL rules with their messages', () => {
    const spec = at('extensions.istio.io/v1alpha1', 'WasmPlugin', 'spec');
    expect(spec?.['x-kubernetes-validations']?.[0]?.message).toBe(
      'only one of targetRefs or selector can be set',
    );
    const rules = allSchemas().flatMap((schema) => schema['x-kubernetes-validations'] ?? []);
    expect(rules.length).toBeGreaterThan(150);
    for (const { rule, message } of rules) {
      expect(typeof rule).toBe('string');
      expect(message).toBeTruthy();
    }
  });

  test('leaves out prose and what only controllers write', () => {
    for (const schema of allSchemas()) {
      expect(typeof (schema as { description?: unknown }).description).toBe('undefined');
    }
    for (const { group, kind, versions } of crdKinds) {
      const status = crdSchema(`${group}/${versions[0] ?? ''}`, kind)?.properties?.['status'];
      expect(status?.properties).toBeUndefined();
    }
  });
});

/** Every distinct schema of every kind. */
function allSchemas(): StructuralSchema[] {
  const seen = new Set<StructuralSchema>();
  const visit = (schema: StructuralSchema | boolean | undefined): void => {
    if (typeof schema !== 'object' || seen.has(schema)) return;
    seen.add(schema);
    const { properties = {}, items, additionalProperties, not, allOf = [], anyOf = [], oneOf = [] } = schema;
    for (const child of [...Object.values(properties), items, additionalProperties, not]) visit(child);
    for (const child of [...allOf, ...anyOf, ...oneOf]) visit(child);
  };
  for (const { group, kind, versions } of crdKinds) visit(crdSchema(`${group}/${versions[0] ?? ''}`, kind));
  return [...seen];
}
