import { expect, test } from '@jest/globals';
import { Chart, Testing } from 'cdk8s';
import { PeerAuthentication, type PeerAuthenticationProps } from '../../lib/security/peer-authentication';

const make = (props: PeerAuthenticationProps = {}) =>
  new PeerAuthentication(
    new Chart(Testing.app(), 'test', { namespace: 'shop' }),
    'Mtls',
    props,
  ).resource.toJson() as {
    spec: unknown;
  };

test('insists on mutual TLS in its namespace', () => {
  expect(make({ name: 'default' })).toMatchInlineSnapshot(`
   {
     "apiVersion": "security.istio.io/v1",
     "kind": "PeerAuthentication",
     "metadata": {
       "name": "default",
       "namespace": "shop",
     },
     "spec": {
       "mtls": {
         "mode": "STRICT",
       },
     },
   }
  `);
});

test('is for some pods, and for some of their ports', () => {
  const selectorLabels = { app: 'backend' };
  expect(make({ mode: 'PERMISSIVE', selectorLabels, portModes: { 8080: 'DISABLE' } }).spec).toEqual({
    selector: { matchLabels: selectorLabels },
    mtls: { mode: 'PERMISSIVE' },
    portLevelMtls: { '8080': { mode: 'DISABLE' } },
  });
});

test.each<[PeerAuthenticationProps, string]>([
  [
    { portModes: { 80: 'DISABLE' } },
    "'portModes' names port 80 without 'selectorLabels', and would not be applied; name the pods' labels (at test/Mtls)",
  ],
  [
    { portModes: { 70000: 'DISABLE' }, selectorLabels: { app: 'a' } },
    "'portModes' names port 70000, expected one from 1 to 65535",
  ],
])('refuses %j', (props, message) => {
  expect(() => make(props)).toThrow(message);
});
