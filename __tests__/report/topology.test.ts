import { describe, expect, test } from '@jest/globals';
import { topologyOf } from '../../lib/report/topology-of';
import { meshOf, shop } from './shop';

const topology = topologyOf(meshOf(shop));
const node = (id: string) => topology.nodes.find((one) => one.id === id);
const edge = (from: string, to: string) => topology.edges.find((one) => one.from === from && one.to === to);
const host = 'host shop.example.com of Gateway shop/public';

describe('the topology of manifests', () => {
  test('has a node for each gateway, host, service, workload, store and external service', () => {
    expect(topology.nodes.map(({ kind, id, group }) => [kind, id, group])).toEqual([
      ['job', 'CronJob shop/nightly', 'shop'],
      ['workload', 'Deployment shop/web-v1', 'shop'],
      ['workload', 'Deployment shop/web-v2', 'shop'],
      ['gateway', 'Gateway shop/public', 'shop'],
      ['service', 'Service shop/web', 'shop'],
      ['external', 'ServiceEntry shop/rates', 'outside the mesh'],
      ['store', 'StatefulSet shop/shop-db', 'shop'],
      ['host', host, 'shop'],
    ]);
  });

  test('takes a workload and the service for it alone for one node, and names the product that keeps data', () => {
    expect(node('StatefulSet shop/shop-db')).toMatchObject({
      subtitle: 'PostgreSQL',
      hosts: ['shop-db.shop.svc.cluster.local'],
      ports: ['tcp 5432'],
      entries: ['workload:shop/shop-db'],
      mutualTls: 'STRICT',
    });
  });

  test('leads from a gateway over its host and its routes to a service and the shares of its versions', () => {
    expect(edge('Gateway shop/public', host)).toMatchObject({ kind: 'serves' });
    expect(edge(host, 'Service shop/web')).toMatchObject({
      kind: 'route',
      label: 'GET /api… 90 % v1 · GET /api… 10 % v2',
      transport: { kind: 'mutual', words: 'mutual TLS (STRICT)' },
      evidence: ['VirtualService shop/web'],
    });
    expect(edge('Service shop/web', 'Deployment shop/web-v2')).toMatchObject({
      kind: 'selects',
      label: 'v2 10 %',
    });
    expect(node(host)?.routes).toEqual([
      {
        object: 'VirtualService shop/web',
        name: 'api',
        matches: ['GET /api…'],
        actions: ['timeout 5s'],
        destinations: [
          { host: 'web.shop.svc.cluster.local', port: 80, subset: 'v1', weight: 90 },
          { host: 'web.shop.svc.cluster.local', port: 80, subset: 'v2', weight: 10 },
        ],
      },
    ]);
  });

  test('draws a call once, with everything that declares it and what judges it', () => {
    expect(edge('CronJob shop/nightly', 'Service shop/web')).toMatchObject({
      kind: 'call',
      evidence: ['Sidecar shop/nightly', 'configuration of CronJob shop/nightly'],
      transport: { kind: 'mutual' },
    });
    expect(edge('Deployment shop/web-v1', 'StatefulSet shop/shop-db')).toMatchObject({
      policies: ['AuthorizationPolicy shop/db'],
      evidence: ['AuthorizationPolicy shop/db'],
    });
    expect(edge('CronJob shop/nightly', 'ServiceEntry shop/rates')?.transport).toEqual({
      kind: 'tls',
      words: 'TLS of the application',
    });
  });

  test('does not depend on the order of the manifests', () => {
    const reversed = shop.split('\n---\n').reverse();
    const shapeOf = ({ nodes, edges }: typeof topology) => [
      nodes.map(({ id }) => id),
      edges.map(({ id }) => id),
    ];
    expect(shapeOf(topologyOf(meshOf(...reversed)))).toEqual(shapeOf(topology));
  });

  test('is empty for no manifests', () => {
    expect(topologyOf(meshOf('# nothing'))).toEqual({ nodes: [], edges: [] });
  });
});

describe('routes inside of the mesh', () => {
  const mirror = `
apiVersion: v1
kind: Service
metadata: {name: shadow, namespace: shop}
spec: {selector: {app: shadow}, ports: [{name: http, port: 80}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: shadow, namespace: shop}
spec:
  template:
    metadata: {labels: {app: shadow}}
    spec: {containers: [{name: app, image: shadow, env: [{name: WEB, value: 'http://web:80'}]}]}
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: shadow, namespace: shop}
spec:
  hosts: [shadow]
  http:
    - match: [{headers: {x-old: {exact: 'yes'}}}]
      route: [{destination: {host: web}}]
    - route: [{destination: {host: shadow}}]
`;
  const both = topologyOf(meshOf(shop, mirror)).edges.filter(({ from }) => from === 'Deployment shop/shadow');

  test('lead to other services, besides the calls between the two', () => {
    expect(both.map(({ kind, to, label }) => [kind, to, label])).toEqual([
      ['call', 'Service shop/web', ''],
      ['route', 'Service shop/web', 'header x-old is "yes"'],
    ]);
  });
});
