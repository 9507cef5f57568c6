import { describe, expect, test } from '@jest/globals';
import { ApiObject, Chart, Testing } from 'cdk8s';
import { GatewayListener } from '../../lib/routing/gateway-listener';
import { GatewayApiGateway } from '../../lib/routing/gateway-api-gateway';
import { GatewayTls } from '../../lib/routing/gateway-tls';
import { manifest, service, shop } from './shop';

test('listens on port 80 for all hosts, for routes of its own namespace', () => {
  const gateway = new GatewayApiGateway(shop(), 'Gateway', { name: 'edge' });
  expect(manifest(gateway.resource)).toMatchInlineSnapshot(`
   {
     "apiVersion": "gateway.networking.k8s.io/v1",
     "kind": "Gateway",
     "metadata": {
       "name": "edge",
       "namespace": "shop",
     },
     "spec": {
       "gatewayClassName": "istio",
       "listeners": [
         {
           "allowedRoutes": {
             "namespaces": {
               "from": "Same",
             },
           },
           "name": "http-0",
           "port": 80,
           "protocol": "HTTP",
         },
       ],
     },
   }
  `);
});

test('leaves the GatewayClass to the installation', () => {
  const chart = shop();
  new GatewayApiGateway(chart, 'Gateway');
  expect(Testing.synth(chart).map(({ kind }) => kind as string)).toEqual(['Gateway']);
});

test('has a listener per host, and none of them two names', () => {
  const gateway = new GatewayApiGateway(shop(), 'Gateway', {
    hosts: ['shop.example.com', '*.example.org'],
    tls: GatewayTls.simple({ credentialName: 'shop-tls' }),
    routesFrom: 'All',
  });
  const certificateRefs = [{ name: 'shop-tls' }];
  expect(manifest(gateway.resource).spec).toMatchObject({
    listeners: [
      {
        name: 'http-0',
        port: 80,
        hostname: 'shop.example.com',
        allowedRoutes: { namespaces: { from: 'All' } },
      },
      { name: 'http-1', port: 80, hostname: '*.example.org' },
      {
        name: 'https-0',
        port: 443,
        hostname: 'shop.example.com',
        tls: { mode: 'Terminate', certificateRefs },
      },
      { name: 'https-1', port: 443, hostname: '*.example.org', tls: { mode: 'Terminate', certificateRefs } },
    ],
  });
});

test('is known by what Istio makes of it', () => {
  const chart = shop();
  const gateway = new GatewayApiGateway(chart, 'Gateway', { name: 'edge' });
  service(chart, 'backend').acceptFrom(gateway);
  expect(gateway.principal).toBe('cluster.local/ns/shop/sa/edge-istio');
  expect(gateway.networkPeer).toEqual({
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
    podSelector: { matchLabels: { 'gateway.networking.k8s.io/gateway-name': 'edge' } },
  });
  expect(JSON.stringify(Testing.synth(chart))).toContain(
    '"principals":["cluster.local/ns/shop/sa/edge-istio"]',
  );
});

describe('TLS', () => {
  const redirectsOf = (chart: Chart) =>
    JSON.stringify(Testing.synth(chart)).match(/"kind":"HTTPRoute"/g) ?? [];

  test('redirects plain HTTP with 301', () => {
    const chart = shop();
    const tls = GatewayTls.simple({ credentialName: 'shop-tls' });
    const gateway = new GatewayApiGateway(chart, 'Gateway', { name: 'edge', tls });
    expect(manifest(ApiObject.of(gateway.node.findChild('HttpsRedirect')))).toMatchObject({
      metadata: { name: 'edge-https-redirect' },
      spec: {
        parentRefs: [{ name: 'edge', namespace: 'shop', port: 80 }],
        rules: [
          { filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }] },
        ],
      },
    });
    expect(gateway.tlsSecret).toEqual({ name: 'shop-tls', namespace: 'shop', when: true });
  });

  test('serves both where asked to', () => {
    const chart = shop();
    const tls = GatewayTls.simple({ credentialName: 'shop-tls', httpsRedirect: false });
    expect(new GatewayApiGateway(chart, 'Gateway', { tls }).redirectsHttp).toBe(false);
    expect(redirectsOf(chart)).toEqual([]);
  });

  test('refuses client certificates, and says what verifies them', () => {
    const tls = GatewayTls.mutual({ credentialName: 'shop-tls' });
    expect(() => new GatewayApiGateway(shop(), 'Gateway', { tls })).toThrow(/use IngressGateway/);
  });
});

test.each([
  ['istio', 'edge-istio'],
  ['istio-waypoint', 'edge'],
  ['istio-east-west', 'edge'],
])('a gateway of class %s runs as %s', (gatewayClassName, account) => {
  const gateway = new GatewayApiGateway(shop(), 'Gateway', { name: 'edge', gatewayClassName });
  expect(gateway.principal).toBe(`cluster.local/ns/shop/sa/${account}`);
});

test('a waypoint takes calls of the tunnel', () => {
  const gateway = new GatewayApiGateway(shop(), 'Waypoint', {
    gatewayClassName: 'istio-waypoint',
    listeners: [GatewayListener.hbone({ name: 'mesh' })],
  });
  expect(manifest(gateway.resource).spec['listeners']).toEqual([
    {
      name: 'mesh',
      port: 15008,
      protocol: 'HBONE',
      allowedRoutes: { namespaces: { from: 'Same' } },
    },
  ]);
});
