import { describe, expect, test } from '@jest/globals';
import { objectOf, said, type Row } from './expectation';

const rows: readonly Row[] = [
  ['a mode for a namespace', 'mtls: { mode: STRICT }', []],
  [
    'a port of a workload',
    '{ selector: { matchLabels: { app: a } }, portLevelMtls: { "8080": { mode: DISABLE } } }',
    [],
  ],
  [
    'a port of a namespace',
    'portLevelMtls: { "8080": { mode: DISABLE } }',
    [
      'Ea spec: portLevelMtls requires selector',
      'Ei spec.portLevelMtls: is set for a whole namespace; only a policy with a selector tells ports apart',
    ],
  ],
  [
    'a port out of range',
    '{ selector: { matchLabels: { app: a } }, portLevelMtls: { "70000": { mode: DISABLE } } }',
    [
      'Ea spec.portLevelMtls: port must be between 1-65535',
      'Ei spec.portLevelMtls["70000"]: is for port 70000, expected 1 to 65535',
    ],
  ],
  [
    'a port that is no number',
    '{ selector: { matchLabels: { app: a } }, portLevelMtls: { http: { mode: DISABLE } } }',
    ['Ea spec.portLevelMtls: port must be between 1-65535'],
  ],
  [
    'a mode that is none',
    'mtls: { mode: STRIC }',
    [
      'Ea spec.mtls.mode: is "STRIC", expected one of UNSET, DISABLE, PERMISSIVE, STRICT; did you mean STRICT?',
    ],
  ],
  [
    'an empty selector',
    '{ selector: {}, mtls: { mode: STRICT } }',
    ['Wi spec.selector: has no labels, so that it chooses every workload of the namespace'],
  ],
];

describe('a PeerAuthentication with', () => {
  test.each(rows)('%s', (_about, spec, expected) => {
    expect(said(objectOf('security.istio.io/v1', 'PeerAuthentication', spec))).toEqual(expected);
  });
});
