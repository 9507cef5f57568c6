import type { CompiledRoute } from './compiled-route';
import { destination, type Clusters } from './destination';
import { backendDestinations } from './gateway-api-backends';
import type { GatewayStreams } from './gateway-stream';
import { everything } from './route-match';
import { routesOfListener } from '../mesh/attached-routes';
import type { KubernetesGateway } from '../mesh/kubernetes-gateways';
import type { Manifest } from '../mesh/manifest';
import type { Mesh } from '../mesh/mesh';
import { compareSpecificity, covers } from '../vocabulary/host-name';
import { objectsOf, textOf } from '../vocabulary/json-fields';

/**
 * The routes of TLSRoutes and TCPRoutes for streams at a port of a Gateway of the Gateway API. A listener that leaves
 * TLS as it is takes TLSRoutes, of which the one with the narrowest host goes first, then the oldest; one that ends
 * TLS and passes on what was inside, and one of TCP, take the oldest TCPRoute.
 *
 * @see https://gateway-api.sigs.k8s.io/guides/tcp/
 * @see https://gateway-api.sigs.k8s.io/guides/tls/#listeners-and-tls
 */
export function gatewayApiStreams(
  mesh: Mesh,
  gateway: KubernetesGateway,
  clusters: Clusters,
  port: number,
): GatewayStreams {
  return ({ index, tls }, sni) => {
    const listener = gateway.listeners[index];
    if (listener === undefined) return undefined;
    const kind = tls?.mode === 'PASSTHROUGH' ? 'TLSRoute' : 'TCPRoute';
    const [best] = routesOfListener(mesh, kind, gateway, listener)
      .flatMap(({ manifest, hosts }) => hosts.map((host) => ({ manifest, host: host.toLowerCase() })))
      .filter(({ host }) => sni === undefined || covers(host, sni))
      .sort((one, other) => compareSpecificity(one.host, other.host));
    return best && compiled(mesh, best.manifest, clusters, port);
  };
}

/** A stream can be told apart by nothing but its name, so that the first rule takes everything. */
function compiled(
  mesh: Mesh,
  manifest: Manifest,
  clusters: Clusters,
  port: number,
): CompiledRoute | undefined {
  const [rule] = objectsOf(manifest.spec['rules']);
  if (rule === undefined) return undefined;
  const destinations = backendDestinations(mesh, manifest, rule, undefined, {
    port,
    tls: manifest.kind === 'TLSRoute',
    defaultRetries: undefined,
    resolve: (name) => destination(mesh, clusters, name, port),
  });
  if (destinations.length === 0) return undefined;
  return {
    name: textOf(rule['name']) ?? '0',
    owner: `${manifest.namespace}/${manifest.name}`,
    manifest,
    path: ['spec', 'rules', 0],
    match: everything,
    action: {
      kind: 'forward',
      destinations,
      timeout: null,
      retries: null,
      mirrors: [],
      unknownStatus: 503,
    },
    fault: null,
    cors: null,
  };
}
