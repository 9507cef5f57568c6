import { describe, expect, test } from '@jest/globals';
import type { Declaration } from '../../lib/values/chart-values';
import { mergeValues } from '../../lib/values/merge-values';
import type { ValueSchema } from '../../lib/values/value-schema';
import type { Json, JsonObject } from '../../lib/vocabulary/json';
import { EventSystemUnderTest } from '../fixtures/event-system';

const system = new EventSystemUnderTest();
const mail = { enabled: true, host: 'mail.example.com', timeoutSeconds: 60 };

/** What has to be on for a value to matter: the first pattern that a value's path fits. */
const NEEDS: readonly (readonly [path: RegExp, settings: JsonObject])[] = [
  [/^canary\.(?!enabled)/, { canary: { enabled: true } }],
  [/^backend\.autoscaling\.(?!enabled)/, { backend: { autoscaling: { enabled: true } } }],
  [/^worker\.autoscaling\.queue\.enabled/, { worker: { autoscaling: { enabled: true } } }],
  [/^worker\.autoscaling\.queue/, { worker: { autoscaling: { enabled: true, queue: { enabled: true } } } }],
  [/^worker\.autoscaling\.(?!enabled)/, { worker: { autoscaling: { enabled: true } } }],
  [/^postgresql\.mode/, { postgresql: { postgresqlUsername: 'app' } }],
  [/^postgresql\.instances/, { postgresql: { mode: 'cloudnative-pg', postgresqlUsername: 'app' } }],
  [/^postgresql\.backup\.(?!enabled)/, { postgresql: { backup: { enabled: true } } }],
  [/^externalPostgresql\.host/, { postgresql: { enabled: false } }],
  [/^externalPostgresql/, { postgresql: { enabled: false }, externalPostgresql: { host: 'db.example.com' } }],
  [/^redis\.backup\.(?!enabled)/, { redis: { backup: { enabled: true } } }],
  [/^redis\.auth/, { redis: { usePassword: true } }],
  [/^externalRedis\.host/, { redis: { enabled: false } }],
  [/^externalRedis/, { redis: { enabled: false }, externalRedis: { host: 'redis.example.com' } }],
  [/^externalSecrets\.(?!enabled)/, { externalSecrets: { enabled: true }, redis: { usePassword: true } }],
  [/^migrations\.(?!enabled)/, { migrations: { enabled: true } }],
  [/^kafka/, { events: { broker: 'kafka' } }],
  [/^istio\.tls\.issuerKind/, { istio: { tls: { enabled: true, issuer: 'ours' } } }],
  [/^istio\.tls\.(?!enabled)/, { istio: { tls: { enabled: true } } }],
  [/^mail\.enabled/, { mail: { host: 'mail.example.com' } }],
  [/^istio\.egressGateway|^mail\./, { mail }],
  [/^monitoring\.queue\.(?!enabled)/, { monitoring: { enabled: true, queue: { enabled: true } } }],
  [/^monitoring\.(?!enabled|namespace)/, { monitoring: { enabled: true } }],
];

/** Values that change no plain manifest, each for a reason. */
const WITHOUT_EFFECT: Readonly<Record<string, string>> = {
  'passwords.generate': 'decides whether the chart has a Secret: plain manifests hold no password',
  'postgresql.backup.beforeUpgrade': 'switches a hook, which only the chart has',
  'postgresql.postgresqlPassword': "goes to the chart's Secret alone: plain manifests hold no password",
  'redis.cluster.enabled': 'has one value only, kept so that older values files are accepted',
};

/** Texts of the forms that patterns of values ask for. */
const TEXTS = ['changed', 'changed.example.com', '7Gi', '15 3 * * *', `sha256:${'a'.repeat(64)}`];

/** Another value that the schema accepts. */
function another(schema: ValueSchema, current: Json | undefined): Json {
  switch (schema.type) {
    case 'string': {
      const candidates = schema.oneOf ?? TEXTS.filter((text) => new RegExp(schema.pattern ?? '').test(text));
      const text = candidates.find((candidate) => candidate !== current);
      if (text === undefined) throw new Error(`add a text that fits ${schema.pattern ?? 'anything'}`);
      return text;
    }
    case 'integer':
    case 'number': {
      const number = (current ?? schema.minimum ?? 0) as number;
      return number + 1 > (schema.maximum ?? Infinity) ? number - 1 : number + 1;
    }
    case 'boolean':
      return current !== true;
    case 'array':
      return [
        schema.items.type === 'freeForm' ? { name: 'CHANGED', value: 'x' } : another(schema.items, undefined),
      ];
    case 'map':
      return { changed: another(schema.values, undefined) };
    case 'struct':
      return Object.fromEntries(
        Object.entries(schema.fields).map(([key, field]) => [key, another(field, undefined)]),
      );
    case 'intOrString':
      return '17%';
    case 'freeForm':
      return { changed: 'yes' };
  }
}

const nested = (path: readonly string[], value: Json): JsonObject =>
  path.reduceRight<Json>((inner, key) => ({ [key]: inner }), value) as JsonObject;

function settingsFor(path: string): JsonObject {
  return NEEDS.find(([pattern]) => pattern.test(path))?.[1] ?? {};
}

/** The objects of two deployments that are in one of them only, or different. */
function changedObjects(before: JsonObject, after: JsonObject): string[] {
  const [old, now] = [before, after].map(
    (given) => new Set(system.manifests(given).all.map((manifest) => JSON.stringify(manifest))),
  ) as [Set<string>, Set<string>];
  return [...old].filter((text) => !now.has(text)).concat([...now].filter((text) => !old.has(text)));
}

const declared = new Map(
  system.values.declared.map((declaration) => [declaration.path.join('.'), declaration]),
);
const effective = [...declared].filter(([path]) => !(path in WITHOUT_EFFECT));

describe('every value changes some object', () => {
  test.each(effective)('%s', (path, { schema, default: current, path: keys }: Declaration) => {
    const settings = settingsFor(path);
    const changed = mergeValues(settings, nested(keys, another(schema, current)));
    expect(system.refusals(settings)).toEqual([]);
    expect(system.refusals(changed)).toEqual([]);
    expect(changedObjects(settings, changed)).not.toEqual([]);
  });
});

describe('a value without effect', () => {
  test.each(Object.keys(WITHOUT_EFFECT))('is declared, and has none: %s', (path) => {
    const { schema, default: current, path: keys } = declared.get(path) as Declaration;
    const changed = nested(keys, another(schema, current));
    expect(changedObjects({}, changed)).toEqual([]);
  });
});

test('no setting is named for values that are not there', () => {
  const unused = NEEDS.filter(([pattern]) => ![...declared.keys()].some((path) => pattern.test(path)));
  expect(unused).toEqual([]);
});
