import { expect } from '@jest/globals';
import { meshOf } from '../../lib/jest/subject';
import { Simulator } from '../../lib/simulate/simulator';
import { aliasesOf } from './aliases-of';
import type { ExpectedRoute, Scenario } from './scenario';

/** Requests of workloads: who asks, for what, and how it ends. */
function calls(...table: readonly (readonly [string, string, string])[]): readonly ExpectedRoute[] {
  return table.map(([from, request, gives]) => ({ from: `workload:${from}`, request, gives }));
}

const refused = 'blackhole 502';

/** What lies outside of the mesh, and what proxies know of it. */
export const external: Readonly<Record<string, Scenario>> = {
  'external-api': {
    objects: { ServiceEntry: ['external-status', 'external-svc'], Sidecar: ['default', 'worker'] },
    fields: {
      'ServiceEntry/external-svc spec.exportTo': ['.'],
      'ServiceEntry/external-svc spec.ports': [{ number: 443, name: 'tls', protocol: 'TLS' }],
      'ServiceEntry/external-svc spec.resolution': 'DNS',
      'ServiceEntry/external-svc spec.location': 'MESH_EXTERNAL',
      'ServiceEntry/external-status spec.exportTo': ['.', 'reports'],
    },
    routes: calls(
      ['default/worker', 'GET https://api.external-svc.com/', 'route api.external-svc.com:443 100 %'],
      ['default/worker', 'GET https://status.external-svc.com/', 'blackhole'],
      ['reports/reports', 'GET https://api.external-svc.com/', 'blackhole'],
      ['reports/reports', 'GET https://status.external-svc.com/', 'route status.external-svc.com:443 100 %'],
    ),
  },
  'external-api-tls-origination': {
    objects: {
      ServiceEntry: ['stripe-api'],
      DestinationRule: ['stripe-api'],
      VirtualService: ['stripe-api'],
    },
    fields: {
      'ServiceEntry/stripe-api spec.ports[0].targetPort': 443,
      'DestinationRule/stripe-api spec.trafficPolicy.tls': {
        mode: 'SIMPLE',
        sni: 'api.stripe.com',
        subjectAltNames: ['api.stripe.com'],
        caCertificates: '/etc/ssl/certs/ca-certificates.crt',
      },
    },
    routes: calls(
      [
        'default/payments',
        'GET http://api.stripe.com/v1/charges/7',
        'route api.stripe.com:80 100 %, timeout 30s, 2 retries of 10s on connect-failure,refused-stream',
      ],
      [
        'default/payments',
        'POST http://api.stripe.com/v1/charges',
        'route api.stripe.com:80 100 %, timeout 30s, 2 retries on connect-failure,refused-stream',
      ],
    ),
  },
  'external-wildcard': {
    objects: { ServiceEntry: ['google-apis'] },
    fields: { 'ServiceEntry/google-apis spec.resolution': 'NONE' },
    routes: calls(
      ['default/worker', 'GET https://storage.googleapis.com/', 'route *.googleapis.com:443 100 %'],
      ['default/worker', 'GET https://googleapis.com/', 'blackhole'],
    ),
  },
  'vm-database': {
    objects: { ServiceEntry: ['archive-vm', 'postgres-vm'], DestinationRule: [], PeerAuthentication: [] },
    fields: {
      'ServiceEntry/postgres-vm spec.endpoints': [{ address: '10.0.0.50' }],
      'ServiceEntry/postgres-vm spec.addresses': ['240.241.0.50'],
      'ServiceEntry/postgres-vm spec.ports': [{ number: 5432, name: 'tcp-postgres', protocol: 'TCP' }],
      'ServiceEntry/archive-vm spec.addresses': ['240.241.0.51'],
    },
    routes: calls(
      ['default/worker', 'GET tcp://postgres.internal:5432', 'route postgres.internal:5432 100 %'],
      ['default/worker', 'GET tcp://archive.internal:5432', 'route archive.internal:5432 100 %'],
    ),
    observe: ({ all }) => {
      expect(aliasesOf(all)).toEqual([]);
      expect(aliasesOf(all, [/"addresses":\[[^\]]*\],/g, ''])).toContain('IST0134');
    },
  },
  'vm-service-entry': {
    objects: { ServiceEntry: ['customers-svc'], WorkloadEntry: ['customers-vm-1', 'customers-vm-2'] },
    fields: { 'WorkloadEntry/customers-vm-2 spec.address': '2.0.0.0' },
    routes: calls(['default/web-frontend', 'GET http://customers.com/', 'route customers.com:80 100 %']),
    observe: ({ all }) => {
      const answer = new Simulator(meshOf(all)).answer({
        from: 'workload:default/web-frontend',
        request: 'GET http://customers.com/',
      });
      expect(answer.destinations[0]?.endpoints).toEqual(['customers', 'customers-vm-1', 'customers-vm-2']);
    },
  },
  'sidecar-namespace-scope': {
    objects: { Sidecar: ['default', 'default', 'default'] },
    routes: calls(
      ['foo/web', 'GET http://api/', 'route api.foo:80 100 %'],
      ['foo/web', 'GET http://api.team-b/', 'passthrough'],
      ['team-a/web', 'GET http://api/', 'route api.team-a:80 100 %'],
      ['team-a/web', 'GET http://api.shared/', 'route api.shared:80 100 %'],
      ['team-a/web', 'GET http://api.team-b/', refused],
      ['team-b/web', 'GET http://catalogue.shared/', 'route catalogue.shared:80 100 %'],
      ['team-b/web', 'GET http://api.shared/', refused],
      ['shared/web', 'GET http://api.team-b/', 'route api.team-b:80 100 %'],
    ),
  },
  'sidecar-workload-scope': {
    objects: { Sidecar: ['api', 'auth', 'backend', 'database', 'frontend', 'versioned-sidecar'] },
    fields: {
      'Sidecar/frontend spec.egress[0].hosts': [
        'istio-system/*',
        '*/backend.default.svc.cluster.local',
        '*/auth.default.svc.cluster.local',
      ],
      'Sidecar/api spec.egress[0].hosts': ['istio-system/*', '*/database.production.svc.cluster.local'],
      'Sidecar/versioned-sidecar spec.workloadSelector.labels': { app: 'reports', version: 'v1' },
    },
    routes: calls(
      ['default/frontend', 'GET http://backend:5001/', 'route backend.default:5001 100 %'],
      ['default/frontend', 'GET http://api.production:5001/', refused],
      ['default/reports', 'GET http://api.production:5001/', 'passthrough'],
    ),
    observe: ({ all }) => {
      const metadata = { name: 'second', namespace: 'default' };
      const spec = { workloadSelector: { labels: { app: 'frontend' } }, egress: [{ hosts: ['./*'] }] };
      const second = { apiVersion: 'networking.istio.io/v1', kind: 'Sidecar', metadata, spec };
      expect(aliasesOf(all)).toEqual([]);
      expect(aliasesOf([...all, second])).toContain('IST0110');
    },
  },
  'sidecar-listeners': {
    objects: { Sidecar: ['lenient', 'strict'] },
    fields: {
      'Sidecar/strict spec.ingress': [
        { port: { number: 3000, protocol: 'HTTP', name: 'http' }, defaultEndpoint: '127.0.0.1:8080' },
      ],
      'Service/strict spec.ports[0].targetPort': 3000,
    },
    routes: calls(
      ['default/strict', 'GET http://orders.staging:8080/', 'route orders.staging:8080 100 %'],
      ['default/strict', 'GET http://customers:9090/', 'blackhole'],
      ['default/lenient', 'GET http://orders.staging:8080/', 'route orders.staging:8080 100 %'],
      ['default/lenient', 'GET http://customers:9090/', 'passthrough'],
    ),
  },
  'egress-gateway-tls': {
    objects: {
      DestinationRule: ['egress-gateway', 'egress-gateway-gateway'],
      Gateway: ['egress-gateway'],
      ServiceEntry: ['egress-gateway'],
      VirtualService: ['egress-gateway'],
    },
    fields: {
      'Gateway/egress-gateway spec.servers[0].tls': { mode: 'PASSTHROUGH' },
      'Sidecar/worker spec.outboundTrafficPolicy.mode': 'REGISTRY_ONLY',
    },
    routes: [
      ...calls([
        'default/worker',
        'GET https://external-service.com/',
        'route istio-egressgateway.istio-egress:443 egress-gateway 100 %',
      ]),
      {
        from: 'gateway:default/egress-gateway:443',
        request: 'GET https://external-service.com/',
        gives: 'route external-service.com:443 100 %',
      },
    ],
    observe: (manifests) => {
      const ways = JSON.stringify(manifests.field('NetworkPolicy/worker spec.egress'));
      expect(ways).toContain('egressgateway');
      expect(ways).not.toContain('ipBlock');
    },
  },
};
