import { describe, expect, test } from '@jest/globals';
import { objectOf, said, type Row } from './expectation';

const rows: readonly Row[] = [
  ['a script', 'lua: { inlineCode: "function envoy_on_request(h) end" }', []],
  ['a module', 'wasm: { url: "oci://a/b" }', []],
  ['nothing', '{}', ['Eai spec: exactly one of wasm or lua must be set']],
  [
    'both',
    '{ lua: { inlineCode: a }, wasm: { url: a } }',
    ['Ea spec: sets wasm and lua, of which only one may be set'],
  ],
  [
    'an empty script',
    'lua: { inlineCode: "" }',
    ['Eai spec.lua.inlineCode: has 0 characters, expected at least 1'],
  ],
  [
    'a module that is none',
    'wasm: { url: "ftp://a" }',
    ['Eai spec.wasm.url: url must have schema one of [http, https, file, oci]'],
  ],
];

describe('a TrafficExtension with', () => {
  test.each(rows)('%s', (_about, spec, expected) => {
    expect(said(objectOf('extensions.istio.io/v1alpha1', 'TrafficExtension', spec))).toEqual(expected);
  });
});
