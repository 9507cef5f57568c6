import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Json } from '../../lib/vocabulary/json';
import { crdKinds } from '../../lib/schema/crd-kind';
import { crdSchema } from '../../lib/schema/crd-schema';
import type { StructuralSchema } from '../../lib/schema/structural-schema';
import { violations } from '../../lib/validation/validate';

const texts = [
  '',
  '*',
  '/',
  'a',
  'unix://',
  '[',
  '${',
  'http://%',
  '1h',
  '-1',
  'a/b/c',
  '__proto__',
  'x'.repeat(300),
];
const anyJson = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom<Json>(null, true, -1, 0, 1.5, 99999, 1e300, ...texts) },
  fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>,
);

/** Values that mostly follow a schema, with anything in between. */
function valueOf(schema: StructuralSchema, depth: number): fc.Arbitrary<Json> {
  if (depth === 0) return anyJson;
  const follows = follow(schema, depth);
  return fc.oneof({ weight: 5, arbitrary: follows }, { weight: 1, arbitrary: anyJson });
}

function follow(schema: StructuralSchema, depth: number): fc.Arbitrary<Json> {
  if (schema.enum) return fc.constantFrom(...(schema.enum as Json[]));
  switch (schema.type) {
    case 'array':
      return fc.array(valueOf(schema.items ?? {}, depth - 1), { maxLength: 2 });
    case 'object': {
      const fields = Object.entries(schema.properties ?? {}).map(
        ([name, property]) => [name, valueOf(property, depth - 1)] as const,
      );
      if (fields.length > 0) {
        return fc.record(Object.fromEntries(fields), { requiredKeys: [] });
      }
      const rest = typeof schema.additionalProperties === 'object' ? schema.additionalProperties : {};
      return fc.dictionary(fc.constantFrom(...texts, 'app'), valueOf(rest, depth - 1), { maxKeys: 2 });
    }
    case 'integer':
      return fc.constantFrom(0, 1, -1, 80, 65536);
    case 'number':
      return fc.constantFrom(0, 0.00001, 50, 101, -0.5);
    case 'boolean':
      return fc.boolean();
    default:
      return fc.oneof(fc.constantFrom(...texts), fc.string({ maxLength: 8 }));
  }
}

const kinds = crdKinds.filter(({ source }) => source === 'istio' || source === 'gateway-api');

describe('whatever stands in whatever field', () => {
  test.each(kinds.map((crd) => [crd.kind, crd] as const))(
    'of a %s is judged without a crash',
    (kind, crd) => {
      const apiVersion = `${crd.group}/${crd.versions[0] ?? ''}`;
      const schema = crdSchema(apiVersion, kind)?.properties?.['spec'] ?? {};
      fc.assert(
        fc.property(valueOf(schema, 8), anyJson, (spec, metadata) => {
          const found = violations({ apiVersion, kind, metadata, spec });
          expect(found.map(({ path }) => path)).toEqual(found.map(({ path }) => path).sort());
          expect(found.every(({ message, reviewers }) => message !== '' && reviewers.length > 0)).toBe(true);
        }),
        { numRuns: 100 },
      );
    },
  );

  test('of a mesh configuration is judged without a crash', () => {
    const text = fc.oneof(
      fc.string(),
      anyJson.map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(text, anyJson, (mesh, other) => {
        const data = { mesh, meshNetworks: JSON.stringify({ networks: other, extensionProviders: other }) };
        const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'istio' }, data };
        expect(Array.isArray(violations(object))).toBe(true);
      }),
    );
  });
});
