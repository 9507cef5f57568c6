import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dump, load } from 'js-yaml';
import type { Json } from '../../lib/vocabulary/json';
import { PLAIN_YAML } from '../../lib/vocabulary/yaml-printer';

const SPECIAL = [
  ...[
    '',
    ' ',
    '\n',
    'a\n',
    'a\n\n',
    ' a\nb',
    'a\n b\n\n\nc',
    '\n\n a',
    '\ta',
    'a\r\nb',
    'a: b',
    'a #b',
    '# a',
  ],
  ...[
    'y',
    'No',
    'true',
    '~',
    '=',
    '<<',
    '0777',
    '1e3',
    '12:30',
    '2020-01-01',
    '0x1f',
    '.5',
    '.inf',
    '-',
    '- a',
  ],
  ...[
    'io/box:1.37',
    '/bin/sh',
    '10m',
    '16Mi',
    '1E',
    '5e',
    '0b',
    'a,b',
    'a*',
    'a:',
    'a::b',
    '//',
    'y:n',
    '1:m',
  ],
  ...['*a', '&a', '!a', '%a', '@a', '`a', '{{ a }}', '[a', '?', '"', "it's\nso", 'a/b-c.d_e', 'a\n...\nb'],
];
const text = fc.oneof(
  fc.constantFrom(...SPECIAL),
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('a', 'e', '0', ' ', '\n', '-', ':', '#', '"', "'", '/', '.', ',', '*', 'm', 'i'),
  }),
);
/** Sentences, expressions and scripts, nearly all of which need no quotes. */
const prose = fc
  .array(
    fc.constantFrom(
      'a',
      'Pods',
      'no',
      '1',
      ' ',
      ' ',
      '\n',
      ':',
      '#',
      '(b',
      ')',
      '|',
      "'",
      '{{ c }}',
      '---',
      'ü',
      '-',
    ),
  )
  .map((words) => words.join(''));
/** js-yaml quotes such keys at the left margin only, where they would separate documents. */
const key = text.filter((name) => !/^(---|\.\.\.)/.test(name));
const { tree } = fc.letrec<{ tree: Json }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    fc.integer(),
    fc.double({ noNaN: true }).map((number) => (number === 0 ? 0 : number)),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('tree')),
    fc.dictionary(key, tie('tree')),
  ),
}));

test('prints what js-yaml prints, without its mark for the end of a document', () => {
  fc.assert(
    fc.property(tree, (value) => {
      const expected = dump(value, { lineWidth: -1, noRefs: true }).replace(/\n\.\.\.\n$/, '\n');
      expect(PLAIN_YAML.document(value)).toBe(expected);
    }),
    { numRuns: 300 },
  );
});

test('prints sentences and lines as js-yaml does', () => {
  fc.assert(
    fc.property(prose, prose, (name, value) => {
      const tree = { a: [{ [name]: value }], b: [[value, { c: value }]] };
      fc.pre(!/^(---|\.\.\.)/.test(name));
      const expected = dump(tree, { lineWidth: -1, noRefs: true }).replace(/\n\.\.\.\n$/, '\n');
      expect(PLAIN_YAML.document(tree)).toBe(expected);
    }),
  );
});

test('leaves out fields that are not there, and what then holds nothing is written as empty', () => {
  expect(PLAIN_YAML.document({ a: undefined, b: { c: undefined }, d: 1 })).toBe('b: {}\nd: 1\n');
});

test.each(SPECIAL.map((word) => [word]))('prints %j so that it is read back wherever it stands', (word) => {
  const value = { [word]: [word, { [word]: { [word]: [[word]] } }] };
  expect(load(PLAIN_YAML.document(value))).toEqual(value);
});
