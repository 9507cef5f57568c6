import { describe, expect, test } from '@jest/globals';
import { objectOf, said, type Row } from './expectation';

const rows: readonly Row[] = [
  [
    'keys by URL, and in place',
    `jwtRules:
  - { issuer: a, jwksUri: "https://a.com/keys", fromHeaders: [{ name: x-a, prefix: "b " }], outputClaimToHeaders: [{ header: x-b, claim: sub }], timeout: 5s }
  - { issuer: b, jwks: '{"keys": [{"kty": "RSA", "n": "a", "e": "AQAB"}]}' }`,
    [],
  ],
  [
    'nobody who issues',
    'jwtRules: [{ audiences: [a] }]',
    ['Ei spec.jwtRules[0]: has neither issuer nor jwksUri; set one'],
  ],
  [
    'texts that are empty',
    'jwtRules: [{ issuer: a, audiences: [""], fromParams: [""], fromCookies: [""], fromHeaders: [{ name: "" }] }]',
    [
      'Eai spec.jwtRules[0].audiences[0]: has 0 characters, expected at least 1',
      'Eai spec.jwtRules[0].fromCookies[0]: has 0 characters, expected at least 1',
      'Eai spec.jwtRules[0].fromHeaders[0].name: has 0 characters, expected at least 1',
      'Eai spec.jwtRules[0].fromParams[0]: has 0 characters, expected at least 1',
    ],
  ],
  [
    'a URL that is none',
    'jwtRules: [{ issuer: a, jwksUri: "ftp://a.com" }, { issuer: a, jwksUri: "http://a.com/%zz" }]',
    [
      'Eai spec.jwtRules[0].jwksUri: url must have scheme http:// or https://',
      'Eai spec.jwtRules[1].jwksUri: url must have scheme http:// or https://',
    ],
  ],
  [
    'keys that are none',
    'jwtRules: [{ issuer: a, jwks: "{" }, { issuer: a, jwks: "{}" }]',
    [
      'Ei spec.jwtRules[0].jwks: is no JSON, expected a set of keys: {"keys": [{"kty": "RSA", …}]}',
      'Ei spec.jwtRules[1].jwks: has a key whose type (kty) is none of RSA, EC, OKP, oct',
    ],
  ],
  [
    'claims that go nowhere',
    'jwtRules: [{ issuer: a, outputClaimToHeaders: [{ header: "", claim: a }, { header: "a.b", claim: a }, null] }]',
    [
      'Ei spec.jwtRules[0].outputClaimToHeaders[0]: needs both claim and header, neither of them empty',
      'Ea spec.jwtRules[0].outputClaimToHeaders[0].header: has 0 characters, expected at least 1',
      'Ea spec.jwtRules[0].outputClaimToHeaders[0].header: is "", which does not match ^[-_A-Za-z0-9]+$',
      'Eai spec.jwtRules[0].outputClaimToHeaders[1].header: is "a.b", which does not match ^[-_A-Za-z0-9]+$',
      'Eai spec.jwtRules[0].outputClaimToHeaders[2]: is null, expected a map',
    ],
  ],
  [
    'a timeout that is none',
    'jwtRules: [{ issuer: a, timeout: 0s }]',
    ['Eai spec.jwtRules[0].timeout: must be a valid duration greater than 1ms'],
  ],
  [
    'two targets',
    '{ selector: { matchLabels: { a: b } }, targetRef: { kind: Service, name: a } }',
    ['Eai spec: only one of targetRefs or selector can be set'],
  ],
];

describe('a RequestAuthentication with', () => {
  test.each(rows)('%s', (_about, spec, expected) => {
    expect(said(objectOf('security.istio.io/v1', 'RequestAuthentication', spec))).toEqual(expected);
  });
});
