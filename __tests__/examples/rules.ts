import { expect } from '@jest/globals';
import type { ExpectedRoute, Scenario } from './scenario';

const web = 'workload:default/web-frontend';
const gateway = 'gateway:default/my-gateway:80';
const v1 = 'customers.default:80 v1';
const v2 = 'customers.default:80 v2';
const pods = 'customers.default:80';
const call = (gives: string, path = '/', method = 'GET'): ExpectedRoute => ({
  from: web,
  request: `${method} http://customers${path}`,
  gives,
});
const ask = (
  gives: string,
  path = '/',
  { method = 'GET', host = 'customers.example.com', ...headers }: Readonly<Record<string, string>> = {},
): ExpectedRoute => ({ from: gateway, request: `${method} http://${host}${path}`, headers, gives });

/** What rules can match and do, and faults. */
export const rules: Readonly<Record<string, Scenario>> = {
  'match-types': {
    objects: { Gateway: ['my-gateway'], VirtualService: ['customers'] },
    routes: [
      ask(`route ${v1} 100 %`, '/api/v1'),
      ask('no_route 404', '/api/v1/users'),
      ask(`route ${v2} 100 %`, '/x?version=2'),
      ask('no_route 404', '/x?version=3'),
      ask(`route ${v1} 100 %`, '/x', { method: 'POST' }),
      ask(`route ${v2} 100 %`, '/x', { 'user-agent': 'Mozilla/5.0 Firefox/140.0' }),
      ask('no_route 404', '/x', { 'user-agent': 'curl/8.0' }),
      ask(`route ${v2} 100 %`, '/x', { host: 'beta.customers.example.com' }),
      ask(`route ${v1} 100 %`, '/v10'),
    ],
  },
  'rewrite-path': {
    objects: { VirtualService: ['customers'] },
    routes: [
      call(`route ${v1} 100 %, path /v2/api/users`, '/v1/api/users'),
      call(`route ${v1} 100 %, path /v2/apix`, '/v1/apix'),
      call(`route ${v1} 100 %`, '/other'),
    ],
  },
  'redirect-by-header': {
    objects: { VirtualService: ['customers'] },
    routes: [
      {
        ...call('redirect 301 http://my-service.default.svc.cluster.local:8000/hello', '/x'),
        headers: { 'my-header': 'hello' },
      },
      call(`route ${v1} 100 %`, '/x'),
    ],
  },
  'shadow-traffic': {
    objects: { Deployment: ['customers', 'customers-v2', 'web-frontend'] },
    routes: [call(`route ${v1} 100 %, mirrored to ${v2} 100 %`), call(`route ${v1} 100 %`, '/', 'POST')],
  },
  'canary-progression': {
    objects: { Deployment: ['customers', 'customers-v2', 'web-frontend'] },
    routes: [call(`route ${v1} 95 %, ${v2} 5 %`)],
  },
  'port-level-policies': {
    objects: { ServiceEntry: ['stock'], DestinationRule: ['stock'] },
    fields: {
      'DestinationRule/stock spec.trafficPolicy.portLevelSettings[0].loadBalancer.simple': 'LEAST_REQUEST',
      'DestinationRule/stock spec.trafficPolicy.portLevelSettings[1].loadBalancer.simple': 'ROUND_ROBIN',
      'DestinationRule/stock spec.trafficPolicy.portLevelSettings[2].connectionPool.tcp.maxConnections': 100,
    },
  },
  'client-tls-modes': {
    objects: { DestinationRule: ['mutual', 'plain', 'simple'], ServiceEntry: ['mutual', 'plain', 'simple'] },
    fields: {
      'DestinationRule/plain spec.trafficPolicy.tls.mode': 'DISABLE',
      'DestinationRule/simple spec.trafficPolicy.tls.mode': 'SIMPLE',
      'DestinationRule/mutual spec.trafficPolicy.tls.mode': 'MUTUAL',
      'DestinationRule/mutual spec.trafficPolicy.tls.credentialName': 'client-certificate',
    },
  },
  'fleetman-fault-canary': {
    objects: { VirtualService: ['fleetman-staff-service'] },
    routes: [
      {
        from: 'workload:fleetman/fleetman-webapp',
        request: 'GET http://fleetman-staff-service:8080/',
        headers: { 'x-my-header': 'canary' },
        gives: 'abort 418',
      },
      {
        from: 'workload:fleetman/fleetman-webapp',
        request: 'GET http://fleetman-staff-service:8080/',
        gives: 'route fleetman-staff-service.fleetman:8080 stable 100 %',
      },
    ],
  },
  'fault-abort': {
    objects: { Gateway: ['my-gateway'], VirtualService: ['customers'] },
    routes: [ask(`route ${v1} 100 %, abort 404 30 %`)],
  },
  'fault-delay': {
    objects: { Deployment: ['customers', 'customers-v2', 'web-frontend'] },
    routes: [call(`route ${pods} 100 %, delay 3s 5 %`)],
  },
  'fault-combined': {
    objects: { Deployment: ['customers', 'customers-v2', 'web-frontend'] },
    routes: [call(`route ${pods} 100 %, delay 5s 20 %, abort 500 10 %`)],
  },
  'fault-test-matrix': {
    objects: {
      VirtualService: [
        'beyond-timeouts',
        'down',
        'flapping',
        'half-unavailable',
        'overloaded',
        'slow',
        'slow-network',
        'some-errors',
      ],
    },
    routes: Object.entries({
      'half-unavailable': 'route HOST 100 %, abort 503 50 %',
      'beyond-timeouts': 'route HOST 100 %, delay 15s 100 %',
      'some-errors': 'route HOST 100 %, abort 500 10 %',
      'slow-network': 'route HOST 100 %, delay 5s 30 %',
      overloaded: 'route HOST 100 %, delay 3s 25 %, abort 503 15 %',
      down: 'abort 503',
      slow: 'route HOST 100 %, delay 5s 100 %',
      flapping: 'route HOST 100 %, abort 503 30 %',
    }).map(([name, gives]) => ({
      from: 'workload:chaos/tester',
      request: `GET http://${name}:5001/`,
      gives: gives.replace('HOST', `${name}.chaos:5001`),
    })),
  },
  'lab-failure-injection': {
    objects: { Gateway: ['gateway'], VirtualService: ['customers', 'web-frontend'] },
    routes: [
      call(`route ${pods} 100 %, delay 5s 50 %`),
      {
        from: 'gateway:default/gateway:80',
        request: 'GET http://any.example.com/',
        gives: 'route web-frontend.default:80 100 %',
      },
    ],
  },
  'bookinfo-sidecar': {
    objects: {
      Gateway: ['bookinfo-gateway'],
      VirtualService: ['bookinfo'],
      Deployment: ['details', 'productpage', 'ratings', 'reviews', 'reviews-v2', 'reviews-v3'],
    },
    routes: [
      ...['/productpage', '/static/x.css', '/login', '/logout', '/api/v1/products/0'].map((path) => ({
        from: 'gateway:bookinfo/bookinfo-gateway:80',
        request: `GET http://any.example.com${path}`,
        gives: 'route productpage.bookinfo:9080 100 %',
      })),
      {
        from: 'gateway:bookinfo/bookinfo-gateway:80',
        request: 'GET http://any.example.com/other',
        gives: 'no_route 404',
      },
      {
        from: 'workload:bookinfo/productpage',
        request: 'GET http://reviews:9080/',
        gives: 'route reviews.bookinfo:9080 100 %',
      },
    ],
    observe: (manifests) => {
      const versions = ['reviews', 'reviews-v2', 'reviews-v3'].map((name) =>
        manifests.field(`Deployment/${name} spec.template.metadata.labels.version`),
      );
      expect(versions).toEqual(['v1', 'v2', 'v3']);
    },
  },
};
