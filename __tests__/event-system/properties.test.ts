import { describe, expect, test } from '@jest/globals';
import { App } from 'cdk8s';
import * as fc from 'fast-check';
import { collectObjects } from '../../lib/emit/collected-object';
import { brokenConstraints } from '../../lib/emit/environment';
import { plainManifests } from '../../lib/emit/plain-manifests';
import { ValuesErrors } from '../../lib/emit/values-errors';
import { EventSystemChart } from '../../lib/system/event-system-chart';
import { constraintsOf } from '../../lib/values/constraint';
import { evaluate, type DeployContext } from '../../lib/values/evaluate';
import { mergeValues } from '../../lib/values/merge-values';
import type { Json, JsonObject } from '../../lib/vocabulary/json';
import { arbitraryValues } from '../fixtures/arbitrary-values';
import { danglingReferences, duplicateNames, strayingSelectors, type AnyManifest } from './manifest-graph';

const chart = new EventSystemChart(new App(), 'event-backend');
const objects = collectObjects(chart, 'plain');
const constraints = constraintsOf(chart);
const schemaErrors = new ValuesErrors(chart.values.jsonSchema);

/** Set as every password that a values file can hold; it must never be seen again. */
const PASSWORD = 'c4nary-pa55word';
const PASSWORDS = {
  postgresql: { postgresqlPassword: PASSWORD },
  backend: { env: [{ name: 'POSTGRES_PASSWORD', value: PASSWORD }] },
};

const deployments = fc
  .tuple(arbitraryValues(chart.values), fc.constantFrom('event-system', 'a', 'release-2'))
  .map(([file, name]) => contextOf(mergeValues(file, PASSWORDS), name))
  .filter((context) => brokenConstraints(constraints, context).length === 0);

function contextOf(file: JsonObject, name = 'event-system'): DeployContext {
  return {
    values: mergeValues(chart.values.defaults, file),
    release: { name, namespace: 'event-system' },
    chart: { name: 'event-backend', version: '0.1.0', appVersion: '1.0.0' },
  };
}

function manifestsOf(context: DeployContext): AnyManifest[] {
  return plainManifests(objects, context).map(({ manifest }) => manifest as unknown as AnyManifest);
}

/** The same JSON with the keys of every map the other way round. */
function reversed(json: Json): Json {
  if (Array.isArray(json)) return json.map((element) => reversed(element as Json));
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(
    Object.entries(json)
      .reverse()
      .map(([key, value]) => [key, reversed(value as Json)]),
  );
}

describe('over random environments', () => {
  const check = (property: (context: DeployContext) => void) => {
    fc.assert(fc.property(deployments, property), { numRuns: 100 });
  };

  test('the values are ones that the schema accepts', () => {
    check(({ values = {} }) => {
      expect(schemaErrors.of(values)).toEqual([]);
    });
  });

  test('synthesis is deterministic, whatever the order of keys', () => {
    check((context) => {
      const again = { ...context, values: reversed(context.values ?? {}) as JsonObject };
      const text = JSON.stringify(manifestsOf(context));
      expect(JSON.stringify(manifestsOf(context))).toBe(text);
      expect(canonical(manifestsOf(again))).toEqual(canonical(manifestsOf(context)));
    });
  });

  test('no two objects have the same name', () => {
    check((context) => {
      expect(duplicateNames(manifestsOf(context))).toEqual([]);
    });
  });

  test('every selector matches exactly its own pods', () => {
    check((context) => {
      expect(strayingSelectors(manifestsOf(context))).toEqual([]);
    });
  });

  test('every reference resolves', () => {
    check((context) => {
      const required = (evaluate(chart.requirements, context) ?? []) as unknown as {
        name: string;
        keys: string[];
      }[];
      expect(danglingReferences(manifestsOf(context), required)).toEqual([]);
    });
  });

  test('no password of a values file is in any manifest', () => {
    check((context) => {
      expect(JSON.stringify(manifestsOf(context))).not.toContain(PASSWORD);
    });
  });
});

function canonical(manifests: readonly AnyManifest[]): Json {
  return reversed(reversed(sorted(manifests as unknown as Json)));
}

function sorted(json: Json): Json {
  if (Array.isArray(json)) return json.map((element) => sorted(element as Json));
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(
    Object.entries(json)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => [key, sorted(value as Json)]),
  );
}
