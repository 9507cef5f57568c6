import { Duration, type ApiObject, type Chart } from 'cdk8s';
import {
  BackendTlsPolicy,
  CertificateAuthorities,
  SubjectAltName,
} from '../../lib/routing/backend-tls-policy';
import { Cors } from '../../lib/routing/cors';
import { Destination } from '../../lib/routing/destination';
import { GatewayApiGateway } from '../../lib/routing/gateway-api-gateway';
import { GatewayAddress } from '../../lib/routing/gateway-infrastructure';
import { GatewayListener } from '../../lib/routing/gateway-listener';
import { GrpcMethodMatch } from '../../lib/routing/grpc-match';
import { GrpcRoute } from '../../lib/routing/grpc-route';
import { HeaderMatch } from '../../lib/routing/header-match';
import { HttpRoute } from '../../lib/routing/http-route';
import { HttpRule } from '../../lib/routing/http-rule';
import { NamespaceSelection } from '../../lib/routing/namespace-selection';
import { PathMatch } from '../../lib/routing/path-match';
import { QueryParameterMatch } from '../../lib/routing/query-parameter-match';
import { GrantSource, GrantTarget, ReferenceGrant } from '../../lib/routing/reference-grant';
import { Rewrite } from '../../lib/routing/rewrite';
import { TextMatch } from '../../lib/routing/text-match';
import { TlsRoute } from '../../lib/routing/tls-route';
import { Percent } from '../../lib/vocabulary/percent';
import { service } from './shop';

const headers = { set: { 'x-a': '1' }, add: { 'x-b': '2' }, remove: ['x-c'] };
const changes = { requestHeaders: headers, responseHeaders: headers };
const teams = NamespaceSelection.labelled(
  { team: 'shop' },
  { key: 'stage', operator: 'In', values: ['dev'] },
);

/** Every field of the kinds of the Gateway API. */
export function gatewayApi(chart: Chart): ApiObject[] {
  const backend = service(chart, 'backend', [{ port: 9000, protocol: 'grpc' }]);
  const authorities = { caCertificates: [{ name: 'ca', namespace: 'pki' }], mode: 'AllowValidOnly' as const };
  const gateway = new GatewayApiGateway(chart, 'Gateway', {
    listeners: [
      GatewayListener.https({
        name: 'https',
        hostname: 'shop.example.com',
        certificates: [{ name: 'tls', namespace: 'pki' }],
        options: { 'example.com/option': 'on' },
        routesFrom: teams,
        routeKinds: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute' }],
      }),
      GatewayListener.tcp({ name: 'tcp', port: 9000 }),
    ],
    addresses: [GatewayAddress.ip('203.0.113.10')],
    infrastructure: { labels: { a: 'b' }, annotations: { a: 'b' }, parametersConfigMap: 'options' },
    listenersFrom: teams,
    tlsSettings: {
      clientValidation: authorities,
      ports: [{ ...authorities, port: 443 }],
      clientCertificate: { name: 'client', namespace: 'pki' },
    },
  });
  const parents = {
    listeners: [gateway.listener('https')],
    servicePorts: [{ service: backend, port: 9000 }],
    hosts: ['shop.example.com'],
  };
  const to = [Destination.service(backend, { weight: 100, ...changes })];
  const mirror = Destination.service(backend);
  const mirrors = [
    { to: mirror, percentage: Percent.of(10) },
    { to: mirror, percentage: Percent.of(12.5) },
  ];
  const route = new HttpRoute(chart, 'HttpRoute', {
    ...parents,
    rules: [
      HttpRule.route({
        ...changes,
        name: 'all',
        matches: [
          {
            path: PathMatch.prefix('/a'),
            methods: ['GET'],
            headers: [HeaderMatch.exact('a', 'b')],
            queryParameters: [QueryParameterMatch.regex('a', 'b')],
          },
        ],
        to,
        mirrors,
        timeout: Duration.seconds(2),
        backendRequestTimeout: Duration.seconds(1),
        rewrite: Rewrite.prefix('/b', { host: 'orders.example.com' }),
        cors: Cors.of({
          allowOrigins: [TextMatch.exact('https://a.example')],
          allowMethods: ['GET'],
          allowHeaders: ['a'],
          exposeHeaders: ['b'],
          allowCredentials: true,
          maxAge: Duration.minutes(1),
        }),
      }),
      HttpRule.route({ to, rewrite: Rewrite.fullPath('/c') }),
      HttpRule.redirect({ scheme: 'https', host: 'www.example.com', path: '/', port: 443 }),
      HttpRule.redirect({ prefix: '/v2' }),
    ],
  });
  const grpc = new GrpcRoute(chart, 'GrpcRoute', {
    ...parents,
    rules: [
      {
        ...changes,
        name: 'orders',
        matches: [
          {
            method: GrpcMethodMatch.exact({ service: 'shop.v1.Orders', method: 'Get' }),
            headers: [HeaderMatch.exact('a', 'b')],
          },
        ],
        to,
        mirrors,
      },
    ],
  });
  const tls = new TlsRoute(chart, 'TlsRoute', {
    ...parents,
    to: [Destination.service(backend, { weight: 100 })],
    ruleName: 'all',
  });
  const grant = new ReferenceGrant(chart, 'Grant', {
    from: [GrantSource.httpRoutes('edge')],
    to: [GrantTarget.services('backend')],
  });
  const policies = [CertificateAuthorities.system(), CertificateAuthorities.configMaps('ca')].map(
    (one, index) =>
      new BackendTlsPolicy(chart, `Tls${index}`, {
        backends: [{ service: backend, portName: 'grpc' }],
        hostname: 'orders.example.com',
        authorities: one,
        subjectAltNames: [SubjectAltName.hostname('a.example.com'), SubjectAltName.uri('spiffe://a/b')],
        options: { 'example.com/option': 'on' },
      }),
  );
  return [gateway, route, grpc, tls, grant, ...policies].map(({ resource }) => resource);
}

const SECRETS = 'certificates lie in Secrets';
const SERVICES = 'backends are Services; for other kinds the escape hatch';
const EXTENSION = 'Istio reads no kind there';
const RULE_FILTERS = 'said by the rule, for all of its backends';

export const leftOutOfGateway = {
  'spec.listeners[].tls.certificateRefs[].group': SECRETS,
  'spec.listeners[].tls.certificateRefs[].kind': SECRETS,
  'spec.tls.backend.clientCertificateRef.group': SECRETS,
  'spec.tls.backend.clientCertificateRef.kind': SECRETS,
};

const backends = {
  'spec.rules[].backendRefs[].group': SERVICES,
  'spec.rules[].backendRefs[].kind': SERVICES,
};
const routes = {
  ...backends,
  'spec.rules[].filters[].extensionRef': EXTENSION,
  'spec.rules[].backendRefs[].filters[].extensionRef': EXTENSION,
  'spec.rules[].filters[].requestMirror.backendRef.group': SERVICES,
  'spec.rules[].filters[].requestMirror.backendRef.kind': SERVICES,
  'spec.rules[].backendRefs[].filters[].requestMirror': RULE_FILTERS,
};

export const leftOutOfTlsRoutes = backends;
export const leftOutOfGrpcRoutes = routes;
export const leftOutOfHttpRoutes = {
  ...routes,
  'spec.rules[].backendRefs[].filters[].cors': RULE_FILTERS,
  'spec.rules[].backendRefs[].filters[].requestRedirect': RULE_FILTERS,
  'spec.rules[].backendRefs[].filters[].urlRewrite': RULE_FILTERS,
};
