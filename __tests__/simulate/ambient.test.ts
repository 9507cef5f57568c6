import { describe, expect, test } from '@jest/globals';
import { ask, meshOf } from './shop';
import { Simulator } from '../../lib/simulate/simulator';

const AMBIENT = 'istio.io/dataplane-mode: ambient';
const CLIENT = pod('caller', `app: caller, ${AMBIENT}`);
const from = 'workload:shop/caller';

function pod(name: string, labels: string): string {
  return `
apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop, labels: {${labels}}}
spec: {containers: [{name: app, image: app}]}`;
}

function service(labels: string): string {
  return `
apiVersion: v1
kind: Service
metadata: {name: other, namespace: shop, labels: {${labels}}}
spec: {selector: {app: other}, ports: [{name: http, port: 80}, {name: tcp-db, port: 5432}]}
---
${pod('other', `app: other, version: v1, ${AMBIENT}`)}`;
}

function waypoint(labels = '', namespace = 'shop'): string {
  return `
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: way, namespace: ${namespace}, labels: {${labels}}}
spec: {gatewayClassName: istio-waypoint, listeners: [{name: mesh, port: 15008, protocol: HBONE}]}`;
}

function virtualService(http: string, namespace = 'shop'): string {
  return `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: v, namespace: ${namespace}}
spec: {hosts: [other.shop.svc.cluster.local], ${http}}`;
}

const SLOW = virtualService('http: [{route: [{destination: {host: other}}], timeout: 5s}]');
const HTTP_ROUTE = `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: {name: h, namespace: shop}
spec:
  parentRefs: [{group: "", kind: Service, name: other}]
  rules: [{timeouts: {request: 7s}, backendRefs: [{name: other, port: 80}]}]`;
const BY = service('istio.io/use-waypoint: way');
const PASSED_ON = 'route#default | other.shop:80 | no retries';

function answering(...documents: readonly string[]): Simulator {
  return new Simulator(meshOf(CLIENT, ...documents));
}

/** @see https://istio.io/latest/docs/ambient/usage/l7-features/ */
describe('routes in ambient mode', () => {
  test.each([
    [
      'a waypoint carries out a VirtualService',
      [BY, waypoint(), SLOW],
      'route v#0 | other.shop:80 | timeout 5s',
    ],
    ['and an HTTPRoute', [BY, waypoint(), HTTP_ROUTE], 'route h#0 | other.shop:80 | timeout 7s'],
    ['nobody does without a waypoint', [service(''), SLOW, HTTP_ROUTE], PASSED_ON],
    ['nor by one that is for pods alone', [BY, waypoint('istio.io/waypoint-for: workload'), SLOW], PASSED_ON],
    [
      'one for all is for services too',
      [BY, waypoint('istio.io/waypoint-for: all'), SLOW],
      'route v#0 | other.shop:80 | timeout 5s',
    ],
    ['nor by one that is not there', [BY, SLOW], PASSED_ON],
    [
      'a waypoint sees what its own namespace sees',
      [
        service('istio.io/use-waypoint: way, istio.io/use-waypoint-namespace: bank'),
        waypoint('', 'bank'),
        virtualService('exportTo: [bank], http: [{directResponse: {status: 201}}]'),
      ],
      'direct_response 201 v#0',
    ],
    [
      'and not what is for its clients alone',
      [BY, waypoint(), virtualService('exportTo: ["."], http: [{directResponse: {status: 201}}]', 'bank')],
      PASSED_ON,
    ],
    [
      'what no route of it matches is not found',
      [
        BY,
        waypoint(),
        virtualService('http: [{match: [{uri: {exact: /a}}], directResponse: {status: 201}}]'),
      ],
      'no_route 404',
    ],
  ])('%s', (_, documents, expected) => {
    expect(ask(answering(...documents), 'GET other/', from)).toBe(expected);
  });

  test.each([
    ['with a waypoint', [BY, waypoint()], 'route v#tcp[0] | web.shop:80 | no retries'],
    ['without one', [service('')], 'route#default | other.shop:5432 | no retries'],
  ])('TCP is routed %s', (_, documents, expected) => {
    const tcp = virtualService('tcp: [{route: [{destination: {host: web, port: {number: 80}}}]}]');
    expect(ask(answering(...documents, tcp), 'GET tcp://other:5432', from)).toBe(expected);
  });

  test('a sidecar carries out routes itself, and passes the waypoint by', () => {
    const simulator = answering(BY, waypoint(), SLOW);
    expect(ask(simulator, 'GET other/', 'workload:shop/client')).toBe(
      'route v#0 | other.shop:80 | timeout 5s',
    );
  });

  test('unknown hosts are let through, and no Sidecar counts', () => {
    const limits = `
apiVersion: networking.istio.io/v1
kind: Sidecar
metadata: {name: default, namespace: shop}
spec: {outboundTrafficPolicy: {mode: REGISTRY_ONLY}, egress: [{hosts: ['bank/*']}]}`;
    const simulator = answering(service(''), limits);
    expect(ask(simulator, 'GET unknown.test/', from)).toBe('passthrough');
    expect(ask(simulator, 'GET other/', from)).toBe(PASSED_ON);
  });
});

describe('the trace of a call in ambient mode', () => {
  const answer = (...documents: readonly string[]) =>
    answering(...documents).answer({ from, request: 'GET http://other/' });

  test.each([
    [
      [BY, waypoint(), SLOW],
      'ztunnel sends it to waypoint shop/way, which carries out the routes of other.shop.svc.cluster.local',
    ],
    [
      [service(''), SLOW],
      'no waypoint stands before other.shop.svc.cluster.local: ztunnel passes it on without reading HTTP; nobody carries out VirtualService shop/v',
    ],
    [
      [BY, HTTP_ROUTE],
      'waypoint shop/way of other.shop.svc.cluster.local is not there: ztunnel passes it on without reading HTTP; nobody carries out HTTPRoute shop/h',
    ],
  ])('tells who carries out routes (%#)', (documents, step) => {
    expect(answer(...documents).trace).toContain(step);
  });

  test('what a waypoint would do that is not in the set is unknown', () => {
    expect(answer(BY, SLOW).unknown).toEqual([
      'waypoint shop/way of other.shop.svc.cluster.local is not among the manifests; where it runs, it carries out routes and policies',
    ]);
    expect(answer(BY, waypoint()).unknown).toEqual([]);
  });
});

test('destination rules hold where a waypoint stands', () => {
  const call = { from, request: 'GET http://other/' };
  const limited = `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: d, namespace: shop}
spec: {host: other, trafficPolicy: {connectionPool: {tcp: {maxConnections: 7}}}}`;
  const policyOf = (...documents: readonly string[]) => {
    const simulator = answering(limited, ...documents);
    return simulator.trafficPolicyOf(call, simulator.answer(call));
  };
  expect(policyOf(BY, waypoint())).toEqual({ connectionPool: { tcp: { maxConnections: 7 } } });
  expect(policyOf(service(''))).toEqual({});
});

/** @see https://istio.io/latest/docs/ambient/usage/l4-policy/ */
describe('policies of pods behind ztunnel', () => {
  const policy = (rule: string, action = 'ALLOW', at = 'selector: {matchLabels: {app: other}}'): string => `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: p, namespace: shop}
spec: {${at}, action: ${action}, rules: [{${rule}}]}`;
  const SERVICE = 'targetRefs: [{group: "", kind: Service, name: other}]';
  const READING = 'to: [{operation: {methods: [GET]}}]';
  const PORT = 'to: [{operation: {ports: ["80"]}}]';
  const TOKENS = `
apiVersion: security.istio.io/v1
kind: RequestAuthentication
metadata: {name: tokens, namespace: shop}
spec: {selector: {matchLabels: {app: other}}, jwtRules: [{issuer: a}]}`;
  const ALLOWED = `${PASSED_ON} | allowed by shop/p`;
  const DENIED = 'denied#default | other.shop:80 (nobody) | denied';
  test.each([
    ['who calls', [policy('from: [{source: {principals: [cluster.local/ns/shop/sa/default]}}]')], ALLOWED],
    ['the port', [policy(PORT)], ALLOWED],
    ['HTTP lets nobody in', [policy(READING)], DENIED],
    ['a header lets nobody in', [policy('when: [{key: "request.headers[a]", notValues: [b]}]')], DENIED],
    [
      'HTTP beside another port denies nobody',
      [policy('to: [{operation: {methods: [POST], ports: ["81"]}}]', 'DENY')],
      PASSED_ON,
    ],
    [
      'HTTP denies everybody',
      [policy('to: [{operation: {methods: [POST]}}]', 'DENY')],
      `${DENIED} by shop/p`,
    ],
    ['HTTP at a waypoint is read', [BY, waypoint(), policy(READING, 'ALLOW', SERVICE)], ALLOWED],
    ['tokens are not', [TOKENS], PASSED_ON],
    ['an authorizer is not asked', [policy(READING, 'CUSTOM')], PASSED_ON],
  ])('%s', (_, documents, expected) => {
    const token = 'GET other/ authorization=Bearer';
    const services = documents.includes(BY) ? [] : [service('')];
    expect(ask(answering(...services, ...documents), token, from)).toBe(expected);
  });

  test('a sidecar answers for the connection that is closed', () => {
    expect(ask(answering(service(''), policy(READING)), 'GET other/', 'workload:shop/client')).toBe(
      'denied 503#default | other.shop:80 (nobody) | denied',
    );
  });

  test('the trace says what ztunnel does not read', () => {
    const { trace } = answering(service(''), policy(READING)).answer({ from, request: 'GET http://other/' });
    expect(trace.join('\n')).toContain('ztunnel reads no HTTP, for which shop/p asks');
  });
});
