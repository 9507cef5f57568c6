import { expect } from '@jest/globals';
import { meshOf } from '../../lib/jest/subject';
import { PeerAuthentications } from '../../lib/mesh/peer-authentications';
import { aliasesOf } from './aliases-of';
import { bearing, denied, frontend, requests, to, user } from './requests';
import type { Scenario } from './scenario';

/** Mutual TLS, tokens, and the labs about them. */
export const security: Readonly<Record<string, Scenario>> = {
  'mtls-scopes': {
    objects: { PeerAuthentication: ['default', 'default', 'frontend'] },
    observe: ({ all }) => {
      const policies = PeerAuthentications.of(meshOf(all));
      const modes = [
        ['shop', 'frontend', 9090],
        ['shop', 'frontend', 8080],
        ['shop', 'orders', 8080],
        ['default', 'reports', 8080],
      ].map(
        ([namespace, app, port]) => policies.modeOf(`${namespace}`, { app: `${app}` }, Number(port)).mode,
      );
      expect(modes).toEqual(['DISABLE', 'STRICT', 'PERMISSIVE', 'STRICT']);
      const second = { kind: 'PeerAuthentication', metadata: { name: 'second', namespace: 'shop' } };
      const twice = [...all, { apiVersion: 'security.istio.io/v1', ...second, spec: {} }];
      expect(aliasesOf(twice)).toContain('KIA0002');
    },
  },
  'mtls-migration': {
    objects: { PeerAuthentication: ['default', 'default'] },
    fields: {
      'PeerAuthentication/production/default spec.mtls.mode': 'STRICT',
      'PeerAuthentication/staging/default spec.mtls.mode': 'PERMISSIVE',
    },
  },
  'mtls-client-side': {
    objects: { DestinationRule: ['example-destination'], PeerAuthentication: ['default'] },
    fields: { 'DestinationRule/example-destination spec.trafficPolicy.tls': { mode: 'ISTIO_MUTUAL' } },
    routes: requests(
      'workload:default/client',
      ['GET http://example-service:5001/', 'route example-service.default:5001 100 %'],
      ['GET http://other-service:5001/', 'route other-service.default:5001 100 %'],
    ),
  },
  'jwt-authentication': {
    objects: {
      RequestAuthentication: ['customers-tokens', 'customers-tokens'],
      AuthorizationPolicy: ['customers-token-required', 'customers-token-required'],
    },
    fields: {
      'RequestAuthentication/production/customers-tokens spec.jwtRules[0].jwksUri':
        'https://auth.example.com/.well-known/jwks.json',
    },
    routes: ['default', 'production'].flatMap((namespace) =>
      requests(
        `workload:${namespace}/web-frontend`,
        ['GET http://customers/', denied],
        ['GET http://customers/', 'denied 401', bearing({ iss: 'https://other.example.com', sub: 'user' })],
        ['GET http://customers/', to('customers', namespace), user],
      ),
    ),
  },
  'lab-access-control': {
    objects: {
      AuthorizationPolicy: ['customers', 'deny-all', 'web-frontend'],
      ServiceAccount: ['curl', 'customers-v1', 'web-frontend'],
    },
    routes: [
      {
        from: 'gateway:default/gateway:80',
        request: 'GET http://any.example.com/',
        gives: to('web-frontend'),
      },
      ...requests(frontend, ['GET http://customers/', to('customers')]),
      ...requests(
        'workload:default/curl',
        ['GET http://web-frontend/', denied],
        ['GET http://customers/', denied],
      ),
    ],
    fields: {
      'AuthorizationPolicy/web-frontend spec.rules[0].from[0].source.principals': [
        'cluster.local/ns/istio-system/sa/istio-ingressgateway-service-account',
      ],
    },
  },
  'lab-mtls': {
    objects: {
      PeerAuthentication: ['default', 'default', 'default'],
      Namespace: ['ambient', 'permissive', 'strict'],
    },
    fields: {
      'PeerAuthentication/permissive/default spec.mtls.mode': 'PERMISSIVE',
      'PeerAuthentication/strict/default spec.mtls.mode': 'STRICT',
      'PeerAuthentication/ambient/default spec.mtls.mode': 'STRICT',
      'Namespace/strict metadata.labels["istio-injection"]': 'enabled',
      'Deployment/strict/web-frontend spec.template.metadata.labels["sidecar.istio.io/inject"]': 'false',
    },
    routes: [
      ...requests('workload:permissive/web-frontend', [
        'GET http://customers/',
        to('customers', 'permissive'),
      ]),
      ...requests('workload:strict/web-frontend', ['GET http://customers/', 'denied']),
      ...requests('workload:ambient/web-frontend', ['GET http://customers/', to('customers', 'ambient')]),
    ],
  },
  'lab-access-control-ambient': {
    objects: {
      AuthorizationPolicy: [
        'allow-ingress-gateway',
        'customers-pods',
        'customers-service',
        'deny-all',
        'web-frontend-pods',
        'web-frontend-service',
      ],
      Gateway: ['ingress-gateway', 'waypoint'],
      Sidecar: [],
    },
    fields: {
      'AuthorizationPolicy/customers-pods spec.rules[0].from[0].source.principals': [
        'cluster.local/ns/default/sa/web-frontend',
        'cluster.local/ns/default/sa/waypoint',
      ],
      'AuthorizationPolicy/web-frontend-service spec.rules[0].from[0].source.principals': [
        'cluster.local/ns/default/sa/ingress-gateway-istio',
      ],
      'AuthorizationPolicy/allow-ingress-gateway spec.targetRefs[0].group': 'gateway.networking.k8s.io',
    },
    routes: [
      {
        from: 'gateway:default/ingress-gateway:80',
        request: 'GET http://any.example.com/',
        gives: to('web-frontend'),
      },
      ...requests(frontend, ['GET http://customers/', to('customers')]),
      ...requests(
        'workload:default/curl',
        ['GET http://web-frontend/', denied],
        ['GET http://customers/', denied],
      ),
    ],
  },
};
