import { ConfigError } from '../vocabulary/config-error';
import type { OutputFile } from '../vocabulary/output-file';
import { GatewayInstallation } from './gateway-installation';
import { IstioInstallation, type IstioInstallationProps } from './istio-installation';
import type { MeshCluster } from './mesh-cluster';

/** Options of a mesh of several clusters. */
export interface MultiClusterMeshProps {
  /** What is the same in all clusters; its certificates must come from one root. */
  readonly installation: Omit<IstioInstallationProps, 'cluster' | 'profile'>;
  /** The clusters of the mesh. */
  readonly clusters: readonly MeshCluster[];
}

/** The network gateway, which leads calls from other networks to the pods of its own. */
const EAST_WEST = 'istio-eastwestgateway';

/**
 * One mesh over several clusters: an installation for each. Clusters in different networks get a gateway between
 * them.
 *
 * @see https://istio.io/latest/docs/ops/deployment/deployment-models/
 */
export class MultiClusterMesh {
  /** In the order of `clusters`. */
  readonly installations: readonly IstioInstallation[];

  /** @throws ConfigError `multi-cluster-mesh` when the clusters make no mesh */
  constructor({ installation, clusters }: MultiClusterMeshProps) {
    refuseMistakes(clusters, installation);
    const networks = new Set(clusters.map(({ names }) => names.network));
    this.installations = clusters.map((cluster) => {
      const shared = new IstioInstallation(installation);
      const profile = cluster.isRemote ? { profile: 'remote' as const } : {};
      const gateways =
        networks.size === 1
          ? shared.gateways
          : [
              ...shared.gateways,
              new GatewayInstallation({
                name: EAST_WEST,
                network: cluster.names.network,
                namespace: shared.namespace,
              }),
            ];
      return new IstioInstallation({ ...installation, ...profile, cluster, gateways });
    });
  }

  /** A folder for each cluster, by its name. */
  files(folder: string): readonly OutputFile[] {
    return this.installations.flatMap((installation) =>
      installation.files(`${folder}/${installation.cluster?.names.cluster}`),
    );
  }
}

function refuseMistakes(
  clusters: readonly MeshCluster[],
  { certificates }: Omit<IstioInstallationProps, 'cluster'>,
): void {
  const names = clusters.map((cluster) => cluster.names);
  const repeated = names.find(
    ({ cluster }, index) => names.findIndex((one) => one.cluster === cluster) < index,
  );
  const stranger = names.find(({ meshId }) => meshId !== names[0]?.meshId);
  const message =
    clusters.length < 2
      ? `there are ${clusters.length} clusters; name two or more, or use IstioInstallation`
      : repeated
        ? `two clusters are called '${repeated.cluster}'; rename one`
        : stranger
          ? `cluster '${stranger.cluster}' has meshId '${stranger.meshId}', the first one '${names[0]?.meshId}'; clusters of a mesh have one`
          : certificates?.isShareable !== true
            ? `each istiod would make a root of its own, which no other cluster trusts; give certificates: CertificateAuthority.pluggedIn() or external(…)`
            : undefined;
  if (message !== undefined) throw new ConfigError('multi-cluster-mesh', undefined, message);
}
