import { expect } from '@jest/globals';
import { meshOf } from '../../lib/jest/subject';
import { Simulator } from '../../lib/simulate/simulator';
import { aliasesOf } from './aliases-of';
import { denied, frontend, requests, user } from './requests';
import type { ExpectedRoute, Scenario } from './scenario';

/** Requests: from where, for what, and how they end. */
function calls(...table: readonly (readonly [string, string, string])[]): readonly ExpectedRoute[] {
  return table.map(([from, request, gives]) => ({ from, request, gives }));
}

const unknown = 'GET http://unknown.example.com/';
const paths = ['/productpage', '/static/x.css', '/login', '/logout', '/api/v1/products/0'];

/** A mesh whose configuration says this. */
function meshConfig(text: string): object {
  const metadata = { name: 'istio', namespace: 'istio-system' };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { mesh: text } };
}

/** How pods are part of the mesh, and what is seen of them. */
export const mesh: Readonly<Record<string, Scenario>> = {
  'sidecar-injection': {
    objects: { Namespace: ['event-system'], Sidecar: ['backend', 'injected'] },
    fields: {
      'Deployment/worker spec.template.metadata.labels["sidecar.istio.io/inject"]': 'false',
      'Deployment/worker spec.template.metadata.annotations': undefined,
      'Deployment/backend spec.template.metadata.annotations': {
        'proxy.istio.io/config': 'holdApplicationUntilProxyStarts: true\n',
        'sidecar.istio.io/nativeSidecar': 'true',
      },
      'Namespace/event-system metadata.labels["istio-injection"]': 'enabled',
    },
    routes: calls(
      ['workload:event-system/injected', 'GET http://backend:5001/', 'route backend.event-system:5001 100 %'],
      ['workload:event-system/worker', 'GET http://backend:5001/', 'denied'],
    ),
  },
  'mesh-outbound-policy': {
    objects: { Sidecar: ['default', 'default'] },
    routes: calls(
      ['workload:default/client', unknown, 'passthrough'],
      ['workload:open/client', unknown, 'passthrough'],
      ['workload:closed/client', unknown, 'blackhole 502'],
    ),
    observe: ({ all }) => {
      const closed = meshConfig('outboundTrafficPolicy: { mode: REGISTRY_ONLY }');
      const simulator = new Simulator(meshOf([...all, closed]));
      const outcome = (from: string) => simulator.answer({ from, request: unknown }).outcome;
      expect(outcome('workload:default/client')).toBe('blackhole');
      expect(outcome('workload:open/client')).toBe('passthrough');
    },
  },
  'tracing-zipkin': {
    objects: { Telemetry: ['default', 'mesh-default'] },
    fields: {
      'Telemetry/istio-system/mesh-default spec.tracing': [
        { providers: [{ name: 'zipkin' }], randomSamplingPercentage: 100 },
      ],
      'Telemetry/production/default spec.tracing[0].randomSamplingPercentage': 5,
    },
  },
  'httpbin-telemetry': {
    objects: { Telemetry: ['httpbin'], Deployment: ['curl', 'httpbin'], Service: ['httpbin'] },
    fields: {
      'Service/httpbin spec.ports[0].port': 8000,
      'Deployment/httpbin spec.template.spec.containers[0].ports[0].containerPort': 8080,
      'Telemetry/httpbin spec.metrics[0].overrides[0].match.metric': 'REQUEST_COUNT',
    },
    routes: calls([
      'workload:default/curl',
      'GET http://httpbin:8000/headers',
      'route httpbin.default:8000 100 %',
    ]),
  },
  'ambient-waypoint': {
    objects: {
      Gateway: ['waypoint'],
      HTTPRoute: ['customers'],
      AuthorizationPolicy: ['by-waypoint-only', 'read-only'],
      RequestAuthentication: ['tokens'],
      Sidecar: [],
      VirtualService: [],
    },
    fields: {
      'Gateway/waypoint spec.gatewayClassName': 'istio-waypoint',
      'Gateway/waypoint spec.listeners[0].port': 15008,
      'Namespace/default metadata.labels["istio.io/use-waypoint"]': 'waypoint',
      'RequestAuthentication/tokens spec.targetRefs[0]': {
        group: 'gateway.networking.k8s.io',
        kind: 'Gateway',
        name: 'waypoint',
      },
      'AuthorizationPolicy/read-only spec.targetRefs[0]': { group: '', kind: 'Service', name: 'customers' },
    },
    routes: requests(
      frontend,
      ['GET http://customers/', 'route customers.default:80 100 %, timeout 10s', user],
      ['GET http://customers/', denied],
      ['POST http://customers/', denied, user],
    ),
    observe: ({ all }) => {
      expect(aliasesOf(all)).toEqual([]);
      expect(aliasesOf(all, [',"istio.io/use-waypoint":"waypoint"', ''])).toContain('KIA0109');
      const metadata = { name: 'default', namespace: 'default' };
      const spec = { egress: [{ hosts: ['./*'] }] };
      const sidecar = { apiVersion: 'networking.istio.io/v1', kind: 'Sidecar', metadata, spec };
      expect(aliasesOf([...all, sidecar])).toContain('IST0167');
    },
  },
  'bookinfo-ambient': {
    objects: {
      Gateway: ['bookinfo-gateway', 'waypoint'],
      HTTPRoute: ['bookinfo'],
      Deployment: ['details', 'productpage', 'ratings', 'reviews', 'reviews-v2', 'reviews-v3'],
      Sidecar: [],
      VirtualService: [],
    },
    fields: { 'Namespace/bookinfo metadata.labels["istio.io/dataplane-mode"]': 'ambient' },
    routes: calls(
      ...paths.map(
        (path) =>
          [
            'gateway:bookinfo/bookinfo-gateway:80',
            `GET http://any.example.com${path}`,
            'route productpage.bookinfo:9080 100 %',
          ] as const,
      ),
      ['gateway:bookinfo/bookinfo-gateway:80', 'GET http://any.example.com/other', 'no_route 404'],
      ['workload:bookinfo/productpage', 'GET http://reviews:9080/', 'route reviews.bookinfo:9080 100 %'],
    ),
    observe: (manifests) => {
      expect(manifests.field('HTTPRoute/bookinfo spec.rules[0].matches')).toHaveLength(5);
      expect(JSON.stringify(manifests.all)).not.toMatch(/istio-injection|sidecar\.istio\.io/);
    },
  },
};
