import { describe, expect, test } from '@jest/globals';
import { allow, pod } from './mesh-documents';
import { ask, simulatorOf } from './shop';

const OTHER = 'route#default | other.shop:80';

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
