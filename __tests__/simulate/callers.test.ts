import { describe, expect, test } from '@jest/globals';
import { ask, simulatorOf } from './shop';

const WEB = 'route#default | web.shop:80';

function pod(name: string, labels: string, spec = ''): string {
  return `
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop, labels: {${labels}}}
spec: {${spec}containers: [{name: app, image: app}]}`;
}

function peers(mode: string): string {
  return `
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: default, namespace: shop}
spec: {mtls: {mode: ${mode}}}`;
}

function allow(source: string, more = 'selector: {matchLabels: {app: web}}', name = 'p'): string {
  return `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: ${name}, namespace: shop}
spec:
  ${more}
  rules: [{from: [{source: {${source}}}]}]`;
}

const INJECTED = `
apiVersion: v1
kind: Service
metadata: {name: other, namespace: shop}
spec: {selector: {app: other}, ports: [{name: http, port: 80}]}
---
${pod('other', 'app: other, sidecar.istio.io/inject: "true"')}`;
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
    ['may speak plain text', [PLAIN, INJECTED, peers('PERMISSIVE')], 'other/', `${OTHER} | no retries`],
    [
      'may not, where mutual TLS is asked for',
      [PLAIN, INJECTED, peers('STRICT')],
      'other/',
      'denied#default | other.shop:80 (nobody) | denied',
    ],
    [
      'has no identity',
      [PLAIN, INJECTED, allow('namespaces: [shop]', 'selector: {matchLabels: {app: other}}')],
      'other/',
      'denied 403#default | other.shop:80 (nobody) | denied',
    ],
    [
      'on the network of its node',
      [pod('plain', 'app: plain', 'hostNetwork: true, '), INJECTED, peers('STRICT')],
      'other/',
      'denied#default | other.shop:80 (nobody) | denied',
    ],
  ])('%s', (_, documents, url, expected) => {
    expect(ask(simulatorOf(...documents), `GET ${url}`, from)).toBe(expected);
  });
});

function entry(name: string, host: string, port: string, more = ''): string {
  return `
apiVersion: networking.istio.io/v1
kind: ServiceEntry
metadata: {name: ${name}, namespace: shop}
spec: {hosts: ['${host}'], ports: [${port}], resolution: DNS${more}}`;
}

/** @see https://istio.io/latest/docs/ops/configuration/traffic-management/traffic-routing/ */
describe('TLS and TCP of a workload', () => {
  const TLS = '{number: 443, name: tls, protocol: TLS}';
  const MAIL = entry('mail', 'mail.test', TLS);
  const byGateway = (match: string) => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: v, namespace: shop}
spec:
  hosts: [mail.test]
  tls: [{match: [{${match}}], route: [{destination: {host: web, port: {number: 80}}}]}]`;
  test.each([
    [
      'by the name in the handshake',
      [MAIL],
      'https://mail.test',
      'route#default | mail.test:443 | no retries',
    ],
    ['another name', [MAIL], 'https://other.test', 'passthrough'],
    ['another port', [MAIL], 'https://mail.test:8443', 'passthrough'],
    [
      'below a wildcard',
      [entry('all', '*.test', TLS)],
      'https://a.test',
      'route#default | *.test:443 | no retries',
    ],
    [
      'the narrower host',
      [entry('all', '*.test', TLS), MAIL],
      'https://mail.test',
      'route#default | mail.test:443 | no retries',
    ],
    [
      'by a route',
      [MAIL, byGateway('port: 443, sniHosts: [mail.test]')],
      'https://mail.test',
      'route v#tls[0] | web.shop:80 | no retries',
    ],
    [
      'by a route for another port',
      [MAIL, byGateway('port: 8443, sniHosts: [mail.test]')],
      'https://mail.test',
      'route#default | mail.test:443 | no retries',
    ],
    [
      'by a route of gateways',
      [MAIL, byGateway('gateways: [gw], sniHosts: [mail.test]')],
      'https://mail.test',
      'route#default | mail.test:443 | no retries',
    ],
    [
      'plain TCP by the address',
      [entry('db', 'db.test', '{number: 5432, name: tcp, protocol: TCP}')],
      'tcp://db.test:5432',
      'route#default | db.test:5432 | no retries',
    ],
  ])('%s', (_, documents, url, expected) => {
    expect(ask(simulatorOf(...documents), `GET ${url}`, 'workload:shop/client')).toBe(expected);
  });
});

/** @see https://istio.io/latest/docs/ambient/usage/l7-features/ */
describe('a call by a waypoint', () => {
  const from = 'workload:shop/ambient-client';
  const ambient = 'istio.io/dataplane-mode: ambient';
  const CLIENT = pod('ambient-client', `app: ambient-client, ${ambient}`);
  const SERVER = `
apiVersion: v1
kind: Service
metadata: {name: other, namespace: shop, labels: {istio.io/use-waypoint: way}}
spec: {selector: {app: other}, ports: [{name: http, port: 80}]}
---
${pod('other', `app: other, ${ambient}`)}`;
  const WAYPOINT = `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: way, namespace: shop}
spec: {gatewayClassName: istio-waypoint, listeners: [{name: mesh, port: 15008, protocol: HBONE}]}`;
  const pods = (account: string) =>
    allow(
      `principals: [cluster.local/ns/shop/sa/${account}]`,
      'selector: {matchLabels: {app: other}}',
      'pods',
    );
  const attached = (account: string, ref: string) =>
    allow(`principals: [cluster.local/ns/shop/sa/${account}]`, `targetRefs: [${ref}]`, 'attached');
  const SERVICE = '{group: "", kind: Service, name: other}';
  const GATEWAY = '{group: gateway.networking.k8s.io, kind: Gateway, name: way}';
  const REFUSED = 'denied 403#default | other.shop:80 (nobody) | denied';
  /** By ztunnel, for whose closed connection the waypoint answers. */
  const CLOSED = 'denied 503#default | other.shop:80 (nobody) | denied';
  test.each([
    ['pods see the waypoint', [WAYPOINT, pods('way')], `${OTHER} | no retries | allowed by shop/pods`],
    ['and not its caller', [WAYPOINT, pods('default')], CLOSED],
    [
      'the service sees the caller',
      [WAYPOINT, attached('default', SERVICE)],
      `${OTHER} | no retries | allowed by shop/attached`,
    ],
    ['and nobody else', [WAYPOINT, attached('way', SERVICE)], REFUSED],
    ['so does the waypoint', [WAYPOINT, attached('nobody', GATEWAY)], REFUSED],
    ['both have to agree', [WAYPOINT, attached('default', GATEWAY), pods('default')], CLOSED],
    [
      'one that does not exist stands before nobody',
      [pods('default')],
      `${OTHER} | no retries | allowed by shop/pods`,
    ],
  ])('%s', (_, documents, expected) => {
    expect(ask(simulatorOf(CLIENT, SERVER, ...documents), 'GET other/', from)).toBe(expected);
  });

  test('a sidecar knows of none', () => {
    const simulator = simulatorOf(SERVER, WAYPOINT, pods('client'));
    expect(ask(simulator, 'GET other/', 'workload:shop/client')).toBe(`${OTHER} | allowed by shop/pods`);
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
    const simulator = simulatorOf(INJECTED, peers('STRICT'), gatewayOf(labels), callers(account));
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

/** @see https://gateway-api.sigs.k8s.io/mesh/ */
test('a Sidecar that imports a service imports what the routes of the service send to', () => {
  const documents = `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: s, namespace: shop}
spec: {egress: [{hosts: [./web.shop.svc.cluster.local]}]}
---
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: h, namespace: shop}
spec:
  parentRefs: [{group: '', kind: Service, name: web}]
  rules: [{backendRefs: [{name: api, port: 80}]}]`;
  expect(ask(simulatorOf(documents), 'GET web/', 'workload:shop/client')).toBe('route h#0 | api.shop:80');
});
