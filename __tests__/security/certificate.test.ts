import { expect, test } from '@jest/globals';
import { Chart, Testing } from 'cdk8s';
import { collectObjects } from '../../lib/emit/collected-object';
import { GatewayApiGateway } from '../../lib/routing/gateway-api-gateway';
import { GatewayContract } from '../../lib/routing/gateway-contract';
import { GatewayTls } from '../../lib/routing/gateway-tls';
import { IngressGateway, type IngressGatewayProps } from '../../lib/routing/ingress-gateway';
import { Certificate } from '../../lib/security/certificate';
import { includeWhen } from '../../lib/values/inclusion';

const shop = () => new Chart(Testing.app(), 'test', { namespace: 'shop' });
const tls = GatewayTls.simple({ credentialName: 'shop-tls' });
const issuer = { name: 'letsencrypt' };

function certificate(props: IngressGatewayProps): Certificate {
  const gateway = new IngressGateway(shop(), 'Gateway', props);
  return new Certificate(gateway, 'Certificate', { server: gateway, issuer, name: 'shop' });
}

test("is for the gateway's hosts, in the namespace of the pods that show it", () => {
  const contract = GatewayContract.helmRelease('istio-ingress');
  const { resource } = certificate({ hosts: ['shop.example.com', '*.shop.example.com'], tls, contract });
  expect(resource.toJson()).toMatchInlineSnapshot(`
   {
     "apiVersion": "cert-manager.io/v1",
     "kind": "Certificate",
     "metadata": {
       "name": "shop",
       "namespace": "istio-ingress",
     },
     "spec": {
       "dnsNames": [
         "shop.example.com",
         "*.shop.example.com",
       ],
       "issuerRef": {
         "group": "cert-manager.io",
         "kind": "ClusterIssuer",
         "name": "letsencrypt",
       },
       "privateKey": {
         "algorithm": "ECDSA",
         "rotationPolicy": "Always",
         "size": 256,
       },
       "secretName": "shop-tls",
     },
   }
  `);
});

test('lies in the namespace of a Gateway API gateway', () => {
  const gateway = new GatewayApiGateway(shop(), 'Gateway', { hosts: ['shop.example.com'], tls });
  const { resource } = new Certificate(gateway, 'Certificate', {
    server: gateway,
    issuer: { ...issuer, kind: 'Issuer' },
  });
  expect(resource.toJson()).toMatchObject({
    metadata: { namespace: 'shop' },
    spec: { issuerRef: { kind: 'Issuer' } },
  });
});

test('goes with TLS and with its gateway', () => {
  const chart = shop();
  const hosts = ['shop.example.com'];
  const off = new IngressGateway(chart, 'Off', {
    hosts,
    tls: GatewayTls.simple({ credentialName: 'a', when: false }),
  });
  const absent = new IngressGateway(chart, 'Absent', { hosts, tls });
  includeWhen(absent, false);
  for (const server of [off, absent]) new Certificate(server, 'Certificate', { server, issuer });
  const names = collectObjects(chart, 'plain').map(({ construct }) => construct.node.path);
  expect(names).toEqual(['test/Off/Resource']);
});

test.each<[string, IngressGatewayProps, string]>([
  ['no TLS', { hosts: ['shop.example.com'] }, "'test/Gateway' serves no TLS; give it 'tls' first"],
  [
    'all hosts',
    { tls },
    "'hosts' of 'test/Gateway' holds '*', for which nobody issues a certificate; name the hosts",
  ],
])('refuses a gateway with %s', (_name, props, message) => {
  expect(() => certificate(props)).toThrow(message);
});
