import type { CompiledRoute } from './compiled-route';
import { destination, type Clusters } from './destination';
import type { PreparedRequest } from './prepared-request';
import type { Proxy } from './proxy';
import { serviceDomains } from './service-domains';
import { defaultRoute } from './service-claims';
import { streamRoute } from './stream-route';
import { MESH_GATEWAY } from '../mesh/gateway-reference';
import { compareSpecificity, covers } from '../vocabulary/host-name';
import type { Mesh } from '../mesh/mesh';
import { speaksHttp } from '../mesh/port-protocol';
import type { MeshService } from '../mesh/services';
import type { ListenerImports } from '../mesh/sidecar-imports';

/** The schemes of what a proxy does not read. */
const STREAMED: ReadonlySet<string> = new Set(['https', 'tls', 'tcp']);

/** The route of a stream that a workload opens; undefined where its proxy knows nothing that it could mean. */
export type SidecarStreams = (request: PreparedRequest) => CompiledRoute | undefined;

/**
 * What a workload's proxy does with TLS that it does not end, and with TCP, at a port. The service is found by the name
 * that is asked for in the TLS handshake, and in TCP by the address: by the name that the workload has looked up. Its
 * VirtualServices say where it goes, else it goes to the service itself. TLS to a port that speaks HTTP is no stream.
 *
 * @see https://istio.io/latest/docs/ops/configuration/traffic-management/traffic-routing/
 */
export function sidecarStreams(
  mesh: Mesh,
  proxy: Proxy,
  clusters: Clusters,
  { services, virtualServices }: ListenerImports,
  port: number,
): SidecarStreams {
  const known = [...services.values()]
    .filter(({ ports }) =>
      ports.some(({ number, tcp, protocol }) => number === port && tcp && !speaksHttp(protocol)),
    )
    .flatMap((service) => serviceDomains(service, proxy.namespace).all.map((name) => ({ name, service })))
    .sort((one, other) => compareSpecificity(one.name, other.name));
  const resolve = (name: Parameters<typeof destination>[2]) => destination(mesh, clusters, name, port);
  return (request) => {
    if (!STREAMED.has(request.scheme)) return undefined;
    const found = known.find(({ name }) => covers(name.toLowerCase(), request.host));
    if (found === undefined) return undefined;
    const { service } = found;
    const sni = speaksTls(service, port) ? { sni: request.host } : {};
    const bound = virtualServices.filter(({ hosts }) => hosts.some((host) => covers(host, service.host)));
    const route = streamRoute(bound, sni, {
      port,
      tls: 'sni' in sni,
      defaultRetries: undefined,
      gateway: MESH_GATEWAY,
      labels: proxy.labels,
      namespace: proxy.namespace,
      resolve,
    });
    return route ?? defaultRoute(resolve({ host: service.host, port }), service, null);
  };
}

/** Whether the port is told to speak TLS, so that names are looked at and not addresses. */
function speaksTls({ ports }: MeshService, port: number): boolean {
  const protocol = ports.find(({ number }) => number === port)?.protocol;
  return protocol === 'https' || protocol === 'tls';
}
