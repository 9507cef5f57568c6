import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { examplePrices } from '../../lib/cost/example-prices';
import { priceTableOf, UnreadablePrices } from '../../lib/cost/price-table';
import type { Json } from '../../lib/vocabulary/json';
import { YamlPrinter } from '../../lib/vocabulary/yaml-printer';

const own = `name: ours
date: '2026-01-31'
source: contract 7
currency: EUR
prices:
  cpu: 0.03
  memory: 0.004
  storage: 0.05
  loadBalancer: 10
`;

function mistakesOf(text: string): readonly string[] {
  try {
    priceTableOf(text, 'ours.yaml');
    return [];
  } catch (error) {
    if (!(error instanceof UnreadablePrices)) throw error;
    return error.mistakes;
  }
}

describe('priceTableOf', () => {
  test('fills in what may be left out', () => {
    expect(priceTableOf(own, 'ours.yaml')).toEqual({
      name: 'ours',
      date: '2026-01-31',
      source: 'contract 7',
      currency: 'EUR',
      hoursPerMonth: 730,
      nodes: 1,
      prices: { cpu: 0.03, memory: 0.004, storage: 0.05, storageClasses: {}, loadBalancer: 10 },
      sidecar: { cpu: '10m', memory: '40Mi' },
    });
  });

  test.each(Object.entries(examplePrices))('reads the example %s back', (_name, table) => {
    const printed = new YamlPrinter().document(table as unknown as Json);
    expect(priceTableOf(printed, 'x')).toEqual(table);
  });

  test.each<[what: string, text: string, mistakes: readonly string[]]>([
    ['no YAML', 'a: [', ['ours.yaml:1:']],
    ['no map', '- a', ['ours.yaml:1: found no map, expected prices']],
    [
      'a text for a price',
      own.replace('0.03', '"3 cents"'),
      ['ours.yaml:6: prices.cpu: found "3 cents", expected a number from 0 to 1000000000'],
    ],
    [
      'a negative price',
      own.replace('10\n', '-1\n'),
      ['ours.yaml:9: prices.loadBalancer: found -1, expected a number from 0 to 1000000000'],
    ],
    ['a misspelt field', `${own}node: 3\n`, ["ours.yaml:10: node: unknown field; did you mean 'nodes'?"]],
    [
      'a month of too many hours',
      `${own}hoursPerMonth: 7300\n`,
      ['ours.yaml:10: hoursPerMonth: found 7300, expected a number from 0 to 744'],
    ],
    [
      'no quantity',
      `${own}sidecar: { cpu: ten }\n`,
      ['ours.yaml:10: sidecar.cpu: found "ten", expected a quantity such as 10m or 40Mi'],
    ],
    [
      'a storage class without a price',
      own.replace('  storage: 0.05\n', '  storage: 0.05\n  storageClasses:\n    fast:\n'),
      ['ours.yaml:10: prices.storageClasses.fast: found null, expected a number from 0 to 1000000000'],
    ],
    [
      'a date that is no text',
      own.replace("'2026-01-31'", '2026'),
      ['ours.yaml:2: date: found 2026, expected a text (write it in quotes)'],
    ],
    [
      'two mistakes at once',
      own.replace('name: ours\n', '').replace('EUR', '7'),
      [
        'ours.yaml:1: name: found nothing, expected a text (write it in quotes)',
        'ours.yaml:3: currency: found 7, expected a text (write it in quotes)',
      ],
    ],
  ])('refuses %s', (_what, text, mistakes) => {
    const found = mistakesOf(text);
    expect(found).toHaveLength(mistakes.length);
    found.forEach((mistake, index) => {
      expect(mistake.startsWith(mistakes[index] ?? '?')).toBe(true);
    });
  });

  test('whatever the types, either a table or located mistakes', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (prices, sidecar) => {
        const mistakes = mistakesOf(JSON.stringify({ name: 'x', prices, sidecar, nodes: prices }));
        expect(mistakes.every((mistake) => mistake.startsWith('ours.yaml:1: '))).toBe(true);
      }),
    );
  });
});
