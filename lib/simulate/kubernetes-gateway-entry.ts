import { Arrivals } from './arrival';
import { destination, type Clusters } from './destination';
import type { GatewayEntry } from './entry-point';
import { gatewayApiRoutes } from './gateway-api-routes';
import { gatewayApiStreams } from './gateway-api-streams';
import type { ActionContext } from './http-action';
import type { Proxy } from './proxy';
import { serverOf } from './server';
import { VirtualHosts } from './virtual-host';
import { routesOfListener } from '../mesh/attached-routes';
import type { GatewayServer } from '../mesh/gateways';
import { type GatewayListenerSpec, type KubernetesGateway } from '../mesh/kubernetes-gateways';
import type { Manifest } from '../mesh/manifest';
import type { Mesh } from '../mesh/mesh';
import { protocolNamed } from '../mesh/port-protocol';
import { textOf } from '../vocabulary/json-fields';
import { visibleServices } from '../mesh/visible-services';

const NAME_LABEL = 'gateway.networking.k8s.io/gateway-name';

/** A Gateway of the Gateway API at one port: Istio runs a proxy for each, named after it. */
export function kubernetesGatewayEntry(mesh: Mesh, gateway: KubernetesGateway, port: number): GatewayEntry {
  const { namespace, name } = gateway.manifest;
  const labels = { [NAME_LABEL]: name };
  const workload = mesh.workloads.selected(namespace, labels)[0];
  const className = textOf(gateway.manifest.spec['gatewayClassName']) ?? '';
  const proxy: Proxy = {
    name: `${namespace}/${name}`,
    namespace,
    labels: workload?.labels ?? labels,
    serviceAccount: workload?.serviceAccount ?? `${name}-${className || 'istio'}`,
    dataPlane: 'sidecar',
  };
  const clusters: Clusters = {
    services: visibleServices(mesh, namespace),
    namespace,
    labels: proxy.labels,
    singlePortCounts: true,
  };
  const listeners = gateway.listeners.filter((listener) => listener.port === port);
  const targets = [
    { kind: 'Gateway', namespace, name },
    { kind: 'GatewayClass', namespace: '', name: className },
  ];
  return {
    kind: 'gateway',
    name: gateway.name,
    port,
    proxy,
    listener: listeners.length === 0 ? undefined : listenerOf(mesh, gateway, listeners, clusters, port),
    server: serverOf(mesh, namespace, proxy.labels, targets),
    trustedProxies: mesh.config.trustedProxies,
    arrivals: new Arrivals(mesh, proxy, 'gateway'),
  };
}

function listenerOf(
  mesh: Mesh,
  gateway: KubernetesGateway,
  listeners: readonly GatewayListenerSpec[],
  clusters: Clusters,
  port: number,
): NonNullable<GatewayEntry['listener']> {
  const of = (...protocols: readonly string[]): readonly GatewayListenerSpec[] =>
    listeners.filter(({ protocol }) => protocols.includes(protocol));
  const plain = of('HTTP');
  const [tcp] = of('TCP');
  return {
    port,
    streams: gatewayApiStreams(mesh, gateway, clusters, port),
    ...(plain.length === 0 ? {} : { plain: hostsOf(mesh, gateway, plain, clusters, false) }),
    ...(tcp === undefined ? {} : { tcp: serverOfListener(gateway, tcp) }),
    tls: of('HTTPS', 'TLS').map((listener) => ({
      server: serverOfListener(gateway, listener),
      ...(listener.protocol === 'HTTPS' && listener.tlsMode === 'Terminate'
        ? { hosts: hostsOf(mesh, gateway, [listener], clusters, true) }
        : {}),
    })),
  };
}

/** A listener as a server of Istio's Gateway. */
function serverOfListener(gateway: KubernetesGateway, listener: GatewayListenerSpec): GatewayServer {
  const { name, port, protocol, hostname, tlsMode } = listener;
  const mode = tlsMode === 'Passthrough' ? 'PASSTHROUGH' : 'SIMPLE';
  return {
    gateway: gateway.name,
    manifest: gateway.manifest,
    index: gateway.listeners.indexOf(listener),
    port,
    portName: name,
    protocol: protocolNamed(protocol) ?? 'unknown',
    bind: '',
    hosts: [{ namespace: '*', host: hostname }],
    ...(protocol === 'TCP' ? {} : { tls: { mode, httpsRedirect: false } }),
  };
}

function hostsOf(
  mesh: Mesh,
  gateway: KubernetesGateway,
  listeners: readonly GatewayListenerSpec[],
  clusters: Clusters,
  tls: boolean,
): VirtualHosts {
  const byHost = new Map<string, Manifest[]>();
  let port = 0;
  for (const listener of listeners) {
    port = listener.port;
    for (const kind of ['HTTPRoute', 'GRPCRoute']) {
      for (const { manifest, hosts } of routesOfListener(mesh, kind, gateway, listener)) {
        for (const host of hosts) {
          const known = byHost.get(host.toLowerCase()) ?? [];
          if (!known.includes(manifest)) known.push(manifest);
          byHost.set(host.toLowerCase(), known);
        }
      }
    }
  }
  const context: ActionContext = {
    port,
    tls,
    defaultRetries: mesh.config.settings['defaultHttpRetryPolicy'],
    resolve: (name) => destination(mesh, clusters, name, port),
  };
  return new VirtualHosts(
    [...byHost].map(([host, manifests]) => ({
      host,
      routes: gatewayApiRoutes(mesh, manifests, context),
      requiresTls: false,
    })),
  );
}
