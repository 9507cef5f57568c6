import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { mergeValues } from '../../lib/values/merge-values';
import type { Json, JsonObject } from '../../lib/vocabulary/json';
import { arbitraryValues } from '../fixtures/arbitrary-values';
import { EventSystemUnderTest } from '../fixtures/event-system';
import { crdMistakes } from '../routing/shop';
import { danglingReferences, duplicateNames, strayingSelectors, type AnyManifest } from './manifest-graph';

const system = new EventSystemUnderTest();

/** Set as every password that a values file can hold; it must never be seen again. */
const PASSWORD = 'c4nary-pa55word';
const ENV = ['POSTGRES_PASSWORD', 'REDIS_PASSWORD'].map((name) => ({ name, value: PASSWORD }));
const PASSWORDS = {
  postgresql: { postgresqlPassword: PASSWORD },
  redis: { usePassword: true },
  events: { broker: 'redis' },
  ...Object.fromEntries(
    ['backend', 'worker', 'scheduler'].map((role) => [role, { env: ENV, extraEnv: ENV }]),
  ),
};

interface Deployment {
  readonly file: JsonObject;
  readonly release: { readonly name: string; readonly namespace: string };
}

const deployments: fc.Arbitrary<Deployment> = fc
  .record({
    file: arbitraryValues(system.values),
    release: fc.record({
      name: fc.constantFrom('event-system', 'a', 'release-2'),
      namespace: fc.constantFrom('event-system', 'shop'),
    }),
  })
  .filter(({ file, release }) => system.broken(file, release).length === 0);

function manifestsOf(file: JsonObject, { release }: Deployment): AnyManifest[] {
  const manifests = [...system.manifests(file, release).all, ...system.testPods(file, release).all];
  return manifests;
}

/** The same JSON with the keys of every map the other way round. */
function reversed(json: Json): Json {
  return reordered(json, (entries) => entries.reverse());
}

/** The same JSON with the keys of every map in the order of the alphabet. */
function sorted(json: Json): Json {
  return reordered(json, (entries) => entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function reordered(
  json: Json,
  order: (entries: [string, Json | undefined][]) => [string, Json | undefined][],
): Json {
  if (Array.isArray(json)) return json.map((element) => reordered(element as Json, order));
  if (typeof json !== 'object' || json === null) return json;
  const entries = order(Object.entries(json));
  return Object.fromEntries(entries.map(([key, value]) => [key, reordered(value as Json, order)]));
}

/** Service accounts that are not created, since values say that they are there. */
function existingAccounts(file: JsonObject, manifests: readonly AnyManifest[]): string[] {
  const values = mergeValues(system.values.defaults, file) as Record<
    string,
    { serviceAccount: { create: boolean } }
  >;
  const roles = ['backend', 'worker', 'scheduler'].filter((role) => !values[role]?.serviceAccount.create);
  return manifests
    .filter(
      ({ kind, metadata }) =>
        kind === 'Deployment' && roles.some((role) => metadata.name.includes(`-${role}`)),
    )
    .map(
      ({ spec }) =>
        (spec as { template: { spec: { serviceAccountName: string } } }).template.spec.serviceAccountName,
    );
}

/** Namespaces of what others have installed; somebody may put the system into one of them. */
function foreignNamespaces(file: JsonObject): string[] {
  const values = mergeValues(system.values.defaults, file);
  return system.values.declared
    .filter(({ path }) => /namespace$/i.test(path.at(-1) ?? '') && path[0] !== 'namespaceOverride')
    .map(({ path }) => path.reduce<Json>((at, key) => (at as JsonObject)[key] as Json, values) as string);
}

const CUSTOM =
  /\b(istio\.io|gateway\.networking\.k8s\.io|keda\.sh|cnpg\.io|strimzi\.io|cert-manager\.io|external-secrets\.io)\//;

/** What the CRD of an object refuses, but for what values files pass through into it. */
function schemaMistakes(object: AnyManifest): string[] {
  return crdMistakes(object as never)
    .filter((mistake) => !mistake.startsWith('/spec/resources/'))
    .map((mistake) => `${object.kind} ${mistake}`);
}

test('over random environments: names, selectors, references and schemas hold', () => {
  fc.assert(
    fc.property(deployments, (deployment) => {
      const { file, release } = deployment;
      const manifests = manifestsOf(file, deployment);
      expect({
        refusals: system.refusals(file, release),
        duplicates: duplicateNames(manifests),
        strays: strayingSelectors(manifests),
        dangling: danglingReferences(manifests, {
          secrets: system.requirements(file, release),
          accounts: existingAccounts(file, manifests),
          shared: foreignNamespaces(file),
        }),
        schemas: manifests.filter(({ apiVersion }) => CUSTOM.test(apiVersion)).flatMap(schemaMistakes),
      }).toEqual({ refusals: [], duplicates: [], strays: [], dangling: [], schemas: [] });
    }),
    { numRuns: 100 },
  );
});

test('over random environments: synthesis is deterministic, whatever the order of keys', () => {
  fc.assert(
    fc.property(deployments, (deployment) => {
      const manifests = manifestsOf(deployment.file, deployment);
      expect(JSON.stringify(manifestsOf(deployment.file, deployment))).toBe(JSON.stringify(manifests));
      const again = manifestsOf(reversed(deployment.file) as JsonObject, deployment);
      expect(sorted(again as unknown as Json)).toEqual(sorted(manifests as unknown as Json));
    }),
    { numRuns: 50 },
  );
});

test('over random environments: no password of a values file is in any manifest', () => {
  fc.assert(
    fc.property(deployments, (deployment) => {
      const file = mergeValues(deployment.file, PASSWORDS);
      const text = JSON.stringify(manifestsOf(file, deployment));
      expect(text).not.toContain(PASSWORD);
    }),
    { numRuns: 50 },
  );
});
