import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { loadAll } from 'js-yaml';
import { examplePrices } from '../../lib/cost/example-prices';
import { GO_YAML } from '../../lib/vocabulary/go-yaml';
import type { Json } from '../../lib/vocabulary/json';
import { entrances } from './entrances';
import { mutated } from './mutations';
import { runs } from './runs';

const root = path.resolve(__dirname, '../..');

function documents(file: string): readonly Json[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  return loadAll(text, { schema: GO_YAML }).filter((found) => found !== null) as Json[];
}

const manifests = readdirSync(path.join(root, '__tests__/fixtures/known-good')).flatMap((file) =>
  documents(path.join('__tests__/fixtures/known-good', file)),
);
const settings: Json = {
  rootNamespace: 'istio-system',
  trustDomain: 'cluster.local',
  outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
  defaultConfig: {
    holdApplicationUntilProxyStarts: true,
    proxyMetadata: { A: 'b' },
    tracing: { sampling: 1 },
  },
  extensionProviders: [
    { name: 'otel', opentelemetry: { service: 'otel.shop.svc.cluster.local', port: 4317 } },
    { name: 'authz', envoyExtAuthzHttp: { service: 'authz.shop.svc.cluster.local', port: 80 } },
  ],
  discoverySelectors: [{ matchLabels: { mesh: 'yes' } }],
  localityLbSetting: { enabled: true },
};
const suite: Json = [
  {
    from: 'gateway:*:80',
    request: 'GET http://shop/',
    headers: { a: 'b' },
    name: 'x',
    expect: { outcome: 'route' },
  },
  {
    from: 'workload:shop/web',
    request: 'POST http://web.shop:80/a?b=c',
    expect: { destinations: [{ port: 80 }] },
  },
];

/** What a valid text of an entrance holds, by what its name ends in. */
const SEEDS: readonly (readonly [RegExp, readonly Json[]])[] = [
  [/MANIFESTS/, manifests],
  [/mesh-config$/, [settings]],
  [/prices$/, Object.values(examplePrices) as unknown as Json[]],
  [/SUITE$|requests$|coverage$/, [suite]],
  [/environments/, ['dev', 'staging', 'prod'].flatMap((name) => documents(`environments/${name}.yaml`))],
];

/** What YAML is made of, so that random texts come further than their first character. */
const yamlPiece = fc.constantFrom(
  ...[
    'a',
    'kind',
    'apiVersion',
    'v1',
    'List',
    'items',
    '1',
    ': ',
    ':',
    '- ',
    '-',
    '\n',
    '\n  ',
    ' ',
    '"',
    "'",
    '|',
    '>',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    '&a ',
    '*a',
    '<<: ',
    '!!str ',
    '! ',
    '? ',
    '---\n',
    '...\n',
    '#',
    '%YAML',
    '\t',
    '\u0000',
  ],
);

const rows = entrances.map(({ name, read }) => {
  const seeds = SEEDS.find(([names]) => names.test(name))?.[1] ?? [];
  return [name, read, seeds] as const;
});

describe('what people hand over', () => {
  test.each(rows)('%s takes what is right', async (_, read, seeds) => {
    for (const seed of seeds.slice(0, 20)) expect((await read(JSON.stringify(seed))).exitCode).not.toBe(2);
  });

  test.each(rows)('%s takes or refuses any fields in a text that is nearly right', async (_, read, seeds) => {
    await fc.assert(
      fc.asyncProperty(mutated(seeds), async (document) => {
        const { exitCode, stdout, stderr } = await read(`${JSON.stringify(document)}\n`);
        expect([0, 1, 2]).toContain(exitCode);
        expect(`${stdout}${stderr}`).not.toMatch(
          /\[object |\bTypeError|Cannot (read|convert)|is not a function/,
        );
        if (exitCode === 2)
          expect({ stdout, place: stderr.includes('given.yaml') }).toEqual({
            stdout: '',
            place: true,
          });
        expect([{}, [], '', expect].filter((any) => 'polluted' in Object(any))).toEqual([]);
      }),
      runs(10),
    );
  });

  test.each(rows)('%s takes or refuses any text', async (_, read) => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: yamlPiece })),
        async (text) => {
          const { exitCode } = await read(text);
          expect([0, 1, 2]).toContain(exitCode);
        },
      ),
      runs(10),
    );
  });
});
