import { describe, expect, test } from '@jest/globals';
import { objectOf, placesIn, said } from './expectation';

/** A DestinationRule of namespace shop with these settings. */
const rule = (tls: object) =>
  objectOf(
    'networking.istio.io/v1',
    'DestinationRule',
    JSON.stringify({ host: 'web', trafficPolicy: { tls } }),
  );
const files = { clientCertificate: '/c.pem', privateKey: '/k.pem' };
const at = 'Ei spec.trafficPolicy.tls';

describe.each(['SIMPLE', 'MUTUAL'])('mode %s', (mode) => {
  test.each(['clientCertificate', 'privateKey', 'caCertificates', 'caCrl'])(
    'takes %s from its credential',
    (file) => {
      expect(said(rule({ mode, credentialName: 'a', [file]: '/a.pem' }))).toEqual([
        `${at}.credentialName: is set beside ${file}; a credential brings all of these itself`,
      ]);
    },
  );

  test('asks for nothing beside a credential', () => {
    expect(said(rule({ mode, credentialName: 'a' }))).toEqual([]);
  });

  test.each(['caCertificates', 'subjectAltNames'])('does not verify by %s when it shall not', (name) => {
    const by = { [name]: name === 'caCertificates' ? '/a.pem' : ['a'] };
    expect(placesIn(rule({ mode, ...files, insecureSkipVerify: true, ...by }))).toEqual([
      `${at}.insecureSkipVerify`,
    ]);
    expect(said(rule({ mode, ...files, insecureSkipVerify: false, ...by }))).toEqual([]);
  });
});

test('a credential verifies in mode SIMPLE, and identifies in mode MUTUAL', () => {
  expect(placesIn(rule({ mode: 'SIMPLE', insecureSkipVerify: true, credentialName: 'a' }))).toEqual([
    `${at}.insecureSkipVerify`,
  ]);
  expect(said(rule({ mode: 'MUTUAL', insecureSkipVerify: true, credentialName: 'a' }))).toEqual([]);
});

test.each(['DISABLE', 'ISTIO_MUTUAL'])('mode %s verifies nothing by these fields', (mode) => {
  expect(
    said(rule({ mode, insecureSkipVerify: true, caCertificates: '/a.pem', subjectAltNames: ['a'] })),
  ).toEqual([]);
});

test.each([
  ['MUTUAL', {}, ['clientCertificate', 'privateKey']],
  ['MUTUAL', { privateKey: '/k.pem' }, ['clientCertificate']],
  ['MUTUAL', { clientCertificate: '/c.pem' }, ['privateKey']],
  ['MUTUAL', files, []],
  ['SIMPLE', {}, []],
  ['SIMPLE', files, []],
  ['DISABLE', {}, []],
  ['DISABLE', { credentialName: 'a', ...files }, []],
])('mode %s with %j lacks %j', (mode, set, lacking) => {
  expect(placesIn(rule({ mode, ...set }))).toEqual(lacking.map((name) => `${at}.${name}`));
});

test.each([
  ['configmap://shop/ca', true],
  ['configmap://bank/ca', false],
  ['configmap://shop/', false],
  ['configmap://shop', false],
  ['configmap://shop/a/b', false],
  ['my-configmap://', true],
])('the credential %s is one of the namespace shop: %s', (credentialName, isGood) => {
  expect(placesIn(rule({ mode: 'SIMPLE', credentialName }))).toEqual(isGood ? [] : [`${at}.credentialName`]);
});
