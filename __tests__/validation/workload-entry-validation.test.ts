import { describe, expect, test } from '@jest/globals';
import { objectOf, said, type Row } from './expectation';

const rows: readonly Row[] = [
  ['an address', '{ address: 10.0.0.1, ports: { http: 80 }, labels: { app: web } }', []],
  ['a name', 'address: vm.example.com', []],
  ['a socket', 'address: "unix:///run/a"', []],
  ['an abstract socket', 'address: "unix://@a"', []],
  [
    'nothing',
    '{}',
    [
      'Ea spec: Address is required',
      'Ei spec.address: is empty, expected an address, or a network to reach it through',
    ],
  ],
  [
    'a network alone',
    'network: n1',
    [`Wi spec.address: is empty, so that the endpoint is reached through the gateway of network 'n1'`],
  ],
  [
    'a name that is none',
    'address: a_b',
    [`Ei spec.address: 'a_b' is neither a domain name nor an IP address`],
  ],
  [
    'a relative socket with ports',
    '{ address: "unix://run/a", ports: { http: 80 } }',
    [
      'Eai spec.address: UDS must be an absolute path or abstract socket',
      'Ei spec.ports: is set, but a socket has no ports',
    ],
  ],
  [
    'a port out of range, of no name',
    '{ address: 1.1.1.1, ports: { "a b": 70000 } }',
    ['Eai spec.ports["a b"]: port must be between 1-65535'],
  ],
  [
    'a label that is none',
    '{ address: 1.1.1.1, labels: { app: "a b" } }',
    [`Ei spec.labels.app: 'a b' is no value of a label, expected letters, digits, '-', '_' and '.'`],
  ],
];

describe('a WorkloadEntry with', () => {
  test.each(rows)('%s', (_about, spec, expected) => {
    expect(said(objectOf('networking.istio.io/v1', 'WorkloadEntry', spec))).toEqual(expected);
  });
});
