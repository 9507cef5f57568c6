import { expect } from '@jest/globals';
import { meshOf } from '../../lib/jest/subject';
import { PeerAuthentications } from '../../lib/mesh/peer-authentications';
import type { ExpectedRoute, Scenario } from './scenario';

const frontend = 'workload:default/web-frontend';
const outsider = 'workload:default/outsider';

/** Requests of one workload: what it asks for, how it ends, and with which headers. */
function requests(
  from: string,
  ...table: readonly (readonly [string, string, Readonly<Record<string, string>>?])[]
): readonly ExpectedRoute[] {
  return table.map(([request, gives, headers]) => ({
    from,
    request,
    ...(headers === undefined ? {} : { headers }),
    gives,
  }));
}

/** A token that says this; the tests' mesh takes signatures for granted. */
function bearing(claims: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const part = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url');
  return { authorization: `Bearer ${part({ alg: 'RS256' })}.${part(claims)}.signature` };
}

const issuer = 'https://auth.example.com';
const user = bearing({ iss: issuer, sub: 'user' });
const to = (name: string, namespace = 'default') => `route ${name}.${namespace}:80 100 %`;
const denied = 'denied 403';

/** Requests that one field lets through, and that it does not. */
const catalogue: readonly ExpectedRoute[] = [
  ...['by-principal', 'by-service-account'].flatMap((name) => [
    ...requests(frontend, [`GET http://${name}/`, to(name)]),
    ...requests('workload:default/reports', [`GET http://${name}/`, denied]),
  ]),
  ...['by-namespace', 'all-but-namespace', 'all-but-source'].flatMap((name) => [
    ...requests(frontend, [`GET http://${name}/`, to(name)]),
    ...requests('workload:staging/reports', [`GET http://${name}.default/`, denied]),
  ]),
  ...requests('workload:default/reports', ['GET http://all-but-principal/', to('all-but-principal')]),
  ...requests(
    frontend,
    ['GET http://all-but-principal/', denied],
    ['GET http://by-token/', to('by-token'), user],
    ['GET http://by-token/', denied],
    ['GET http://by-token/', 'denied 401', bearing({ iss: 'https://other.example.com', sub: 'user' })],
    ['GET http://all-but-token/', to('all-but-token'), user],
    ['GET http://all-but-token/', denied, bearing({ iss: issuer, sub: 'guest' })],
    ['GET http://by-claim/', to('by-claim'), bearing({ iss: issuer, sub: 'user', role: 'admin' })],
    ['GET http://by-claim/', denied, bearing({ iss: issuer, sub: 'user', role: 'guest' })],
    ['GET http://by-host.default.svc.cluster.local/', to('by-host')],
    ['GET http://by-host/', denied],
    ['GET http://all-but-host.default/', to('all-but-host')],
    ['GET http://all-but-host/', denied],
    ['GET http://by-port/', to('by-port')],
    ['GET http://by-other-port/', denied],
    ['GET http://all-but-port/', to('all-but-port')],
    ['POST http://by-method/', to('by-method')],
    ['DELETE http://by-method/', denied],
    ['POST http://all-but-method/', to('all-but-method')],
    ['DELETE http://all-but-method/', denied],
    ['GET http://by-path/api/users', to('by-path')],
    ['GET http://by-path/api/users/7', denied],
    ['POST http://by-path/api/users', denied],
    ['GET http://by-prefix/api/users/7', to('by-prefix')],
    ['GET http://by-prefix/health', to('by-prefix')],
    ['GET http://by-prefix/', denied],
    ['GET http://all-but-path/api', to('all-but-path')],
    ['GET http://all-but-path/admin/users', denied],
    ['GET http://by-header/', to('by-header'), { 'x-api-key': 'secret-key-123' }],
    ['GET http://by-header/', denied, { 'x-api-key': 'other' }],
    ['GET http://by-destination-port/', to('by-destination-port')],
  ),
];

const complex: readonly ExpectedRoute[] = [
  ...requests(
    frontend,
    ['GET http://customers/api/customers/7', to('customers'), { 'x-api-version': 'v1' }],
    ['POST http://customers/api/customers/7', denied, { 'x-api-version': 'v1' }],
    ['GET http://customers/api/orders', denied, { 'x-api-version': 'v1' }],
    ['GET http://customers/api/customers/7', denied, { 'x-api-version': 'v2' }],
    ['GET http://customers/api/customers/7', denied],
  ),
  ...requests('workload:default/reports', [
    'GET http://customers/api/customers/7',
    denied,
    { 'x-api-version': 'v1' },
  ]),
  ...requests('workload:staging/web-frontend', [
    'GET http://customers.default/api/customers/7',
    denied,
    { 'x-api-version': 'v1' },
  ]),
];

/** Who may call whom. */
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
  'authz-deny-all': {
    objects: { AuthorizationPolicy: ['allow-same-namespace', 'deny-all', 'deny-all'] },
    routes: [
      ...requests('workload:quarantine/web-frontend', ['GET http://customers/', denied]),
      ...requests(frontend, ['GET http://customers/', to('customers')]),
      ...requests('workload:quarantine/web-frontend', ['GET http://customers.default/', denied]),
      ...requests(outsider, ['GET http://customers/', denied]),
    ],
    fields: { 'AuthorizationPolicy/default/deny-all spec.rules': undefined },
  },
  'authz-methods': {
    objects: { AuthorizationPolicy: ['allow-get', 'read-only'] },
    routes: [
      ...requests(
        frontend,
        ['GET http://customers/', to('customers')],
        ['HEAD http://customers/', denied],
        ['POST http://customers/', denied],
        ['GET http://catalogue/', to('catalogue')],
        ['HEAD http://catalogue/', to('catalogue')],
        ['POST http://catalogue/', denied],
      ),
      ...requests('workload:staging/web-frontend', ['GET http://customers.default/', denied]),
    ],
  },
  'authz-block-external': {
    objects: { AuthorizationPolicy: ['block-external'] },
    routes: [
      ...requests('workload:production/web-frontend', [
        'GET http://internal-service.default/',
        to('internal-service'),
      ]),
      ...requests('workload:staging/web-frontend', ['GET http://internal-service.default/', denied]),
      ...requests(outsider, ['GET http://internal-service/', denied]),
    ],
    fields: {
      'AuthorizationPolicy/block-external spec.rules[0].from[0].source.notNamespaces': [
        'default',
        'production',
        'istio-system',
      ],
    },
  },
  'authz-match-catalogue': {
    objects: { RequestAuthentication: ['tokens'] },
    fields: {
      'AuthorizationPolicy/by-address spec.rules[0].from[0].source.ipBlocks': [
        '10.0.0.0/16',
        '1.2.3.4',
        '9.8.7.6/15',
      ],
      'AuthorizationPolicy/by-header spec.rules[0].when[0].key': 'request.headers[x-api-key]',
      'AuthorizationPolicy/all-but-source spec.rules[0].when[0]': {
        key: 'source.ip',
        notValues: ['10.0.1.1'],
      },
    },
    routes: catalogue,
  },
  'authz-complex': { objects: { AuthorizationPolicy: ['complex-policy'] }, routes: complex },
  'authz-actions': {
    objects: { AuthorizationPolicy: ['1-custom', '2-deny', '3-allow', '4-audit', '5-dry-run'] },
    fields: {
      'AuthorizationPolicy/1-custom spec.provider.name': 'ext-authz',
      'AuthorizationPolicy/4-audit spec.action': 'AUDIT',
      'AuthorizationPolicy/5-dry-run metadata.annotations': { 'istio.io/dry-run': 'true' },
    },
    routes: requests(
      frontend,
      ['GET http://customers/orders', to('customers')],
      ['GET http://customers/admin', denied],
      ['POST http://customers/orders', denied],
      ['GET http://customers/old', to('customers')],
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
