import { describe, expect, test } from '@jest/globals';
import { allow, OTHER_SERVER, peers, pod } from './mesh-documents';
import { ask, simulatorOf } from './shop';

const WEB = 'route#default | web.shop:80';

const PLAIN = pod('plain', 'app: plain, sidecar.istio.io/inject: "false"');
const ROUTES = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: v, namespace: shop}
spec: {hosts: [web, x.test], http: [{directResponse: {status: 201}}]}`;
const OTHER = 'route#default | other.shop:80';

/** @see https://istio.io/latest/docs/concepts/security/#permissive-mode */
describe('a caller without proxy', () => {
  const from = 'workload:shop/plain';
  test.each([
    ['knows no routes', [PLAIN, ROUTES], 'web/', `${WEB} | no retries`],
    [
      'knows Services by their names in the cluster',
      [PLAIN],
      'ledger.bank:7000/',
      'route#default | ledger.bank:7000 | no retries',
    ],
    ['knows no hosts of the mesh alone', [PLAIN, ROUTES], 'x.test/', 'passthrough'],
    ['finds nobody', [PLAIN], 'empty/', 'route 503#default | empty.shop:80 (nobody) | no retries'],
    ['may speak plain text', [PLAIN, OTHER_SERVER, peers('PERMISSIVE')], 'other/', `${OTHER} | no retries`],
    [
      'may not, where mutual TLS is asked for',
      [PLAIN, OTHER_SERVER, peers('STRICT')],
      'other/',
      'denied#default | other.shop:80 (nobody) | denied',
    ],
    [
      'has no identity',
      [PLAIN, OTHER_SERVER, allow('namespaces: [shop]', 'selector: {matchLabels: {app: other}}')],
      'other/',
      'denied 403#default | other.shop:80 (nobody) | denied',
    ],
    [
      'on the network of its node',
      [pod('plain', 'app: plain', 'hostNetwork: true, '), OTHER_SERVER, peers('STRICT')],
      'other/',
      'denied#default | other.shop:80 (nobody) | denied',
    ],
  ])('%s', (_, documents, url, expected) => {
    expect(ask(simulatorOf(...documents), `GET ${url}`, from)).toBe(expected);
  });
});

/** @see https://istio.io/latest/docs/setup/additional-setup/gateway/ */
describe('the gateways of an installation that is not in the set', () => {
  const gatewayOf = (labels: string) => `
apiVersion: networking.istio.io/v1
kind: Gateway
metadata: {name: edge, namespace: shop}
spec:
  selector: {${labels}}
  servers: [{port: {number: 80, name: http, protocol: HTTP}, hosts: ['*']}]
---
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: edge, namespace: shop}
spec: {hosts: ['*'], gateways: [edge], http: [{name: r, route: [{destination: {host: other}}]}]}`;
  const callers = (account: string) =>
    allow(`principals: [cluster.local/ns/${account}]`, 'selector: {matchLabels: {app: other}}');
  test.each([
    ['istio: ingressgateway', 'istio-system/sa/istio-ingressgateway-service-account'],
    ['app: istio-ingressgateway', 'istio-system/sa/istio-ingressgateway-service-account'],
    ['istio: egressgateway', 'istio-system/sa/istio-egressgateway-service-account'],
    ['app: istio-ingress, istio: ingress', 'istio-ingress/sa/istio-ingress'],
    ['istio: ingress, kind: mine', 'shop/sa/default'],
    ['istio: ingressgateway, app: mine', 'shop/sa/default'],
    ['istio: own', 'shop/sa/default'],
  ])('%s calls as %s', (labels, account) => {
    const simulator = simulatorOf(OTHER_SERVER, peers('STRICT'), gatewayOf(labels), callers(account));
    expect(ask(simulator, 'GET a.test/', 'gateway:shop/edge:80')).toBe(
      'route edge#r | other.shop:80 | allowed by shop/p',
    );
  });

  test.each([
    ['istio-egressgateway.istio-system.svc.cluster.local', 'route v#r | istio-egressgateway.istio-system:80'],
    ['typo.istio-system.svc.cluster.local', 'route 503 v#r | typo.istio-system:80 (nobody)'],
  ])('of its services %s is there', (host, expected) => {
    const route = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: v, namespace: shop}
spec: {hosts: [x.test], http: [{name: r, route: [{destination: {host: ${host}, port: {number: 80}}}]}]}`;
    expect(ask(simulatorOf(route), 'GET x.test/', 'workload:shop/client')).toBe(expected);
  });
});
