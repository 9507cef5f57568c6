import type { Scenario } from './scenario';

const gateway = 'gateway:fleetman/ingress-gateway:80';
const webapp = 'workload:fleetman/fleetman-webapp';
const staff = 'fleetman-staff-service.fleetman';
const page = 'fleetman-webapp.fleetman';
const get = 'GET http://fleetman.example.com';

/** The canaries of the fleetman system. */
export const fleetman: Readonly<Record<string, Scenario>> = {
  'fleetman-replica-canary': {
    objects: {
      Deployment: ['fleetman-staff-service', 'fleetman-staff-service-risky', 'fleetman-webapp'],
      DestinationRule: [],
      VirtualService: [],
    },
    routes: [
      {
        from: webapp,
        request: 'GET http://fleetman-staff-service:8080/',
        gives: `route ${staff}:8080 100 %`,
      },
    ],
    fields: {
      'Deployment/fleetman-staff-service spec.replicas': 3,
      'Deployment/fleetman-staff-service-risky spec.replicas': 1,
    },
  },
  'fleetman-canary': {
    objects: {
      DestinationRule: ['fleetman-staff-service', 'fleetman-webapp'],
      VirtualService: ['fleetman-staff-service'],
    },
    routes: [
      {
        from: webapp,
        request: 'GET http://fleetman-staff-service:8080/',
        gives: `route ${staff}:8080 stable 90 %, ${staff}:8080 risky 10 %`,
      },
    ],
    fields: {
      'VirtualService/fleetman-staff-service spec.hosts': [`${staff}.svc.cluster.local`],
      'Deployment/fleetman-staff-service-risky spec.selector.matchLabels.version': 'risky',
    },
  },
  'fleetman-sticky': {
    objects: {
      DestinationRule: ['fleetman-staff-service', 'fleetman-webapp'],
      VirtualService: ['fleetman-staff-service'],
    },
    routes: [
      {
        from: webapp,
        request: 'GET http://fleetman-staff-service:8080/',
        headers: { 'x-myval': '192' },
        gives: `route ${staff}:8080 all-staff-service-pods 100 %`,
      },
    ],
    fields: {
      'DestinationRule/fleetman-staff-service spec.trafficPolicy.loadBalancer.consistentHash.httpHeaderName':
        'x-myval',
      'DestinationRule/fleetman-staff-service spec.subsets[0].labels': { app: 'fleetman-staff-service' },
    },
  },
  'fleetman-gateway-canary': {
    objects: { Gateway: ['ingress-gateway'], VirtualService: ['fleetman-webapp'] },
    routes: [
      {
        from: gateway,
        request: `${get}/`,
        gives: `route ${page}:80 original 90 %, ${page}:80 experimental 10 %`,
      },
      {
        from: 'workload:fleetman/monitor',
        request: 'GET http://fleetman-webapp/',
        gives: `route ${page}:80 100 %`,
      },
    ],
  },
  'fleetman-prefix-routing': {
    objects: { Gateway: ['ingress-gateway'], VirtualService: ['fleetman-webapp'] },
    routes: [
      { from: gateway, request: `${get}/canary/x`, gives: `route ${page}:80 experimental 100 %` },
      { from: gateway, request: `${get}/experimental`, gives: `route ${page}:80 experimental 100 %` },
      { from: gateway, request: `${get}/experimentalx`, gives: `route ${page}:80 experimental 100 %` },
      { from: gateway, request: `${get}/`, gives: `route ${page}:80 original 100 %` },
    ],
  },
  'fleetman-domain-routing': {
    objects: { Gateway: ['ingress-gateway'], VirtualService: ['experimental-fleetman-com', 'fleetman-com'] },
    routes: [
      ['fleetman.com', 'route fleetman-webapp.default:80 original 100 %'],
      ['experimental.fleetman.com', 'route fleetman-webapp.default:80 experimental 100 %'],
      ['other.fleetman.com', 'no_route 404'],
    ].map(([host = '', gives = '']) => ({
      from: 'gateway:default/ingress-gateway:80',
      request: `GET http://${host}/`,
      gives,
    })),
  },
  'fleetman-dark-release': {
    objects: { Gateway: ['ingress-gateway'], VirtualService: ['fleetman-webapp'] },
    routes: [
      {
        from: gateway,
        request: `${get}/`,
        headers: { 'my-header': 'canary' },
        gives: `route ${page}:80 experimental 100 %`,
      },
      {
        from: gateway,
        request: `${get}/`,
        headers: { 'my-header': 'other' },
        gives: `route ${page}:80 original 100 %`,
      },
      { from: gateway, request: `${get}/`, gives: `route ${page}:80 original 100 %` },
    ],
  },
  'fleetman-circuit-breaker': {
    objects: { DestinationRule: ['fleetman-staff-service', 'fleetman-webapp'], VirtualService: [] },
    fields: {
      'DestinationRule/fleetman-staff-service spec.trafficPolicy.outlierDetection': {
        consecutive5xxErrors: 5,
        interval: '10s',
        baseEjectionTime: '30s',
        maxEjectionPercent: 50,
      },
    },
  },
};
