import { expect } from '@jest/globals';
import { aliasesOf } from './aliases-of';
import { bearing, denied, frontend, issuer, outsider, requests, to, user } from './requests';
import type { ExpectedRoute, Scenario } from './scenario';

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

/** Policies by everything that they can ask for. */
export const authorization: Readonly<Record<string, Scenario>> = {
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
    observe: ({ all }) => {
      const ambient = ['"istio-injection":"enabled"', '"istio.io/dataplane-mode":"ambient"'] as const;
      expect(aliasesOf(all, ambient)).toContain('KIA0109');
    },
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
    findings: ['EVM310 AuthorizationPolicy by-other-port'],
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
};
