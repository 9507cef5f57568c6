import { describe, expect, test } from '@jest/globals';
import { peers, pod } from './mesh-documents';
import { client, meshOf } from './shop';
import type { Destination } from '../../lib/simulate/destination';
import type { DataPlane } from '../../lib/simulate/proxy';
import { survival } from '../../lib/simulate/survival';
import { Simulator } from '../../lib/simulate/simulator';
import { serverProxy, transport } from '../../lib/simulate/transport';
import type { Workload } from '../../lib/mesh/workloads';

const INJECTED = 'sidecar.istio.io/inject: "true"';
const NOT_INJECTED = 'sidecar.istio.io/inject: "false"';
const AMBIENT = 'istio.io/dataplane-mode: ambient';
const MANUAL = `
apiVersion: v1
kind: ConfigMap
metadata: {name: istio, namespace: istio-system}
data: {mesh: '{enableAutoMtls: false}'}`;

/** @see https://istio.io/latest/docs/ops/configuration/traffic-management/tls-configuration/ */
describe('how a pod is reached', () => {
  function reached(
    from: DataPlane,
    labels: string,
    mode: string | undefined,
    tls: string | undefined,
    more: readonly string[],
  ) {
    const mesh = meshOf(pod('server', labels), ...(mode === undefined ? [] : [peers(mode)]), ...more);
    const server = mesh.workloads.in('shop').find(({ name }) => name === 'server') as Workload;
    const rule =
      tls === undefined
        ? undefined
        : { host: 'x', namespace: 'shop', manifests: [], subsets: [], trafficPolicy: { tls: { mode: tls } } };
    const destination = { rule, subset: null, port: 80 } as unknown as Destination;
    const found = transport(mesh, from, destination, server, 8080);
    return found.kind === 'open' ? (found.identified ? 'identified' : 'open') : found.kind;
  }

  test.each<[DataPlane, string, string | undefined, string | undefined, readonly string[], string]>([
    ['sidecar', INJECTED, undefined, undefined, [], 'identified'],
    ['sidecar', INJECTED, 'STRICT', undefined, [], 'identified'],
    ['sidecar', INJECTED, 'DISABLE', undefined, [], 'open'],
    ['sidecar', INJECTED, 'DISABLE', 'ISTIO_MUTUAL', [], 'broken'],
    ['sidecar', INJECTED, 'PERMISSIVE', 'ISTIO_MUTUAL', [], 'identified'],
    ['sidecar', INJECTED, 'PERMISSIVE', 'DISABLE', [], 'open'],
    ['sidecar', INJECTED, 'STRICT', 'DISABLE', [], 'broken'],
    ['sidecar', INJECTED, 'STRICT', 'SIMPLE', [], 'broken'],
    ['sidecar', INJECTED, 'STRICT', undefined, [MANUAL], 'broken'],
    ['sidecar', INJECTED, 'STRICT', 'ISTIO_MUTUAL', [MANUAL], 'identified'],
    ['sidecar', INJECTED, undefined, undefined, [MANUAL], 'open'],
    ['sidecar', NOT_INJECTED, 'STRICT', undefined, [], 'open'],
    ['sidecar', NOT_INJECTED, undefined, 'ISTIO_MUTUAL', [], 'broken'],
    ['sidecar', NOT_INJECTED, undefined, 'SIMPLE', [], 'open'],
    ['sidecar', AMBIENT, 'STRICT', undefined, [], 'identified'],
    ['ztunnel', AMBIENT, undefined, undefined, [], 'identified'],
    ['none', INJECTED, undefined, undefined, [], 'open'],
    ['none', INJECTED, 'STRICT', undefined, [], 'refused'],
    ['none', INJECTED, 'STRICT', 'ISTIO_MUTUAL', [], 'refused'],
    ['none', AMBIENT, 'STRICT', undefined, [], 'refused'],
    ['none', NOT_INJECTED, 'STRICT', undefined, [], 'open'],
  ])(
    'by %s at one with %s, %s, where %s is asked for (%j): %s',
    (from, labels, mode, tls, more, expected) => {
      expect(reached(from, labels, mode, tls, more)).toBe(expected);
    },
  );

  test.each([
    ['shop', '', 'none'],
    ['shop', INJECTED, 'sidecar'],
    ['shop', AMBIENT, 'ztunnel'],
    ['unknown', '', 'sidecar'],
    ['unknown', NOT_INJECTED, 'none'],
  ])('in the namespace %s with %s: %s', (home, labels, expected) => {
    const mesh = meshOf(pod('server', labels).replace('namespace: shop', `namespace: ${home}`));
    const server = mesh.workloads.in(home).find(({ name }) => name === 'server') as Workload;
    expect(serverProxy(mesh, server)).toBe(expected);
    const annotated = { ...server, annotations: { 'sidecar.istio.io/inject': 'false' } };
    if (labels === '') expect(serverProxy(mesh, annotated)).toBe('none');
  });
});

describe('how a service stands faults', () => {
  const rule = (policy: string) => `
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: web, namespace: shop}
spec: {host: web, trafficPolicy: {${policy}}}`;
  const routed = (fields: string) => `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: web, namespace: shop}
spec: {hosts: [web], http: [{${fields}, route: [{destination: {host: web}}]}]}`;
  const stands = (schedule: object, ...documents: readonly string[]) =>
    survival(new Simulator(meshOf(...documents)), { from: client, request: 'GET http://web/' }, schedule);
  const short = { duration: 1 };

  test('a third fails where one of three is bad, for a minute of a hundred requests a second', () => {
    expect(stands({}, routed('retries: {attempts: 0}'))).toMatchObject({
      requests: 6000,
      ejections: 0,
      overflows: 0,
    });
    expect(stands({}, routed('retries: {attempts: 0}')).successRate).toBeCloseTo(66.67, 1);
    expect(stands({}, routed('retries: {attempts: 0}')).p99Latency).toBeCloseTo(10, 6);
  });

  test.each([
    ['reset', false],
    ['5xx', true],
    ['gateway-error', true],
    ['503', true],
    ['502', false],
    ['unavailable', false],
  ])('tries again on %s after an error: %s', (retryOn, again) => {
    const { amplification, successRate } = stands(
      short,
      routed(`retries: {attempts: 3, retryOn: '${retryOn}'}`),
    );
    expect(amplification > 1).toBe(again);
    expect(successRate > 95).toBe(again);
  });

  test.each([
    ['reset', true],
    ['5xx', true],
    ['gateway-error', true],
    ['503', false],
  ])('tries again on %s after a try that takes too long: %s', (retryOn, again) => {
    const retries = `retries: {attempts: 3, perTryTimeout: 50ms, retryOn: '${retryOn}'}`;
    const { amplification } = stands({ ...short, latency: 100, errors: 0 }, routed(retries));
    expect(amplification > 1).toBe(again);
  });

  test('no request takes longer than its timeout', () => {
    expect(
      stands({ ...short, bad: 3, latency: 500, errors: 0 }, routed('timeout: 200ms')).p99Latency,
    ).toBeCloseTo(200, 6);
    expect(stands({ ...short, bad: 3, latency: 500, errors: 0 }).p99Latency).toBeCloseTo(500, 6);
  });

  test.each([
    ['tcp: {maxConnections: 2}', 0],
    ['tcp: {maxConnections: 2}, http: {http1MaxPendingRequests: 1}', 3],
    ['http: {http2MaxRequests: 4}', 4],
    ['tcp: {maxConnections: 2}, http: {http1MaxPendingRequests: 9, http2MaxRequests: 4}', 4],
    ['http: {http1MaxPendingRequests: 1}', 0],
  ])('the pool {%s} holds %d requests', (pool, most) => {
    const { requests, overflows } = stands(
      { duration: 1, rate: 50, bad: 3, latency: 5000, errors: 0 },
      rule(`connectionPool: {${pool}}`),
    );
    expect(most === 0 ? overflows : requests - overflows).toBe(most);
  });

  test.each([
    ['', 0],
    ['outlierDetection: {consecutive5xxErrors: 3, maxEjectionPercent: 100}', 1],
    ['outlierDetection: {}', 1],
    ['outlierDetection: {consecutive5xxErrors: 3, consecutiveGatewayErrors: 0}', 0],
    ['outlierDetection: {consecutive5xxErrors: 40}', 0],
    ['outlierDetection: {consecutive5xxErrors: 1, baseEjectionTime: 100ms}', 4],
  ])('with {%s} an endpoint is ejected %d times', (policy, ejections) => {
    expect(stands({ ...short, bad: 1 }, rule(policy), routed('retries: {attempts: 0}')).ejections).toBe(
      ejections,
    );
  });

  test('no more are left out at once than the policy says', () => {
    const policy = (percent: string) => rule(`outlierDetection: {consecutive5xxErrors: 1${percent}}`);
    const ejected = (percent: string) =>
      stands({ ...short, endpoints: 4, bad: 2 }, policy(percent)).ejections;
    expect([ejected(''), ejected(', maxEjectionPercent: 50')]).toEqual([1, 2]);
  });
});
