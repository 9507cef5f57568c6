import { describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { canonicalJson, compareBytes, isJsonObject, type Json } from '../../lib/vocabulary/json';
import { plainChart, renderedText } from '../fixtures/rendered-chart';

/** Texts that JSON writers disagree about. */
const texts = [
  ...['', ' ', '"', '\\', '/', '<a href="x">&amp;</a>', "it's", '{{ .Values }}', '${x}', '%d', '\u007f'],
  ...['line\nfeed', 'carriage\rreturn', 'tab\t', 'bell\u0007', 'back\bspace', 'form\ffeed', 'escape\u001b'],
  ...['é', 'ß', '漢字', '😀', 'a\u0301', '\u2028', '\u2029', '\ufeff', '\uffff', '\u00ad'],
  ...['yes', 'null', '1e3', '0777', '2020-01-01', '~', 'true'],
];
const values: Record<string, Json> = {
  ...Object.fromEntries(texts.map((text, index) => [`text ${index}`, text])),
  keys: Object.fromEntries(texts.filter((text) => text !== '\ufeff').map((text) => [text, text])),
  order: { B: 1, a: 2, '10': 3, '9': 4, é: 5, z: 6, '😀': 7, '\uffff': 8, _: 9, '-': 10 },
  numbers: [0, 1, -1, 1.5, 0.1, 100000, 20000000, 1e20, 1e21, 1e-6, 1e-7, 123456789.125, 33.3333, -2.5e-10],
  others: [true, false, null, [], {}, [[]], { a: {} }],
};

describe('canonicalJson', () => {
  test("is what a template's toJson writes, so that both hash alike", () => {
    // YAML allows no control characters, and its `\u` knows no pairs of surrogates.
    const yaml = JSON.stringify(values).replace(
      /[\u007f-\ud7ff\ue000-\uffff]/g,
      (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    const template =
      '{{ range $key, $value := .Values }}{{ $key }}: {{ toJson $value | sha256sum }}\n{{ end }}';
    const text = renderedText(plainChart(template), { valuesFiles: [yaml] });
    const hashes: unknown = Object.fromEntries(
      [...text.matchAll(/^(.*): ([0-9a-f]{64})$/gm)].map(([, key, hash]) => [key, hash]),
    );
    expect(hashes).toEqual(
      Object.fromEntries(
        Object.entries(values).map(([key, value]) => [
          key,
          createHash('sha256').update(canonicalJson(value)).digest('hex'),
        ]),
      ),
    );
  });

  test('knows no order of keys and no undefined fields', () => {
    expect(canonicalJson({ b: 1, a: undefined, c: [{ y: 1, x: 2 }] })).toBe('{"b":1,"c":[{"x":2,"y":1}]}');
    expect(canonicalJson(undefined)).toBe('null');
  });
});

test('compareBytes orders as UTF-8 does, not as UTF-16', () => {
  expect(['😀', '\uffff', 'é', 'z', 'Z', '10', '9', ''].sort(compareBytes)).toEqual([
    ...['', '10', '9', 'Z', 'z', 'é', '\uffff', '😀'],
  ]);
});

test('isJsonObject is true for plain maps alone', () => {
  expect([{}, { a: 1 }, Object.create(null)].map(isJsonObject)).toEqual([true, true, true]);
  expect([null, undefined, [], 'x', 1, new Date(), new Map(), () => 0].map(isJsonObject)).toEqual(
    Array(8).fill(false),
  );
});
