import { expect } from '@jest/globals';
import type { Manifests } from './manifests';
import type { Scenario } from './scenario';

const NAMESPACE = 'restaurant-management';
const gateway = `gateway:${NAMESPACE}/restaurant-gateway:80`;
const host = (name: string, port: number): string => `${name}.${NAMESPACE}:${port}`;
const SERVICES = [
  'api-gateway',
  'auth-service',
  'frontend',
  'menu-service',
  'notification-service',
  'order-service',
  'restaurant-service',
];

/** Who may call a workload, by its AuthorizationPolicy. */
function callersOf(manifests: Manifests, name: string): readonly string[] {
  const text = JSON.stringify(manifests.field(`AuthorizationPolicy/${name} spec`));
  return [...text.matchAll(/\/sa\/([\w-]+)/g)].map(([, account = '']) => account).sort();
}

/** The restaurant. */
export const restaurant: Readonly<Record<string, Scenario>> = {
  'restaurant-system': {
    objects: {
      Deployment: SERVICES,
      StatefulSet: ['postgresql', 'redis'],
      Gateway: ['restaurant-gateway'],
      VirtualService: ['frontend'],
    },
    fields: {
      'StatefulSet/postgresql metadata.namespace': 'database',
      'Deployment/order-service spec.replicas': 2,
    },
    observe: (manifests) => {
      const edges = Object.fromEntries(SERVICES.map((name) => [name, callersOf(manifests, name)]));
      expect(edges).toEqual({
        'api-gateway': ['frontend'],
        'auth-service': ['api-gateway'],
        frontend: ['istio-ingressgateway-service-account'],
        'menu-service': ['api-gateway', 'order-service'],
        'notification-service': [],
        'order-service': ['api-gateway'],
        'restaurant-service': ['api-gateway', 'order-service'],
      });
    },
    routes: [
      {
        from: gateway,
        request: 'GET http://restaurant.corpv3.com/',
        gives: `route ${host('frontend', 80)} 100 %`,
      },
    ],
  },
  'restaurant-edge-gateway': {
    objects: { Gateway: ['restaurant-gateway'], VirtualService: ['frontend'] },
    routes: [
      {
        from: gateway,
        request: 'GET http://restaurant.corpv3.com/',
        gives: 'redirect 301 https://restaurant.corpv3.com/',
      },
      ...['restaurant.corpv3.com', 'menu.restaurant.corpv3.com'].map((name) => ({
        from: `gateway:${NAMESPACE}/restaurant-gateway:443`,
        request: `GET https://${name}/`,
        gives: `route ${host('frontend', 80)} 100 %`,
      })),
    ],
  },
  'restaurant-edge-routes': {
    objects: { Gateway: ['restaurant-gateway'], VirtualService: ['restaurant'] },
    routes: [
      {
        from: gateway,
        request: 'GET http://restaurant.corpv3.com/api/v1/orders',
        gives: `route ${host('api-gateway', 8000)} 100 %, timeout 30s, 3 retries of 7s on 5xx,reset,connect-failure,refused-stream`,
      },
      {
        from: gateway,
        request: 'POST http://restaurant.corpv3.com/api/v1/orders',
        gives: `route ${host('api-gateway', 8000)} 100 %, timeout 30s, 3 retries on connect-failure,refused-stream`,
      },
      {
        from: gateway,
        request: 'GET http://restaurant.corpv3.com/',
        gives: `route ${host('frontend', 80)} 100 %`,
      },
    ],
  },
  'restaurant-order-canary': {
    objects: { Service: [...SERVICES, 'postgresql', 'redis'].sort() },
    routes: [
      {
        from: `workload:${NAMESPACE}/api-gateway`,
        request: 'GET http://order-service:8001/',
        gives: `route ${host('order-service', 8001)} v1 90 %, ${host('order-service', 8001)} v2 10 %, timeout 15s, 3 retries of 3500ms on gateway-error,connect-failure,refused-stream`,
      },
    ],
    observe: (manifests) => {
      const [rule = ''] = manifests.names('DestinationRule');
      expect(manifests.field(`DestinationRule/${rule} spec.trafficPolicy.outlierDetection`)).toEqual({
        consecutive5xxErrors: 5,
        interval: '30s',
        baseEjectionTime: '30s',
        maxEjectionPercent: 50,
        minHealthPercent: 50,
      });
    },
  },
  'restaurant-security': {
    objects: { PeerAuthentication: ['default'], AuthorizationPolicy: SERVICES },
    fields: { 'PeerAuthentication/default spec.mtls.mode': 'STRICT' },
    routes: [
      {
        from: gateway,
        request: 'GET http://restaurant.corpv3.com/',
        gives: `route ${host('api-gateway', 8000)} 100 %`,
      },
      {
        from: `workload:${NAMESPACE}/api-gateway`,
        request: 'GET http://auth-service:8004/',
        gives: `route ${host('auth-service', 8004)} 100 %`,
      },
      {
        from: `workload:${NAMESPACE}/auth-service`,
        request: 'GET http://order-service:8001/',
        gives: 'blackhole',
      },
    ],
  },
  'restaurant-autoscaling': {
    objects: { HorizontalPodAutoscaler: SERVICES },
    fields: {
      'HorizontalPodAutoscaler/order-service spec.minReplicas': 2,
      'HorizontalPodAutoscaler/order-service apiVersion': 'autoscaling/v2',
      'PodDisruptionBudget/order-service spec.maxUnavailable': 1,
      'Deployment/order-service spec.replicas': undefined,
    },
  },
  'restaurant-behind-cdn': {
    objects: { ProxyConfig: ['ingress'], AuthorizationPolicy: [...SERVICES, 'offices'].sort() },
    fields: {
      'ProxyConfig/ingress spec.environmentVariables.ISTIO_META_NUM_TRUSTED_PROXIES': '1',
      'AuthorizationPolicy/offices spec.rules[0].from[0].source.notRemoteIpBlocks': [
        '203.0.113.0/24',
        '198.51.100.0/24',
      ],
    },
  },
  'restaurant-telemetry': {
    objects: { Telemetry: ['restaurant'] },
    fields: {
      'Telemetry/restaurant spec.tracing[0].randomSamplingPercentage': 100,
      'Telemetry/restaurant spec.selector': undefined,
    },
  },
};
