import { jest } from '@jest/globals';
import { gatewayCredentialValid } from '../../lib/analysis/rules/gateway-credential-valid';
import { testRule } from './rule-cases';

// Between the ends of the two certificates.
jest.useFakeTimers({ now: new Date('2030-01-01') });

/** Valid until 2126, and until November 2026; their keys are thrown away. */
const valid = [
  '-----BEGIN CERTIFICATE-----',
  'MIIBeDCCAR2gAwIBAgIUE/Eq89bIYX0TOXRBswCpvigtdeUwCgYIKoZIzj0EAwIw',
  'EDEOMAwGA1UEAwwFYS5vcmcwIBcNMjYxMTIxMTY1MzQ2WhgPMjEyNjEwMjgxNjUz',
  'NDZaMBAxDjAMBgNVBAMMBWEub3JnMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE',
  'j2H8+YlaThpMD/2MFBYagx6MHYT/tlY6kfkRONJ60aGhyuLgXajA/VnskrEiLty6',
  'Z5gHp76mwRuDWnmZyB3fNKNTMFEwHQYDVR0OBBYEFGcQP3s2AVgccSkCsImTPuoU',
  'fym9MB8GA1UdIwQYMBaAFGcQP3s2AVgccSkCsImTPuoUfym9MA8GA1UdEwEB/wQF',
  'MAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhAKJJeTrxFrHR+C0IiYNBNNxngcv+q1gJ',
  '0Z8zQbjd01ZkAiEA9huZs2HBc0Lwlgj8pkLaBtaInKs0+IH6mCN0sXwpu5A=',
  '-----END CERTIFICATE-----',
].join('\n');
const expired = [
  '-----BEGIN CERTIFICATE-----',
  'MIIBGTCBwQIUICTGycwQuUCznTvuCNcoA0nm0akwCgYIKoZIzj0EAwIwEDEOMAwG',
  'A1UEAwwFYS5vcmcwHhcNMjYxMTIxMTY1NDA1WhcNMjYxMTIwMTY1NDA1WjAQMQ4w',
  'DAYDVQQDDAVhLm9yZzBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABI9h/PmJWk4a',
  'TA/9jBQWGoMejB2E/7ZWOpH5ETjSetGhocri4F2owP1Z7JKxIi7cumeYB6e+psEb',
  'g1p5mcgd3zQwCgYIKoZIzj0EAwIDRwAwRAIgAdE35l+rHjfkrmWZaeCfq6MPLULw',
  'Dtygn0UwxS5c864CIAZdqNLrNfzZ8tyO1zV51Bj6mtegIaUSUCo0CKFTDqXd',
  '-----END CERTIFICATE-----',
].join('\n');

const encoded = (text: string): string => Buffer.from(text).toString('base64');
const mesh = (secret: string, more = ''): string => `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: public, namespace: shop }
spec:
  selector: { app: edge }
  servers:
    - tls:
        credentialName: tls
---
apiVersion: v1
kind: Pod
metadata: { name: gateway, namespace: edge, labels: { app: edge } }
---
apiVersion: v1
kind: Secret
metadata: { name: tls, namespace: edge }
${secret}
${more}`;
const data = (certificate: string): string =>
  `data: { tls.crt: ${encoded(certificate)}, tls.key: ${encoded('key')} }`;
const certificate = `---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: a, namespace: edge }
spec: { secretName: tls }
`;
const found = ['Gateway shop/public spec.servers[0].tls.credentialName:8'];

testRule(gatewayCredentialValid, [
  ['no data', mesh('type: kubernetes.io/tls'), found],
  ['other keys', mesh('data: { tls.cert: YQ==, tls.key: YQ== }'), found],
  ['no certificate', mesh(data('hello')), found],
  ['an expired certificate', mesh(data(expired)), found],
  ['a valid certificate', mesh(data(valid)), []],
  ['the generic form', mesh(data(valid).replace('tls.crt', 'cert').replace('tls.key', 'key')), []],
  ['a Secret that a controller fills', mesh('type: kubernetes.io/tls', certificate), []],
]);
