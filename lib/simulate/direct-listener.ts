import { destination, type Clusters } from './destination';
import type { Proxy } from './proxy';
import { claimedHosts, defaultRoute } from './service-claims';
import type { SidecarListener } from './sidecar-listener';
import type { Mesh } from '../mesh/mesh';

/**
 * What happens at a port that a workload without proxy dials: the cluster's DNS leads it to Services, and nothing else of
 * the mesh is known to it. There are no routes, subsets or retries, and nothing is held back.
 */
export function directListener(mesh: Mesh, { namespace, labels }: Proxy, port: number): SidecarListener {
  const inCluster = mesh.services.all.filter(({ manifest }) => manifest.type === '/Service');
  const clusters: Clusters = {
    services: new Map(inCluster.map((service) => [service.host, service])),
    namespace,
    labels,
    singlePortCounts: false,
    ignoresRules: true,
  };
  const claims = inCluster
    .filter(({ ports }) => ports.some(({ number, tcp }) => number === port && tcp))
    .map((service) => {
      const direct = destination(mesh, clusters, { host: service.host, port }, port);
      return { host: service.host, service, routes: [defaultRoute(direct, service, null)] };
    });
  return { hosts: claimedHosts(claims, namespace), allowsUnknownHosts: true };
}
