import type { Clusters } from './destination';
import { gatewayHosts } from './gateway-hosts';
import { virtualServiceStreams, type GatewayStreams } from './gateway-stream';
import type { Proxy } from './proxy';
import type { VirtualHosts } from './virtual-host';
import { Gateways, type GatewayServer } from '../mesh/gateways';
import type { Mesh } from '../mesh/mesh';
import { speaksHttp } from '../mesh/port-protocol';
import { compareSpecificity, covers } from '../vocabulary/host-name';

/** What a gateway's proxy does at one port. */
export interface GatewayListener {
  readonly port: number;
  /** The virtual hosts of plain HTTP; undefined where no server speaks it. */
  readonly plain?: VirtualHosts;
  /** Plain TCP, where a server speaks it. */
  readonly tcp?: GatewayServer;
  readonly tls: readonly TlsServer[];
  /** The routes of what is passed on. */
  readonly streams: GatewayStreams;
}

/** A server that is chosen by the name that the client asks for in the TLS handshake. */
export interface TlsServer {
  readonly server: GatewayServer;
  /** The virtual hosts, where the server ends TLS and speaks HTTP; undefined where it passes the stream on. */
  readonly hosts?: VirtualHosts;
}

/**
 * The listener of a gateway's proxy at a port: the servers of all Gateways that the proxy carries out, the oldest
 * first. Servers that contradict an older one at the port (plain TCP beside HTTP, plain beside TLS, one TLS host
 * twice) are left out, as istiod leaves them out.
 */
export function gatewayListener(
  mesh: Mesh,
  proxy: Proxy,
  clusters: Clusters,
  port: number,
): GatewayListener | undefined {
  const servers = Gateways.of(mesh)
    .carriedOutBy(proxy.labels)
    .flatMap((gateway) => gateway.servers.filter((server) => server.port === port));
  const [first] = servers;
  if (first === undefined) return undefined;
  const isPlain = !endsInTls(first);
  const kept = isPlain
    ? servers.filter((server) => server === first || (isHttp(first) && isHttp(server) && !endsInTls(server)))
    : withoutRepeatedHosts(servers.filter(endsInTls));
  return {
    port,
    streams: virtualServiceStreams(mesh, proxy, clusters, port),
    ...(isPlain && isHttp(first) ? { plain: gatewayHosts(mesh, proxy, clusters, kept) } : {}),
    ...(isPlain && !isHttp(first) ? { tcp: first } : {}),
    tls: isPlain
      ? []
      : kept.map((server) => ({
          server,
          ...(terminates(server) ? { hosts: gatewayHosts(mesh, proxy, clusters, [server]) } : {}),
        })),
  };
}

/** The server for a name, the one with the narrowest host first; undefined when none serves it. */
export function tlsServerFor(listener: GatewayListener, name: string): TlsServer | undefined {
  return listener.tls
    .flatMap((one) =>
      one.server.hosts
        .filter(({ host }) => covers(host.toLowerCase(), name))
        .map(({ host }) => ({ one, host })),
    )
    .sort((a, b) => compareSpecificity(a.host, b.host))[0]?.one;
}

function isHttp({ protocol }: GatewayServer): boolean {
  return speaksHttp(protocol);
}

/** A server of HTTP with `httpsRedirect` speaks plain text all the same. */
function endsInTls(server: GatewayServer): boolean {
  return (
    server.protocol === 'https' || server.protocol === 'tls' || (server.tls !== undefined && !isHttp(server))
  );
}

function terminates({ protocol, tls }: GatewayServer): boolean {
  return protocol === 'https' && tls?.mode !== 'PASSTHROUGH' && tls?.mode !== 'AUTO_PASSTHROUGH';
}

function withoutRepeatedHosts(servers: readonly GatewayServer[]): readonly GatewayServer[] {
  const taken = new Set<string>();
  return servers.filter((server) => {
    const names = server.hosts.map(({ host }) => `${server.bind} ${host}`);
    if (names.some((name) => taken.has(name))) return false;
    for (const name of names) taken.add(name);
    return true;
  });
}
