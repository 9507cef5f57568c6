import type { CompiledRoute } from './compiled-route';
import { destination, type Clusters } from './destination';
import type { Draft } from './draft';
import type { GatewayEntry } from './entry-point';
import type { GatewayListener } from './gateway-listener';
import type { PreparedRequest } from './prepared-request';
import type { Proxy } from './proxy';
import { sent } from './sending';
import { streamRoute } from './stream-route';
import type { Trace } from './trace';
import type { GatewayServer } from '../mesh/gateways';
import { covers, overlap } from '../vocabulary/host-name';
import type { Mesh } from '../mesh/mesh';
import { isMeant } from '../mesh/scoped-host';
import { VirtualServices } from '../mesh/virtual-services';

/**
 * The route of a stream that a server passes on; undefined where none is for it.
 *
 * @param sni the name asked for in the TLS handshake; undefined for plain TCP
 */
export type GatewayStreams = (server: GatewayServer, sni: string | undefined) => CompiledRoute | undefined;

/** What a server does with a stream that it passes on: TLS that it does not read, or plain TCP. */
export function throughStream(
  { arrivals, port }: GatewayEntry,
  { streams }: GatewayListener,
  server: GatewayServer,
  request: PreparedRequest,
  trace: Trace,
): Draft {
  const sni = server.tls === undefined ? undefined : request.host;
  const route = streams(server, sni);
  if (route?.action.kind !== 'forward') {
    trace.say(() => `no ${sni === undefined ? 'tcp' : 'tls'} route for ${sni ?? `port ${port}`}: closed`);
    return { outcome: 'no_route', status: null };
  }
  trace.say(() => `route ${route.name} of ${route.owner} passes the stream on`);
  return sent(undefined, route, route.action, arrivals, request, trace);
}

/** The routes of VirtualServices for streams at a gateway's port. */
export function virtualServiceStreams(
  mesh: Mesh,
  proxy: Proxy,
  clusters: Clusters,
  port: number,
): GatewayStreams {
  return (server, sni) => {
    const bound = VirtualServices.of(mesh)
      .seenBy(proxy.namespace, server.gateway)
      .filter(({ hosts, namespace }) =>
        server.hosts.some(
          (served) =>
            isMeant(served, namespace) &&
            hosts.some((host) => overlap(host, served.host) && (sni === undefined || covers(host, sni))),
        ),
      );
    return streamRoute(bound, sni === undefined ? {} : { sni }, {
      port,
      tls: sni !== undefined,
      defaultRetries: undefined,
      gateway: server.gateway,
      labels: proxy.labels,
      namespace: proxy.namespace,
      resolve: (name) => destination(mesh, clusters, name, port),
    });
  };
}
