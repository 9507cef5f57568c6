import { destination } from './destination';
import type { Draft } from './draft';
import type { GatewayEntry } from './entry-point';
import type { PreparedRequest } from './prepared-request';
import { sent } from './sending';
import { streamRoute } from './stream-route';
import type { Trace } from './trace';
import type { GatewayServer } from '../mesh/gateways';
import { covers, overlap } from '../vocabulary/host-name';
import type { Mesh } from '../mesh/mesh';
import { isMeant } from '../mesh/scoped-host';
import { VirtualServices } from '../mesh/virtual-services';
import { visibleServices } from '../mesh/visible-services';

/** What a server does with a stream that it passes on: TLS that it does not end, or plain TCP. */
export function throughStream(
  mesh: Mesh,
  { proxy, arrivals, port }: GatewayEntry,
  server: GatewayServer,
  request: PreparedRequest,
  trace: Trace,
): Draft {
  const sni = server.tls === undefined ? undefined : request.host;
  const bound = VirtualServices.of(mesh)
    .seenBy(proxy.namespace, server.gateway)
    .filter(({ hosts, namespace }) =>
      server.hosts.some(
        (served) =>
          isMeant(served, namespace) &&
          hosts.some((host) => overlap(host, served.host) && (sni === undefined || covers(host, sni))),
      ),
    );
  const clusters = {
    services: visibleServices(mesh, proxy.namespace),
    namespace: proxy.namespace,
    labels: proxy.labels,
    singlePortCounts: true,
  };
  const route = streamRoute(bound, sni === undefined ? {} : { sni }, {
    port,
    tls: sni !== undefined,
    defaultRetries: undefined,
    gateway: server.gateway,
    labels: proxy.labels,
    namespace: proxy.namespace,
    resolve: (name) => destination(mesh, clusters, name, port),
  });
  if (route?.action.kind !== 'forward') {
    trace.say(() => `no ${sni === undefined ? 'tcp' : 'tls'} route for ${sni ?? `port ${port}`}: closed`);
    return { outcome: 'no_route', status: null };
  }
  trace.say(() => `route ${route.name} of ${route.owner} passes the stream on`);
  return sent(undefined, route, route.action, arrivals, request, trace);
}
