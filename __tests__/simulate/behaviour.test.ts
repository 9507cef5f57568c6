import { describe, expect, test } from '@jest/globals';
import { peers, pod } from './mesh-documents';
import { ask, client, meshOf, simulatorOf } from './shop';
import { Behaviours } from '../../lib/simulate/behaviour';
import { Simulator } from '../../lib/simulate/simulator';

const CALL = { from: client, request: 'GET http://web/' };
const rule = (spec: string) => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: web, namespace: shop}
spec: {host: web, ${spec}}`;
const routed = (http: string, name = 'v') => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: ${name}, namespace: shop}
spec: {hosts: [web], http: [${http}]}`;
const TO = (weights: readonly [number, number], order = ['v1', 'v2']) =>
  `{route: [${order.map((subset, index) => `{destination: {host: web, subset: ${subset}}, weight: ${weights[index]}}`).join(', ')}]}`;
const SUBSETS = 'subsets: [{name: v1, labels: {version: v1}}, {name: v2, labels: {version: v2}}]';

function behaviour(...documents: readonly string[]) {
  const simulator = new Simulator(meshOf(...documents));
  const behaviours = new Behaviours(simulator);
  const answer = simulator.answer(CALL);
  return { behaviours, answer, text: behaviours.of(client, answer) };
}

describe('what clients and servers see', () => {
  test.each<[string, readonly string[], readonly string[], boolean]>([
    ['names of objects', [routed('{timeout: 1s}')], [routed('{timeout: 1s}', 'w')], true],
    [
      'the order of destinations',
      [rule(SUBSETS), routed(TO([90, 10]))],
      [rule(SUBSETS), routed(TO([10, 90], ['v2', 'v1']))],
      true,
    ],
    ['weights', [rule(SUBSETS), routed(TO([90, 10]))], [rule(SUBSETS), routed(TO([80, 20]))], false],
    [
      'names of subsets',
      [rule(SUBSETS), routed(TO([90, 10]))],
      [rule(SUBSETS.replace('v1', 'w1')), routed(TO([90, 10], ['w1', 'v2']))],
      true,
    ],
    [
      'labels of subsets',
      [rule(SUBSETS), routed(TO([90, 10]))],
      [rule(SUBSETS.replace('labels: {version: v1}', 'labels: {app: web}')), routed(TO([90, 10]))],
      false,
    ],
    [
      'policies',
      [rule('trafficPolicy: {tls: {mode: DISABLE}}')],
      [rule('trafficPolicy: {loadBalancer: {simple: RANDOM}}')],
      false,
    ],
    ['pods', [], [pod('web-3', 'app: web')], false],
    ['timeouts', [routed('{timeout: 1s}')], [routed('{timeout: 2s}')], false],
  ])('%s', (_, one, other, same) => {
    expect(behaviour(...one).text === behaviour(...other).text).toBe(same);
  });

  test('is told by what two answers do not have in common', () => {
    const words = (one: readonly string[], other: readonly string[]) => {
      const [a, b] = [behaviour(...one), behaviour(...other)];
      return a.behaviours.inWords(client, a.answer, b.answer, b.behaviours);
    };
    const ENDS = 'route to web.shop.svc.cluster.local:80 (100 %)';
    const RETRIES = '2 retries on connect-failure,refused-stream,unavailable,cancelled';
    const web = `{route: [{destination: {host: web}}]`;
    expect(words([], [])).toBe(ENDS);
    expect(words([routed(`${web}, timeout: 1s}`)], [])).toBe(`${ENDS}; timeout 1s`);
    expect(words([], [routed(`${web}, timeout: 1s}`)])).toBe(ENDS);
    expect(words([pod('web-3', 'app: web')], [])).toBe(
      `${ENDS}; web.shop.svc.cluster.local is web-1, web-2, web-3`,
    );
    expect(words([rule('trafficPolicy: {tls: {mode: DISABLE}}')], [])).toBe(
      `${ENDS}; towards web.shop.svc.cluster.local: [{"tls":{"mode":"DISABLE"}},{}]`,
    );
    const { behaviours, answer } = behaviour();
    expect(behaviours.inWords(client, answer, undefined, behaviours)).toBe(`${ENDS}; ${RETRIES}`);
    const unsure = { ...answer, unknown: ['nobody knows'] };
    expect(behaviours.inWords(client, unsure, answer, behaviours)).toBe(`${ENDS}; nobody knows`);
    expect(behaviours.inWords(client, unsure, unsure, behaviours)).toBe(ENDS);
  });
});

describe('the port of a policy is that of the container', () => {
  const policy = (port: number) => `
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: p, namespace: shop}
spec: {action: DENY, selector: {matchLabels: {app: named}}, rules: [{to: [{operation: {ports: ["${port}"]}}]}]}`;
  const service = (targetPort: string) => `
apiVersion: v1
kind: Service
metadata: {name: named, namespace: shop}
spec: {selector: {app: named}, ports: [{name: http, port: 80${targetPort}}]}
---
${pod('named', 'app: named, sidecar.istio.io/inject: "true"').replace(
  'containers: [',
  'containers: [{name: first}, {name: second, ports: [{name: other, containerPort: 9090}, {name: web, containerPort: 8080}]}, ',
)}`;
  test.each([
    ['', 80],
    [', targetPort: 8081', 8081],
    [', targetPort: web', 8080],
    [', targetPort: gone', 80],
  ])('behind the port of a Service%s it is %d', (targetPort, port) => {
    const asked = (wanted: number) =>
      ask(simulatorOf(service(targetPort), peers('STRICT'), policy(wanted)), 'GET named/', client);
    expect(asked(port)).toContain('denied by shop/p');
    expect(asked(port + 1)).not.toContain('denied');
  });
});
