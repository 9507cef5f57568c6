import { describe, expect, test } from '@jest/globals';
import { Testing } from 'cdk8s';
import { GatewayContract } from '../../lib/routing/gateway-contract';
import { GatewayTls } from '../../lib/routing/gateway-tls';
import { IngressGateway } from '../../lib/routing/ingress-gateway';
import { manifest, service, shop } from './shop';

test('opens port 80 of the installation for all hosts', () => {
  const gateway = new IngressGateway(shop(), 'Gateway', { name: 'edge' });
  expect(manifest(gateway.resource)).toMatchInlineSnapshot(`
   {
     "apiVersion": "networking.istio.io/v1",
     "kind": "Gateway",
     "metadata": {
       "name": "edge",
       "namespace": "shop",
     },
     "spec": {
       "selector": {
         "istio": "ingressgateway",
       },
       "servers": [
         {
           "hosts": [
             "*",
           ],
           "port": {
             "name": "http",
             "number": 80,
             "protocol": "HTTP",
           },
         },
       ],
     },
   }
  `);
});

describe('with TLS', () => {
  const tls = GatewayTls.simple({ credentialName: 'shop-tls' });

  test('redirects plain HTTP and terminates TLS on 443', () => {
    const gateway = new IngressGateway(shop(), 'Gateway', { hosts: ['shop.example.com'], tls });
    expect(manifest(gateway.resource).spec).toMatchObject({
      servers: [
        { port: { number: 80, protocol: 'HTTP' }, tls: { httpsRedirect: true } },
        {
          port: { number: 443, protocol: 'HTTPS' },
          hosts: ['shop.example.com'],
          tls: { mode: 'SIMPLE', credentialName: 'shop-tls', minProtocolVersion: 'TLSV1_2' },
        },
      ],
    });
  });

  test('reads its Secret in the namespace of the pods that serve it', () => {
    const contract = GatewayContract.helmRelease('istio-ingress');
    expect(new IngressGateway(shop(), 'Gateway', { tls, contract }).tlsSecret).toEqual({
      name: 'shop-tls',
      namespace: 'istio-ingress',
      when: true,
    });
  });

  test('serves both where asked to, and asks clients for certificates where asked to', () => {
    const both = GatewayTls.mutual({ credentialName: 'shop-tls', httpsRedirect: false });
    const { servers } = manifest(new IngressGateway(shop(), 'Gateway', { tls: both }).resource).spec;
    expect(servers?.[0]).not.toHaveProperty('tls');
    expect(servers?.[1]).toMatchObject({ tls: { mode: 'MUTUAL' } });
  });
});

test('is a caller, whom a service lets in by identity and by pods', () => {
  const chart = shop();
  const contract = GatewayContract.helmRelease('istio-ingress');
  service(chart, 'backend').acceptFrom(new IngressGateway(chart, 'Gateway', { contract }));
  expect(Testing.synth(chart)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        kind: 'AuthorizationPolicy',
        spec: expect.objectContaining({
          rules: [
            expect.objectContaining({
              from: [{ source: { principals: ['cluster.local/ns/istio-ingress/sa/istio-ingress'] } }],
            }),
          ],
        }),
      }),
    ]),
  );
});

test('goes, with the edges that lead from it, where there is no mesh', () => {
  const chart = shop();
  const gateway = new IngressGateway(chart, 'Gateway', { platform: { mesh: false } });
  service(chart, 'backend').acceptFrom(gateway);
  const policies = JSON.stringify(Testing.synth(chart).filter(({ kind }) => kind !== 'Gateway'));
  expect(policies).not.toContain('ingressgateway');
});

test.each([
  ['no hosts', [], "'hosts' is empty; name at least one host, or '*' for all of them (at test/Gateway)"],
  ['a URL', ['https://shop.example.com'], "'hosts' holds 'https://shop.example.com', expected a DNS name"],
  ['capitals', ['Shop.example.com'], "'hosts' holds 'Shop.example.com'"],
  ['a wildcard inside', ['shop.*.com'], "'hosts' holds 'shop.*.com'"],
])('refuses %s', (_name, hosts, message) => {
  expect(() => new IngressGateway(shop(), 'Gateway', { hosts })).toThrow(message);
});
