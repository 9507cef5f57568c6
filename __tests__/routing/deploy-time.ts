import type { Chart } from 'cdk8s';
import { ExternalService } from '../../lib/edges/external-service';
import { ConnectionPool } from '../../lib/routing/connection-pool';
import { Destination } from '../../lib/routing/destination';
import { DestinationRule } from '../../lib/routing/destination-rule';
import { GatewayApiGateway } from '../../lib/routing/gateway-api-gateway';
import { GatewayContract } from '../../lib/routing/gateway-contract';
import { GatewayTls } from '../../lib/routing/gateway-tls';
import { HeaderMatch } from '../../lib/routing/header-match';
import { HttpRoute } from '../../lib/routing/http-route';
import { HttpRule } from '../../lib/routing/http-rule';
import { IngressGateway } from '../../lib/routing/ingress-gateway';
import { LoadBalancer } from '../../lib/routing/load-balancer';
import { OutlierDetection } from '../../lib/routing/outlier-detection';
import { PathMatch } from '../../lib/routing/path-match';
import { RetryPolicy } from '../../lib/routing/retry-policy';
import { VirtualService } from '../../lib/routing/virtual-service';
import { AuthorizationAction } from '../../lib/security/authorization-action';
import { AuthorizationCondition } from '../../lib/security/authorization-condition';
import { AuthorizationPolicy } from '../../lib/security/authorization-policy';
import { Certificate } from '../../lib/security/certificate';
import { PeerAuthentication } from '../../lib/security/peer-authentication';
import { Participant } from '../../lib/edges/participant';
import { ChartValues } from '../../lib/values/chart-values';
import { includeWhen } from '../../lib/values/inclusion';
import { not } from '../../lib/values/conditions';
import { format, RELEASE } from '../../lib/values/operators';
import { deployTimeKinds } from './deploy-time-kinds';

/** Every construct of routing and security with a deploy-time value wherever one may be. */
export function deployTime(chart: Chart): ChartValues {
  const values = new ChartValues();
  const v = declare(values);
  const object = (suffix: string) => ({
    name: format`${RELEASE.name}-${suffix}`,
    namespace: RELEASE.namespace,
    labels: v.labels,
    platform: { mesh: v.mesh },
  });
  const backend = new Participant(chart, 'backend', {
    ...object('backend'),
    selectorLabels: { app: format`${RELEASE.name}-backend` },
    serviceAccountName: format`${RELEASE.name}-backend`,
    calledPorts: [{ port: v.port, protocol: 'http' }],
  });
  includeWhen(backend, v.backend);

  const tls = GatewayTls.simple({ credentialName: v.host, httpsRedirect: v.redirect, when: v.tls });
  const contract = GatewayContract.of({
    selectorLabels: v.labels,
    namespace: v.namespace,
    serviceAccount: v.host,
  });
  const gateway = new IngressGateway(chart, 'Gateway', {
    ...object('gateway'),
    hosts: v.hosts,
    contract,
    tls,
  });
  includeWhen(gateway, not(v.gatewayApi));
  const apiGateway = new GatewayApiGateway(chart, 'ApiGateway', {
    ...object('gateway'),
    hosts: v.hosts,
    tls,
    routesFrom: v.routesFrom,
  });
  includeWhen(apiGateway, v.gatewayApi);
  new Certificate(gateway, 'Certificate', { server: gateway, issuer: { name: v.host }, labels: v.labels });

  const rule = new DestinationRule(chart, 'DestinationRule', {
    ...object('dr'),
    service: backend,
    connectionPool: ConnectionPool.of({
      maxConnections: v.count,
      connectTimeout: v.seconds,
      maxRetries: v.count,
    }),
    outlierDetection: OutlierDetection.of({ consecutive5xxErrors: v.count, interval: v.seconds }),
    loadBalancer: LoadBalancer.consistentHashByCookie(v.text, v.seconds),
    exportTo: v.exportTo,
  });
  const to = [
    Destination.subset(rule.addSubset('v1', v.labels), { weight: v.weight }),
    Destination.subset(rule.addSubset('v2', { version: v.text }), { weight: v.otherWeight }),
  ];
  const matches = [{ path: PathMatch.prefix(v.path), headers: [HeaderMatch.exact('x-canary', v.text)] }];
  new VirtualService(chart, 'VirtualService', {
    ...object('vs'),
    gateways: [gateway],
    mesh: true,
    rules: [
      HttpRule.redirect({ matches, when: v.redirect, host: v.host, path: v.path, port: v.port }),
      HttpRule.route({
        name: v.host,
        matches,
        to,
        timeout: v.timeout,
        retries: RetryPolicy.of({ attempts: v.attempts, perTryTimeout: v.seconds, retryOn: v.retryOn }),
      }),
      HttpRule.route({ to: [Destination.service(backend)], timeout: v.timeout, retries: RetryPolicy.of() }),
    ],
  });
  const exact = [{ path: PathMatch.exact(v.path), headers: [HeaderMatch.regex('x-canary', v.text)] }];
  new HttpRoute(chart, 'HttpRoute', {
    ...object('route'),
    gateways: [apiGateway],
    services: [backend],
    hosts: v.names,
    rules: [
      HttpRule.redirect({ matches: exact, when: v.redirect, host: v.host, path: v.path, port: v.port }),
      HttpRule.route({
        to: [Destination.service(backend, { port: v.port, weight: 100 })],
        timeout: v.timeout,
      }),
    ],
  });

  new PeerAuthentication(chart, 'Mtls', {
    ...object('mtls'),
    mode: v.mode,
    selectorLabels: v.labels,
    portModes: { 8080: v.mode },
  });
  new AuthorizationPolicy(chart, 'Policy', {
    ...object('policy'),
    action: AuthorizationAction.chosen(v.action),
    selectorLabels: v.labels,
    rules: [
      {
        from: [{ callers: [gateway, apiGateway] }, { namespaces: v.names }],
        to: [{ ports: [v.port], paths: v.names }],
      },
      {
        from: [{ callers: [apiGateway], notIpBlocks: v.names }],
        when: [AuthorizationCondition.requestHeader('x-api', { values: v.names })],
      },
    ],
  });
  const mail = new ExternalService(chart, 'Mail', {
    ...object('mail'),
    host: v.host,
    port: v.port,
    exportTo: v.exportTo,
  });
  backend.calls(mail);
  deployTimeKinds(chart, v, backend);
  return values;
}

function declare(values: ChartValues) {
  const described = { description: 'A value' };
  const integer = (key: string, value: number) =>
    values.integer(key, { default: value, minimum: 0, ...described });
  const boolean = (key: string, value: boolean) => values.boolean(key, { default: value, ...described });
  const text = (key: string, value: string) => values.string(key, { default: value, ...described });
  const texts = (key: string, value: string[]) =>
    values.list<string>(key, { default: value, items: { type: 'string' }, ...described });
  return {
    mesh: boolean('mesh', true),
    backend: boolean('backend', true),
    gatewayApi: boolean('gatewayApi', false),
    tls: boolean('tls', true),
    redirect: boolean('redirect', true),
    host: text('host', 'a.example.com'),
    text: text('text', 'yes'),
    path: text('path', '/'),
    namespace: text('namespace', 'istio-system'),
    retryOn: text('retryOn', 'gateway-error,connect-failure'),
    hosts: texts('hosts', ['*', 'shop.example.com']),
    names: texts('names', ['shop.example.com']),
    exportTo: texts('exportTo', ['.']),
    labels: values.map<string>('labels', {
      default: { app: 'edge' },
      values: { type: 'string' },
      ...described,
    }),
    port: integer('port', 5001),
    count: integer('count', 100),
    attempts: integer('attempts', 3),
    seconds: integer('seconds', 2),
    timeout: integer('timeout', 15),
    weight: integer('weight', 90),
    otherWeight: integer('otherWeight', 10),
    routesFrom: values.oneOf<'Same' | 'All'>('routesFrom', {
      default: 'Same',
      oneOf: ['Same', 'All'],
      ...described,
    }),
    mode: values.oneOf<'STRICT' | 'PERMISSIVE' | 'DISABLE'>('mode', {
      default: 'STRICT',
      oneOf: ['STRICT', 'PERMISSIVE', 'DISABLE'],
      ...described,
    }),
    action: values.oneOf<'ALLOW' | 'DENY'>('action', {
      default: 'ALLOW',
      oneOf: ['ALLOW', 'DENY'],
      ...described,
    }),
  };
}
