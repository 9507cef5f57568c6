import { describe, expect, test } from '@jest/globals';
import { objectOf, said, type Row } from './expectation';

const rows: readonly Row[] = [
  [
    'a module of a registry',
    '{ url: "oci://registry:5000/a/b:1.0", sha256: 0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a, match: [{ ports: [{ number: 80 }] }], vmConfig: { env: [{ name: A, value: b }, { name: C, valueFrom: HOST }] } }',
    [],
  ],
  ['a module by the name of an image', 'url: a/b:1.0', []],
  ['no module', '{}', ['Eai spec.url: is required']],
  [
    'a URL that is none',
    'url: "http://a%zz"',
    ['Eai spec.url: url must have schema one of [http, https, file, oci]'],
  ],
  [
    'a URL of another scheme',
    'url: "ftp://a.com/b"',
    ['Eai spec.url: url must have schema one of [http, https, file, oci]'],
  ],
  [
    'a checksum that is none',
    '{ url: a, sha256: ABC }',
    ['Eai spec.sha256: is "ABC", which does not match (^$|^[a-f0-9]{64}$)'],
  ],
  [
    'variables that are none',
    '{ url: a, vmConfig: { env: [{ name: "" }, { name: A }, { name: A, valueFrom: HOST, value: b }] } }',
    [
      'Eai spec.vmConfig.env[0].name: has 0 characters, expected at least 1',
      'Ea spec.vmConfig.env[2]: has the same name as element 1',
      'Ea spec.vmConfig.env[2]: value may only be set when valueFrom is INLINE',
      `Ei spec.vmConfig.env[2].name: names the variable 'A' again`,
      'Ei spec.vmConfig.env[2].value: is set, but valueFrom takes it from the host; remove one',
    ],
  ],
  [
    'ports out of range',
    '{ url: a, match: [{ ports: [{ number: 0 }] }] }',
    ['Eai spec.match[0].ports[0].number: is 0, expected at least 1'],
  ],
  [
    'an empty selector',
    '{ url: a, selector: {} }',
    ['Wi spec.selector: has no labels, so that it chooses every workload of the namespace'],
  ],
];

describe('a WasmPlugin with', () => {
  test.each(rows)('%s', (_about, spec, expected) => {
    expect(said(objectOf('extensions.istio.io/v1alpha1', 'WasmPlugin', spec))).toEqual(expected);
  });
});
