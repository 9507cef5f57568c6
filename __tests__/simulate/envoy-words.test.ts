import { expect, test } from '@jest/globals';
import { client, gateway, routes, simulatorOf } from './shop';

const injected =
  '{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {istio-injection: enabled}}}';
const fromGateway = 'gateway:shop/gw:80';

function rule(spec: string): string {
  return `{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: web, namespace: shop}, spec: {host: web, ${spec}}}`;
}

const toWeb = (subset: string, more = ''): string =>
  routes(`- route: [{destination: {host: web, subset: ${subset}}}]${more}`, 'web').replace(
    '[gw]',
    '[gw, mesh]',
  );
const strict =
  '{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: x, namespace: shop}, spec: {mtls: {mode: STRICT}}}';
const loadBalancer =
  '{apiVersion: v1, kind: Service, metadata: {name: gw, namespace: shop}, spec: {selector: {istio: ingress}, ports: [{name: http, port: 80, targetPort: 8080}]}}';
const closed =
  '{apiVersion: networking.istio.io/v1, kind: Sidecar, metadata: {name: default, namespace: shop}, spec: {outboundTrafficPolicy: {mode: REGISTRY_ONLY}}}';
const subsets = 'subsets: [{name: v1, labels: {version: v1}}, {name: v9, labels: {version: v9}}]';
const v1 = 'outbound|80|v1|web.shop.svc.cluster.local';

test.each<[string, string, string, readonly string[], readonly string[], string]>([
  [
    'a sidecar',
    client,
    'web',
    [toWeb('v1'), rule(subsets)],
    [],
    `listener 0.0.0.0:80 (behind 15001), route "80", cluster ${v1} to endpoint :8080`,
  ],
  [
    'a gateway behind a Service',
    fromGateway,
    'web.shop.svc.cluster.local',
    [loadBalancer, toWeb('v1'), rule(subsets)],
    [],
    `listener 0.0.0.0:8080, route "http.8080", cluster ${v1} to endpoint :8080`,
  ],
  [
    'no route',
    fromGateway,
    'web.shop.svc.cluster.local',
    [toWeb('v1').replace('- route', '- match: [{uri: {exact: /x}}]\n      route')],
    ['NR'],
    'listener 0.0.0.0:80, route "http.80", flag NR',
  ],
  ['no host', fromGateway, 'other', [toWeb('v1')], ['NR'], 'listener 0.0.0.0:80, flag NR'],
  [
    'no endpoint',
    client,
    'web',
    [toWeb('v9'), rule(subsets)],
    ['UH'],
    'listener 0.0.0.0:80 (behind 15001), route "80", cluster outbound|80|v9|web.shop.svc.cluster.local (UH), flag UH',
  ],
  [
    'no cluster',
    client,
    'web',
    [toWeb('v7'), rule(subsets)],
    ['NC'],
    'listener 0.0.0.0:80 (behind 15001), route "80", cluster outbound|80|v7|web.shop.svc.cluster.local (NC), flag NC',
  ],
  [
    'plain text to STRICT',
    client,
    'web',
    [toWeb('v1'), strict, rule(`trafficPolicy: {tls: {mode: DISABLE}}, ${subsets}`)],
    ['UF'],
    `listener 0.0.0.0:80 (behind 15001), route "80", cluster ${v1} (UF), flag UF`,
  ],
  [
    'a limit',
    client,
    'web',
    [
      toWeb('v1'),
      rule(
        `trafficPolicy: {connectionPool: {tcp: {maxConnections: 2}, http: {http1MaxPendingRequests: 1}}}, ${subsets}`,
      ),
    ],
    [],
    `listener 0.0.0.0:80 (behind 15001), route "80", cluster ${v1} to endpoint :8080 (UO beyond 2 connections and 1 pending requests)`,
  ],
  [
    'a delay',
    client,
    'web',
    [toWeb('v1', '\n  fault: {delay: {fixedDelay: 1s, percentage: {value: 100}}}'), rule(subsets)],
    ['DI'],
    `listener 0.0.0.0:80 (behind 15001), route "80", cluster ${v1} to endpoint :8080, flag DI`,
  ],
  [
    'an abort',
    client,
    'web',
    [toWeb('v1', '\n  fault: {abort: {httpStatus: 500, percentage: {value: 100}}}')],
    ['FI'],
    'listener 0.0.0.0:80 (behind 15001), route "80", flag FI',
  ],
  [
    'a host outside',
    client,
    'other.example',
    [],
    [],
    'listener 0.0.0.0:80 (behind 15001), cluster PassthroughCluster',
  ],
  [
    'a host outside that is refused',
    client,
    'other.example',
    [closed],
    [],
    'listener 0.0.0.0:80 (behind 15001), cluster BlackHoleCluster',
  ],
])('%s', (_, from, host, documents, flags, words) => {
  const simulator = simulatorOf(injected, gateway, ...documents);
  const answer = simulator.answer({ from, request: `GET http://${host}/` });
  expect(answer.trace.filter((step) => step.startsWith('in Envoy'))).toEqual([`in Envoy's words: ${words}`]);
  expect(answer.flags).toEqual(flags);
});

test('where nothing listens at a port, what is refused has no healthy host', () => {
  const { flags, status } = simulatorOf(injected, closed).answer({
    from: client,
    request: 'GET http://a.test:81/',
  });
  expect([flags, status]).toEqual([['UH'], null]);
});
