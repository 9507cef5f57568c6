import { describe, expect, test } from '@jest/globals';
import { Mesh } from '../../lib/mesh/mesh';
import { yamlManifests } from '../../lib/mesh/yaml-manifests';

const mesh = new Mesh(
  yamlManifests(
    `
apiVersion: v1
kind: Service
metadata: { name: web, namespace: shop, annotations: { networking.istio.io/exportTo: "., back" } }
spec:
  selector: { app: web }
  ports:
    - { name: http-web, port: 80, targetPort: 8080 }
    - { name: grpc-web, port: 81 }
    - { name: admin, port: 82 }
    - { name: sql, port: 3306 }
    - { name: web, port: 83, appProtocol: kubernetes.io/h2c }
    - { name: dns, port: 54, protocol: UDP }
---
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: { name: apis, namespace: shop }
spec:
  hosts: [api.example.com, "*.example.com", "*.eu.example.com"]
  ports: [{ number: 443, name: tls, protocol: TLS }]
---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop, labels: { app: outer } }
spec: { template: { metadata: { labels: { app: web, version: v1 } }, spec: { serviceAccountName: web } } }
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: prune, namespace: shop }
spec: { jobTemplate: { spec: { template: { metadata: { labels: { app: prune } } } } } }
---
apiVersion: networking.istio.io/v1
kind: WorkloadEntry
metadata: { name: machine, namespace: back, labels: { zone: a } }
spec: { address: 10.0.0.1, labels: { app: web }, serviceAccount: machine }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: istio, namespace: istio-system }
data: { mesh: "outboundTrafficPolicy: { mode: REGISTRY_ONLY }\\ntrustDomain: example.org" }
`,
    'mesh.yaml',
    'default',
  ),
);

describe('the index over manifests', () => {
  test('tells the protocol of each port', () => {
    const [web] = mesh.services.of('web.shop.svc.cluster.local');
    expect(web?.ports.map(({ number, protocol, tcp }) => [number, protocol, tcp])).toEqual([
      [80, 'http', true],
      [81, 'grpc-web', true],
      [82, 'unknown', true],
      [3306, 'tcp', true],
      [83, 'http2', true],
      [54, 'udp', false],
    ]);
  });

  test.each([
    ['shop', 'web.shop.svc.cluster.local', 'web.shop.svc.cluster.local'],
    ['back', 'web.shop.svc.cluster.local', 'web.shop.svc.cluster.local'],
    ['other', 'web.shop.svc.cluster.local', undefined],
    ['shop', 'api.example.com', 'api.example.com'],
    ['shop', 'x.example.com', '*.example.com'],
    ['shop', 'x.eu.example.com', '*.eu.example.com'],
    ['shop', 'example.com', undefined],
  ])('from %s, %s is answered by %s', (namespace, host, expected) => {
    expect(mesh.services.seenFrom(namespace, host)[0]?.host).toBe(expected);
  });

  test('knows workloads by the labels of their pods', () => {
    const names = (found: readonly { readonly name: string }[]) => found.map(({ name }) => name);
    expect(names(mesh.workloads.selected('shop', { app: 'web' }))).toEqual(['web']);
    expect(names(mesh.workloads.selected('shop', { app: 'outer' }))).toEqual([]);
    expect(names(mesh.workloads.selected('shop', { app: 'web', version: 'v2' }))).toEqual([]);
    expect(names(mesh.workloads.selected('shop', {}))).toEqual(['web', 'prune']);
    expect(names(mesh.workloads.selectedAnywhere({ app: 'web' }))).toEqual(['web', 'machine']);
  });

  test('knows where pod templates stand and what they run as', () => {
    expect(
      mesh.workloads.all.map(({ name, template, serviceAccount }) => [
        name,
        template.join('.'),
        serviceAccount,
      ]),
    ).toEqual([
      ['web', 'spec.template', 'web'],
      ['prune', 'spec.jobTemplate.spec.template', 'default'],
      ['machine', '', 'machine'],
    ]);
  });

  test('reads the settings of the mesh', () => {
    expect(mesh.config.allowsUnknownHosts).toBe(false);
    expect(mesh.config.trustDomain).toBe('example.org');
    expect(mesh.config.rootNamespace).toBe('istio-system');
    expect(new Mesh([]).config.allowsUnknownHosts).toBe(true);
  });

  test('finds an object by name, and makes an index once', () => {
    expect(mesh.find('apps/Deployment', 'shop', 'web')?.kind).toBe('Deployment');
    expect(mesh.find('apps/Deployment', 'back', 'web')).toBeUndefined();
    expect(mesh.services).toBe(mesh.services);
  });
});
