import { describe, expect, test } from '@jest/globals';
import { Duration } from 'cdk8s';
import { ClientTls } from '../../lib/routing/client-tls';
import { ConnectionPool } from '../../lib/routing/connection-pool';
import { DestinationRule } from '../../lib/routing/destination-rule';
import { LoadBalancer } from '../../lib/routing/load-balancer';
import { OutlierDetection } from '../../lib/routing/outlier-detection';
import { manifest, service, shop } from './shop';

test('limits, ejects and balances by default', () => {
  const chart = shop();
  const rule = new DestinationRule(chart, 'Rule', { name: 'backend', service: service(chart, 'backend') });
  expect(manifest(rule.resource)).toMatchInlineSnapshot(`
   {
     "apiVersion": "networking.istio.io/v1",
     "kind": "DestinationRule",
     "metadata": {
       "name": "backend",
       "namespace": "shop",
     },
     "spec": {
       "host": "backend.shop.svc.cluster.local",
       "trafficPolicy": {
         "connectionPool": {
           "http": {
             "http1MaxPendingRequests": 100,
           },
           "tcp": {
             "maxConnections": 100,
           },
         },
         "loadBalancer": {
           "simple": "LEAST_REQUEST",
         },
         "outlierDetection": {
           "baseEjectionTime": "30s",
           "consecutive5xxErrors": 5,
           "interval": "10s",
           "maxEjectionPercent": 50,
         },
       },
     },
   }
  `);
});

test('takes every figure', () => {
  const chart = shop();
  const rule = new DestinationRule(chart, 'Rule', {
    service: service(chart, 'backend'),
    connectionPool: ConnectionPool.of({
      maxConnections: 1,
      connectTimeout: Duration.millis(250),
      http1MaxPendingRequests: 2,
      http2MaxRequests: 3,
      maxRequestsPerConnection: 0,
      maxRetries: 4,
      idleTimeout: Duration.minutes(1),
    }),
    outlierDetection: OutlierDetection.of({ consecutiveGatewayErrors: 2, minHealthPercent: 20 }),
    tls: ClientTls.istioMutual(),
    exportTo: ['.'],
  });
  expect(manifest(rule.resource).spec).toMatchObject({
    exportTo: ['.'],
    trafficPolicy: {
      connectionPool: {
        tcp: { maxConnections: 1, connectTimeout: '250ms' },
        http: {
          http1MaxPendingRequests: 2,
          http2MaxRequests: 3,
          maxRequestsPerConnection: 0,
          maxRetries: 4,
          idleTimeout: '60s',
        },
      },
      outlierDetection: { consecutive5xxErrors: 5, consecutiveGatewayErrors: 2, minHealthPercent: 20 },
      tls: { mode: 'ISTIO_MUTUAL' },
    },
  });
});

test('has no limits of HTTP for a service that speaks none', () => {
  const chart = shop();
  const database = service(chart, 'database', [{ port: 5432, protocol: 'postgres' }]);
  const { spec } = manifest(new DestinationRule(chart, 'Rule', { service: database }).resource);
  expect(spec).toMatchObject({ trafficPolicy: { connectionPool: { tcp: { maxConnections: 100 } } } });
  expect(spec).not.toHaveProperty('trafficPolicy.connectionPool.http');
});

test('limits and ejection can be off', () => {
  const chart = shop();
  const rule = new DestinationRule(chart, 'Rule', {
    service: service(chart, 'backend'),
    connectionPool: ConnectionPool.unlimited(),
    outlierDetection: OutlierDetection.off(),
  });
  expect(manifest(rule.resource).spec).toEqual({
    host: 'backend.shop.svc.cluster.local',
    trafficPolicy: { loadBalancer: { simple: 'LEAST_REQUEST' } },
  });
});

test.each([
  [LoadBalancer.roundRobin(), { simple: 'ROUND_ROBIN' }],
  [LoadBalancer.random(), { simple: 'RANDOM' }],
  [LoadBalancer.passthrough(), { simple: 'PASSTHROUGH' }],
  [LoadBalancer.consistentHashByHeader('x-user'), { consistentHash: { httpHeaderName: 'x-user' } }],
  [
    LoadBalancer.consistentHashByCookie('user'),
    { consistentHash: { httpCookie: { name: 'user', ttl: '0s' } } },
  ],
  [
    LoadBalancer.consistentHashByQueryParameter('user'),
    { consistentHash: { httpQueryParameterName: 'user' } },
  ],
  [LoadBalancer.consistentHashBySourceIp(), { consistentHash: { useSourceIp: true } }],
])('balances %#', (loadBalancer, expected) => {
  const chart = shop();
  const rule = new DestinationRule(chart, 'Rule', { service: service(chart, 'backend'), loadBalancer });
  expect(manifest(rule.resource).spec).toMatchObject({ trafficPolicy: { loadBalancer: expected } });
});

test.each([
  [ClientTls.disable(), { mode: 'DISABLE' }],
  [
    ClientTls.simple({ sni: 'a.example.com', subjectAltNames: ['a.example.com'], credentialName: 'ca' }),
    { mode: 'SIMPLE', sni: 'a.example.com', subjectAltNames: ['a.example.com'], credentialName: 'ca' },
  ],
])('speaks TLS %#', (tls, expected) => {
  const chart = shop();
  const rule = new DestinationRule(chart, 'Rule', { service: service(chart, 'backend'), tls });
  expect(manifest(rule.resource).spec).toMatchObject({ trafficPolicy: { tls: expected } });
});

describe('subsets', () => {
  test('name pods, with a policy of their own where given', () => {
    const chart = shop();
    const rule = new DestinationRule(chart, 'Rule', { service: service(chart, 'backend') });
    rule.addSubset('v1', { version: 'v1' });
    rule.addSubset('v2', { version: 'v2' }, { loadBalancer: LoadBalancer.random() });
    expect(manifest(rule.resource).spec).toMatchObject({
      subsets: [
        { name: 'v1', labels: { version: 'v1' } },
        { name: 'v2', trafficPolicy: { loadBalancer: { simple: 'RANDOM' } } },
      ],
    });
    expect(() => rule.addSubset('v1', { version: 'v3' })).toThrow("subset 'v1' is there already");
    expect(() => rule.addSubset('v3', {})).toThrow("subset 'v3' has no labels");
  });
});
