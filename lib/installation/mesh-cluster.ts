import type { JsonObject } from '../vocabulary/json';
import { ConfigError } from '../vocabulary/config-error';

/** What a cluster is called in a mesh of several. */
export interface MeshClusterNames {
  /** One for all clusters of the mesh. */
  readonly meshId: string;
  /** Name of the cluster: one of its own in the mesh. */
  readonly cluster: string;
  /** Clusters whose pods reach each other by their addresses are in one network; others meet at gateways. */
  readonly network: string;
}

/**
 * The place of a cluster in a mesh of several clusters.
 *
 * @see https://istio.io/latest/docs/setup/install/multicluster/
 * @throws ConfigError `mesh-cluster` when a name is none
 */
export class MeshCluster {
  /** It has an istiod of its own. */
  static primary(names: MeshClusterNames): MeshCluster {
    return new MeshCluster(names, {});
  }

  /**
   * Its proxies take their configuration from a primary cluster.
   *
   * @param pilotAddress address of the primary cluster's gateway for istiod
   */
  static remote(names: MeshClusterNames, pilotAddress: string): MeshCluster {
    const injectionPath = `/inject/cluster/${names.cluster}/net/${names.network}`;
    return new MeshCluster(names, { remotePilotAddress: pilotAddress, istiodRemote: { injectionPath } });
  }

  /**
   * Its istiod runs outside of the mesh.
   *
   * @param host name by which istiod is reached, at 15012 by proxies and at 15017 by the API server
   */
  static externalControlPlane(names: MeshClusterNames, host: string): MeshCluster {
    const injectionURL = `https://${host}:15017/inject/cluster/${names.cluster}/net/${names.network}`;
    return new MeshCluster(names, { remotePilotAddress: host, istiodRemote: { injectionURL } });
  }

  private constructor(
    readonly names: MeshClusterNames,
    private readonly remote: { readonly remotePilotAddress?: string; readonly istiodRemote?: JsonObject },
  ) {
    for (const [prop, value] of Object.entries(names)) {
      if (!/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/.test(value as string)) {
        throw new ConfigError(
          'mesh-cluster',
          undefined,
          `'${prop}' is '${value as string}', expected lower-case letters, digits and dashes, at most 63`,
        );
      }
    }
  }

  /** Whether it has no istiod of its own. */
  get isRemote(): boolean {
    return this.remote.istiodRemote !== undefined;
  }

  /** @internal `global` of the charts. */
  get _global(): JsonObject {
    const { meshId, cluster, network } = this.names;
    return {
      meshID: meshId,
      multiCluster: { clusterName: cluster },
      network,
      remotePilotAddress: this.remote.remotePilotAddress,
    };
  }

  /** @internal `istiodRemote` of istiod's chart. */
  get _istiodRemote(): JsonObject | undefined {
    return this.remote.istiodRemote;
  }
}
