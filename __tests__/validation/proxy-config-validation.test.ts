import { describe, expect, test } from '@jest/globals';
import { objectOf, said, type Row } from './expectation';

const rows: readonly Row[] = [
  ['a concurrency', '{ selector: { matchLabels: { app: a } }, concurrency: 2 }', []],
  ['less than no threads', 'concurrency: -1', ['Eai spec.concurrency: is -1, expected at least 0']],
  [
    'an empty selector',
    'selector: {}',
    ['Wi spec.selector: has no labels, so that it chooses every workload of the namespace'],
  ],
  [
    'a key with a wildcard',
    'selector: { matchLabels: { "a*": b } }',
    [
      'Ea spec.selector.matchLabels: wildcard not allowed in label key match',
      'Ei spec.selector.matchLabels["a*"]: a*=b has a wildcard; a selector chooses by equality alone',
    ],
  ],
];

describe('a ProxyConfig with', () => {
  test.each(rows)('%s', (_about, spec, expected) => {
    expect(said(objectOf('networking.istio.io/v1beta1', 'ProxyConfig', spec))).toEqual(expected);
  });
});
