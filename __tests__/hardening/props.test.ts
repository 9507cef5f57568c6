import { describe, expect, test } from '@jest/globals';
import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import * as fc from 'fast-check';
import * as library from '../../lib';
import { ConfigError } from '../../lib/vocabulary/config-error';
import { PROTOTYPE_KEYS } from './mutations';

type Constructor = new (scope: Construct, id: string, props: unknown) => Construct;

/**
 * Every public construct: what `lib/index.ts` exports and extends Construct. The chart of the whole event system takes
 * everything from values, which have an entrance of their own.
 */
const constructs = Object.entries(library as Readonly<Record<string, unknown>>).filter(
  (entry): entry is [string, Constructor] =>
    typeof entry[1] === 'function' &&
    entry[1].prototype instanceof Construct &&
    entry[1] !== library.EventSystemChart,
);

const { numRuns = 100 } = fc.readConfigureGlobal();
/** A build has seconds for all of them; who asks for more runs gets all of these. */
const RUNS = { numRuns: numRuns > 100 ? numRuns : 10 };

/** Names of props that many constructs have, so that random props come past the first look. */
const PROPS = [
  'image',
  'host',
  'hosts',
  'port',
  'ports',
  'replicas',
  'namespace',
  'name',
  'labels',
  'values',
  'backend',
  'target',
  'routes',
].concat([
  'timeout',
  'selector',
  'tls',
  'gateway',
  'env',
  'schedule',
  'repository',
  'tag',
  'storage',
  'weight',
  ...PROTOTYPE_KEYS,
]);
const TEXTS = [
  '',
  ' ',
  '*',
  '..',
  '/',
  ':',
  'a:b:c',
  '{{ .Values }}',
  '\u0000',
  '\u001b',
  '-1',
  '1e400',
  'http://',
  'x'.repeat(300),
  ...PROTOTYPE_KEYS,
];

const { tree: anyJson } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<unknown>(null, true, false, 0, -1, 0.5, NaN, 2 ** 53, ...TEXTS),
    fc.array(tie('tree'), { maxLength: 3 }),
    fc
      .array(fc.tuple(fc.constantFrom(...PROPS), tie('tree')), { maxLength: 6 })
      .map((entries) => Object.fromEntries(entries)),
  ),
}));

describe('public constructs', () => {
  test('are found', () => {
    expect(constructs.length).toBeGreaterThan(20);
  });

  test.each(constructs)('%s is made of any props, or refuses them, and pollutes nothing', (_, construct) => {
    fc.assert(
      fc.property(anyJson, (props) => {
        const chart = new Chart(new App(), 'shop');
        try {
          new construct(chart, 'part', props);
        } catch (error) {
          // Props of another type than TypeScript lets anybody give are TypeErrors; what is of the type has its own words.
          expect(error instanceof ConfigError || error instanceof Error).toBe(true);
          expect(error).not.toBeInstanceOf(RangeError);
          expect((error as Error).message).not.toBe('');
        }
        expect([{}, [], '', expect].filter((any) => 'polluted' in Object(any))).toEqual([]);
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
      RUNS,
    );
  });

  const podsOf = (text: string) => ({
    image: { repository: text, tag: text },
    env: [{ name: text, value: text }],
  });
  test.each([
    ['Worker', (chart, text) => new library.Worker(chart, 'part', podsOf(text))],
    ['EventBackend', (chart, text) => new library.EventBackend(chart, 'part', podsOf(text))],
    [
      'MeshNamespace',
      (chart, text) => new library.MeshNamespace(chart, 'part', { name: text, labels: { [text]: text } }),
    ],
  ] as readonly (readonly [string, (chart: Chart, text: string) => unknown])[])(
    '%s takes any text where it takes a text, or refuses it by a ConfigError',
    (_, make) => {
      fc.assert(
        fc.property(fc.oneof(fc.constantFrom(...TEXTS), fc.string({ unit: 'binary' })), (text) => {
          const chart = new Chart(new App(), 'shop');
          try {
            make(chart, text);
            library.evaluateChart(chart);
          } catch (error) {
            if (!(error instanceof ConfigError)) throw error;
            expect(error.message).toMatch(/\S/);
          }
        }),
        RUNS,
      );
    },
  );
});
