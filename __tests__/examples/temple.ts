import type { Scenario } from './scenario';

const api = 'temple-api-service.temple-stack:80';
const ui = 'workload:temple-stack/temple-ui-service';
const resilience = 'timeout 10s, 3 retries of 2s on 5xx,reset,connect-failure';
const toApi = { from: ui, request: 'GET http://temple-api-service/api' };

/** The temple stack. */
export const temple: Readonly<Record<string, Scenario>> = {
  'temple-system': {
    objects: {
      Gateway: ['temple-gateway'],
      VirtualService: ['temple-api', 'temple-ui'],
      DestinationRule: ['temple-api'],
    },
    routes: [
      {
        from: 'gateway:temple-stack/temple-gateway:80',
        request: 'GET http://temple.example.com/',
        gives: 'route temple-ui-service.temple-stack:80 100 %',
      },
      { ...toApi, gives: `route ${api} v1 90 %, ${api} v2 10 %, ${resilience}` },
    ],
  },
  'temple-api-routing': {
    objects: { VirtualService: ['temple-api'], DestinationRule: ['temple-api'] },
    routes: [
      { ...toApi, headers: { canary: 'true' }, gives: `route ${api} v2 100 %, ${resilience}` },
      { ...toApi, gives: `route ${api} v1 90 %, ${api} v2 10 %, ${resilience}` },
    ],
  },
  'temple-api-circuit-breaker': {
    objects: { DestinationRule: ['temple-api'] },
    fields: {
      'DestinationRule/temple-api spec.trafficPolicy.connectionPool': {
        tcp: { maxConnections: 100 },
        http: { http1MaxPendingRequests: 50, maxRequestsPerConnection: 2 },
      },
      'DestinationRule/temple-api spec.trafficPolicy.outlierDetection': {
        consecutive5xxErrors: 5,
        interval: '30s',
        baseEjectionTime: '30s',
        maxEjectionPercent: 50,
      },
    },
  },
  'temple-security': {
    objects: {
      PeerAuthentication: ['default'],
      AuthorizationPolicy: ['temple-api-methods', 'temple-api-service', 'temple-ui-service'],
    },
    routes: [
      { ...toApi, gives: `route ${api} 100 %` },
      { ...toApi, request: 'POST http://temple-api-service/api', gives: `route ${api} 100 %` },
      { ...toApi, request: 'DELETE http://temple-api-service/api', gives: 'denied 403' },
    ],
  },
};
