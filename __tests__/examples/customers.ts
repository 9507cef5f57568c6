import type { ExpectedRoute, Scenario } from './scenario';

const caller = 'workload:default/web-frontend';
const v1 = (share = 100) => `customers.default:80 v1 ${share} %`;
const v2 = (share = 100) => `customers.default:80 v2 ${share} %`;
const both = (one: number, two: number) => `route ${v1(one)}, ${v2(two)}`;
const VERSIONED = { DestinationRule: ['customers'], VirtualService: ['customers'] };

/** Calls of web-frontend to customers: path and headers, and where they go. */
function calls(
  ...table: readonly (readonly [string, string, Readonly<Record<string, string>>?])[]
): readonly ExpectedRoute[] {
  return table.map(([path, gives, headers]) => ({
    from: caller,
    request: `GET http://customers${path}`,
    ...(headers === undefined ? {} : { headers }),
    gives,
  }));
}

const firefox = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/140.0' };
const iphone = { 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148' };

/** What can be done to the calls between two services. */
export const customers: Readonly<Record<string, Scenario>> = {
  'customers-split': { objects: VERSIONED, routes: calls(['/', both(70, 30)]) },
  'customers-split-gateway-api': {
    objects: {
      HTTPRoute: ['customers'],
      VirtualService: [],
      Service: ['customers', 'customers-v1', 'customers-v2', 'web-frontend'],
    },
    routes: calls(['/', 'route customers-v1.default:80 70 %, customers-v2.default:80 30 %']),
    fields: {
      'HTTPRoute/customers spec.parentRefs[0].kind': 'Service',
      'HTTPRoute/customers spec.parentRefs[0].group': '',
    },
  },
  'blue-green': {
    objects: { ...VERSIONED, Deployment: ['customers', 'customers-v2', 'web-frontend'] },
    routes: calls(['/', `route ${v2()}`]),
  },
  'route-by-device': {
    objects: VERSIONED,
    routes: calls(['/', `route ${v2()}`, iphone], ['/', `route ${v1()}`, firefox], ['/', `route ${v1()}`]),
  },
  'route-by-api-version': {
    objects: VERSIONED,
    routes: calls(
      ['/api/v2/x', `route ${v2()}`],
      ['/api/v1/x', `route ${v1()}`],
      ['/api/v3', 'no_route 404'],
    ),
  },
  'route-by-audience': {
    objects: VERSIONED,
    routes: calls(
      ['/', `route ${v2()}`, { 'x-beta-user': 'true' }],
      ['/', both(90, 10), { 'x-beta-user': 'false' }],
      ['/', both(90, 10)],
    ),
  },
  'route-order': {
    objects: VERSIONED,
    routes: calls(['/api/v1/admin', `route ${v2()}`], ['/api/v1/users', `route ${v1()}`]),
  },
  'match-and-or': {
    objects: VERSIONED,
    routes: calls(
      ['/api/x', `route ${v2()}`, { user: 'debug' }],
      ['/other', `route ${v1()}`, { user: 'debug' }],
      ['/api/x', `route ${v1()}`],
      ['/other', `route ${v2()}`, { 'my-header': 'hello' }],
      ['/api/x', `route ${v2()}`, { 'my-header': 'hello', user: 'debug' }],
    ),
  },
  'lab-traffic-split': { objects: VERSIONED, routes: calls(['/', both(50, 50)]) },
  'lab-header-routing': {
    objects: VERSIONED,
    routes: calls(['/', `route ${v2()}`, { user: 'debug' }], ['/', `route ${v1()}`]),
  },
  timeouts: { objects: VERSIONED, routes: calls(['/', `route ${v1()}, timeout 10s`]) },
  retries: {
    objects: VERSIONED,
    routes: [
      ...calls(['/', `route ${v1()}, timeout 10s, 3 retries of 2s on 5xx,connect-failure,reset`]),
      {
        from: caller,
        request: 'POST http://customers/',
        gives: `route ${v1()}, timeout 10s, 3 retries on connect-failure`,
      },
    ],
  },
  'lb-algorithms': {
    objects: { DestinationRule: ['least-request', 'random', 'round-robin'] },
    fields: {
      'DestinationRule/least-request spec.trafficPolicy.loadBalancer.simple': 'LEAST_REQUEST',
      'DestinationRule/random spec.trafficPolicy.loadBalancer.simple': 'RANDOM',
      'DestinationRule/round-robin spec.trafficPolicy.loadBalancer.simple': 'ROUND_ROBIN',
    },
  },
  'lb-session-affinity': {
    objects: { DestinationRule: ['by-address', 'by-cookie', 'by-header', 'by-query'] },
    fields: {
      'DestinationRule/by-cookie spec.trafficPolicy.loadBalancer.consistentHash.httpCookie': {
        name: 'session-id',
        ttl: '3600s',
      },
      'DestinationRule/by-header spec.trafficPolicy.loadBalancer.consistentHash': {
        httpHeaderName: 'x-user-id',
      },
      'DestinationRule/by-query spec.trafficPolicy.loadBalancer.consistentHash': {
        httpQueryParameterName: 'user',
      },
      'DestinationRule/by-address spec.trafficPolicy.loadBalancer.consistentHash': { useSourceIp: true },
    },
  },
  'connection-pools': {
    objects: { DestinationRule: ['customers'] },
    fields: {
      'DestinationRule/customers spec.trafficPolicy.connectionPool.http': {
        http2MaxRequests: 200,
        http1MaxPendingRequests: 10,
        maxRetries: 3,
      },
      'DestinationRule/customers spec.subsets[0].trafficPolicy.connectionPool.http': { http2MaxRequests: 50 },
    },
  },
  'circuit-breaking': {
    objects: { DestinationRule: ['customers'] },
    fields: {
      'DestinationRule/customers spec.trafficPolicy.connectionPool': {
        tcp: { maxConnections: 1000 },
        http: { http1MaxPendingRequests: 10, maxRetries: 3 },
      },
      'DestinationRule/customers spec.trafficPolicy.outlierDetection.maxEjectionPercent': 50,
    },
  },
  'outlier-detection': {
    objects: { DestinationRule: ['stock'] },
    fields: {
      'DestinationRule/stock spec.trafficPolicy.outlierDetection': {
        consecutive5xxErrors: 10,
        interval: '300s',
        baseEjectionTime: '600s',
        maxEjectionPercent: 50,
      },
    },
  },
  'subset-policies': {
    objects: { DestinationRule: ['customers'] },
    fields: {
      'DestinationRule/customers spec.trafficPolicy.loadBalancer.simple': 'ROUND_ROBIN',
      'DestinationRule/customers spec.subsets[0].trafficPolicy.loadBalancer.simple': 'LEAST_REQUEST',
      'DestinationRule/customers spec.subsets[1].trafficPolicy': undefined,
    },
  },
};
