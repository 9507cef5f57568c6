import { expect } from '@jest/globals';
import { meshOf } from '../../lib/jest/subject';
import { Simulator } from '../../lib/simulate/simulator';
import type { Scenario } from './scenario';

/** Several clusters, several meshes, and machines outside of clusters. */
export const machines: Readonly<Record<string, Scenario>> = {
  'multicluster-east-west': {
    objects: { Gateway: ['cross-network-gateway', 'istio-eastwest'], Deployment: ['istio-eastwestgateway'] },
    fields: {
      'Gateway/cross-network-gateway spec.servers': [
        {
          port: { number: 15443, name: 'tls', protocol: 'TLS' },
          hosts: ['*.local'],
          tls: { mode: 'AUTO_PASSTHROUGH' },
        },
      ],
      'Gateway/cross-network-gateway metadata.labels': { 'topology.istio.io/network': 'network1' },
      'Deployment/istio-eastwestgateway spec.template.metadata.labels': {
        istio: 'eastwestgateway',
        'sidecar.istio.io/inject': 'true',
        'topology.istio.io/network': 'network1',
      },
      'Gateway/istio-eastwest spec.gatewayClassName': 'istio-east-west',
      'Gateway/istio-eastwest spec.listeners[0].port': 15008,
      'Gateway/istio-eastwest spec.listeners[0].protocol': 'HBONE',
      'Gateway/istio-eastwest metadata.labels': { 'topology.istio.io/network': 'network1' },
    },
  },
  'tenancy-and-federation': {
    objects: {
      AuthorizationPolicy: ['exported', 'same-tenant', 'same-tenant'],
      ServiceEntry: ['partner-stock'],
      Gateway: ['federation'],
    },
    fields: {
      'DestinationRule/partner-stock spec.trafficPolicy.tls.mode': 'ISTIO_MUTUAL',
      'ServiceEntry/partner-stock spec.subjectAltNames': [
        'spiffe://partner.example.com/ns/istio-system/sa/istio-ingressgateway-service-account',
      ],
      'Gateway/federation spec.servers[0].tls': { mode: 'ISTIO_MUTUAL' },
    },
    routes: [
      ['workload:tenant-a/web', 'GET http://orders/', 'route orders.tenant-a:80 100 %'],
      ['workload:tenant-a/web', 'GET http://orders.tenant-b/', 'denied 403'],
      ['workload:tenant-b/web', 'GET http://orders.tenant-a/', 'denied 403'],
      ['workload:tenant-a/web', 'GET http://catalogue.tenant-b/', 'route catalogue.tenant-b:80 100 %'],
      ['workload:tenant-a/web', 'DELETE http://catalogue.tenant-b/', 'denied 403'],
      [
        'workload:tenant-a/web',
        'GET http://stock.partner.example.com/',
        'route stock.partner.example.com:80 100 %',
      ],
      ['workload:tenant-b/web', 'GET http://stock.partner.example.com/', 'passthrough'],
      [
        'gateway:tenant-b/federation:443',
        'GET https://catalogue.tenant-b.example.com/',
        'route catalogue.tenant-b:80 100 %',
      ],
    ].map(([from = '', request = '', gives = '']) => ({ from, request, gives })),
  },
  'vm-workload-group': {
    objects: {
      WorkloadGroup: ['customers-workload'],
      WorkloadEntry: ['customers-vm-1'],
      Service: ['customers', 'web-frontend'],
      ServiceAccount: ['customers', 'web-frontend'],
    },
    fields: {
      'WorkloadGroup/customers-workload spec.metadata.labels': { app: 'customers' },
      'WorkloadGroup/customers-workload spec.template': {
        serviceAccount: 'customers',
        ports: { http: 8080 },
        network: 'vm-network',
      },
      'WorkloadGroup/customers-workload spec.probe.httpGet': { path: '/health', port: 8080 },
      'Service/customers spec.selector': { app: 'customers' },
    },
    observe: ({ all }) => {
      const answer = new Simulator(meshOf(all)).answer({
        from: 'workload:vm-namespace/web-frontend',
        request: 'GET http://customers/',
      });
      expect(answer.destinations[0]?.endpoints).toEqual([
        'customers',
        'customers-vm-1',
        'customers-workload',
      ]);
    },
  },
  'vm-onboarding': {
    objects: {
      Namespace: ['vm-namespace'],
      ServiceAccount: ['hello-vm', 'istio-eastwestgateway', 'web-frontend'],
      WorkloadGroup: ['hello-vm'],
      Gateway: ['eastwest', 'eastwest-istiod'],
      VirtualService: ['eastwest-istiod'],
      Service: ['hello-vm', 'istio-eastwestgateway', 'web-frontend'],
    },
    fields: {
      'Service/hello-vm spec.ports[0]': { name: 'http', port: 80, targetPort: 80, protocol: 'TCP' },
      'WorkloadGroup/hello-vm spec.template.serviceAccount': 'hello-vm',
      'AuthorizationPolicy/hello-vm spec.rules[0].from[0].source.principals': [
        'cluster.local/ns/vm-namespace/sa/web-frontend',
      ],
    },
    observe: (manifests) => {
      const ports = [0, 1].map((index) =>
        manifests.field(`Gateway/eastwest-istiod spec.servers[${index}].port.number`),
      );
      expect(ports).toEqual([15012, 15017]);
    },
  },
};
