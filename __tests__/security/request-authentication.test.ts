import { describe, expect, test } from '@jest/globals';
import { Chart, Duration, Testing } from 'cdk8s';
import { JwtKeys } from '../../lib/security/jwt-keys';
import type { JwtRule } from '../../lib/security/jwt-rule';
import { RequestAuthentication } from '../../lib/security/request-authentication';
import { TokenLocation } from '../../lib/security/token-location';

const shop = () => new Chart(Testing.app(), 'test', { namespace: 'shop' });
const issuer = 'https://login.example.com';
const authentication = (...jwtRules: JwtRule[]) => new RequestAuthentication(shop(), 'Login', { jwtRules });

test('takes the tokens of an issuer', () => {
  const object = new RequestAuthentication(shop(), 'Login', {
    name: 'login',
    selectorLabels: { app: 'orders' },
    jwtRules: [{ issuer }],
  });
  expect(object.resource.toJson()).toMatchInlineSnapshot(`
   {
     "apiVersion": "security.istio.io/v1",
     "kind": "RequestAuthentication",
     "metadata": {
       "name": "login",
       "namespace": "shop",
     },
     "spec": {
       "jwtRules": [
         {
           "issuer": "https://login.example.com",
         },
       ],
       "selector": {
         "matchLabels": {
           "app": "orders",
         },
       },
     },
   }
  `);
});

test('says where tokens are, and what services learn of them', () => {
  const object = authentication({
    keys: JwtKeys.fromUri('https://login.example.com/keys'),
    audiences: ['orders'],
    from: [
      TokenLocation.cookie('session'),
      TokenLocation.header('x-token'),
      TokenLocation.header('authorization', { prefix: 'JWT ' }),
      TokenLocation.queryParameter('token'),
    ],
    forwardOriginalToken: true,
    outputPayloadToHeader: 'x-payload',
    outputClaimToHeaders: [{ claim: 'sub', header: 'x-user' }],
    spaceDelimitedClaims: ['groups'],
    timeout: Duration.millis(1500),
  });
  expect(object.resource.toJson()).toHaveProperty('spec.jwtRules', [
    {
      jwksUri: 'https://login.example.com/keys',
      audiences: ['orders'],
      fromHeaders: [{ name: 'x-token' }, { name: 'authorization', prefix: 'JWT ' }],
      fromParams: ['token'],
      fromCookies: ['session'],
      forwardOriginalToken: true,
      outputPayloadToHeader: 'x-payload',
      outputClaimToHeaders: [{ claim: 'sub', header: 'x-user' }],
      spaceDelimitedClaims: ['groups'],
      timeout: '1500ms',
    },
  ]);
});

test('holds keys as text', () => {
  const keys = JwtKeys.inline({ keys: [{ kty: 'RSA', n: 'abc', e: 'AQAB' }] });
  expect(authentication({ issuer, keys }).resource.toJson()).toHaveProperty('spec.jwtRules', [
    { issuer, jwks: '{"keys":[{"kty":"RSA","n":"abc","e":"AQAB"}]}' },
  ]);
});

describe('refuses', () => {
  test('no rules', () => {
    expect(() => authentication()).toThrow(
      "'jwtRules' holds 0 rules, expected 1 to 4096: without any, no token is looked at (at test/Login)",
    );
  });

  test.each<[string, JwtRule, string]>([
    [
      'nobody',
      {},
      "a rule has neither 'issuer' nor JwtKeys.fromUri; name who issues the tokens (at test/Login)",
    ],
    [
      'keys of nobody',
      { keys: JwtKeys.inline({ keys: [{ kty: 'EC' }] }) },
      "a rule has neither 'issuer' nor",
    ],
    ['an empty issuer', { issuer: '' }, "'issuer' is empty; name who issues the tokens, or leave it out"],
    ['no audience', { issuer, audiences: [] }, "'audiences' is empty or holds an empty text; name them"],
    ['an empty audience', { issuer, audiences: [''] }, "'audiences' is empty or holds an empty text"],
    [
      'many claims',
      { issuer, spaceDelimitedClaims: Array.from({ length: 65 }, String) },
      "'spaceDelimitedClaims' holds 65 claims, expected 64 at most",
    ],
    [
      'a header with a blank',
      { issuer, outputClaimToHeaders: [{ claim: 'sub', header: 'x user' }] },
      "'outputClaimToHeaders' names the header 'x user', expected letters, digits, '-' and '_'",
    ],
    [
      'an empty claim',
      { issuer, outputClaimToHeaders: [{ claim: '', header: 'x-user' }] },
      "'outputClaimToHeaders' holds an empty claim; name it",
    ],
    [
      'no time',
      { issuer, timeout: Duration.millis(0) },
      "'timeout' is 0ms, expected at least 1ms (at test/Login)",
    ],
  ])('%s', (_name, rule, message) => {
    expect(() => authentication(rule)).toThrow(message);
  });

  test.each<[string, () => unknown, string]>([
    [
      'an ftp address',
      () => JwtKeys.fromUri('ftp://a/keys'),
      "'uri' is 'ftp://a/keys', expected an address that begins",
    ],
    [
      'no address',
      () => JwtKeys.fromUri('keys'),
      "'uri' is 'keys', expected an address that begins with https://",
    ],
    ['no keys', () => JwtKeys.inline({ keys: [] }), "'keySet' holds no keys, expected a JSON web key set"],
    [
      'a private key',
      () => JwtKeys.inline({ keys: [{ kty: 'RSA', d: 'x' }] }),
      "'keySet' holds a private or symmetric key (a member 'd' or 'k'), which would stand in the manifest",
    ],
    ['a nameless header', () => TokenLocation.header(''), 'the header of a token has an empty name; name it'],
    ['a nameless cookie', () => TokenLocation.cookie(''), 'the cookie of a token has an empty name; name it'],
    [
      'a nameless parameter',
      () => TokenLocation.queryParameter(''),
      'the query parameter of a token has an empty name',
    ],
  ])('%s', (_name, make, message) => {
    expect(make).toThrow(message);
  });
});
