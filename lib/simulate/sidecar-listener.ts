import type { Clusters } from './destination';
import type { Proxy } from './proxy';
import { servicesAt, sidecarHosts } from './sidecar-hosts';
import { sidecarStreams, type SidecarStreams } from './sidecar-streams';
import type { VirtualHosts } from './virtual-host';
import type { Mesh } from '../mesh/mesh';
import type { ListenerImports, SidecarImports } from '../mesh/sidecar-imports';
import type { SidecarScope } from '../mesh/sidecar-scopes';

/** What a workload's proxy does with what the workload sends to a port. */
export interface SidecarListener {
  /** The virtual hosts; undefined where no service that it knows speaks HTTP at the port. */
  readonly hosts?: VirtualHosts;
  /** What is passed on as it comes; undefined where nothing is imported. */
  readonly streams?: SidecarStreams;
  /** Whether what goes to no host that it knows is let through; else it is refused. */
  readonly allowsUnknownHosts: boolean;
  /** What is to be said of requests for a host, whoever answers them; undefined for nothing. */
  readonly note?: (host: string) => string | undefined;
  /** The Sidecar that limits what it knows, as `namespace/name`. */
  readonly sidecar?: string;
}

/** The listener of a workload's proxy for a port: that of the Sidecar's entry for the port, else of the one for all. */
export function sidecarListener(
  mesh: Mesh,
  proxy: Proxy,
  clusters: Clusters,
  scope: SidecarScope,
  { listeners }: SidecarImports,
  port: number,
): SidecarListener {
  const imports: ListenerImports | undefined = listeners.find(
    ({ listener }) => listener.port === undefined || listener.port === port,
  );
  const common = {
    allowsUnknownHosts: scope.allowsUnknownHosts,
    ...(scope.manifest === undefined
      ? {}
      : { sidecar: `${scope.manifest.namespace}/${scope.manifest.name}` }),
  };
  if (imports === undefined) return common;
  const streams = sidecarStreams(mesh, proxy, clusters, imports, port);
  if (servicesAt(imports, port).size === 0) return { ...common, streams };
  return { ...common, streams, hosts: sidecarHosts(mesh, proxy, clusters, imports, port) };
}
