import type { JsonObject } from '../vocabulary/json';
import type { OutputFile } from '../vocabulary/output-file';
import type { IstioInstallation } from './istio-installation';
import { chartProfile } from './istio-profile';
import { globalValues, meshConfigOf, pilotValues } from './istiod-values';
import { yamlFile } from './yaml-file';

/** Name of the values file of tags. */
export const TAG_FILE = 'revision-tags.yaml';

/** A release of one of Istio's charts. */
export interface ChartRelease {
  /** The chart, and the name of its values file. */
  readonly chart: 'base' | 'istiod' | 'cni' | 'ztunnel' | 'gateway';
  readonly release: string;
  readonly namespace: string;
  /** Name of the values file. */
  readonly file: string;
  readonly values: JsonObject;
}

/** The releases of charts that make an installation: definitions, control plane, node agents, gateways. */
export function chartReleases(istio: IstioInstallation): readonly ChartRelease[] {
  const { components, namespace } = istio;
  const release = (chart: 'base' | 'istiod' | 'cni' | 'ztunnel', name: string, values: JsonObject) => ({
    chart,
    release: name,
    namespace,
    file: `${chart === 'istiod' ? name : chart}.yaml`,
    values,
  });
  const istiod = ['istiod', ...(istio.revision === undefined ? [] : [istio.revision])].join('-');
  return [
    ...(components.base ? [release('base', 'istio-base', baseValues(istio))] : []),
    ...(components.istiod ? [release('istiod', istiod, istiodValues(istio))] : []),
    ...(components.cni ? [release('cni', 'istio-cni', nodeValues(istio))] : []),
    ...(components.ztunnel ? [release('ztunnel', 'ztunnel', ztunnelValues(istio))] : []),
    ...istio.gateways.map((gateway) => ({
      chart: 'gateway' as const,
      release: gateway.name,
      namespace: gateway.namespace,
      file: `${gateway.name}.yaml`,
      values: gateway._chartValues(servedAs(istio)),
    })),
  ];
}

/** The values files, and on GKE the quota without which critical pods are refused outside of kube-system. */
export function chartFiles(istio: IstioInstallation, folder: string): readonly OutputFile[] {
  return [
    ...chartReleases(istio).map(({ chart, release, namespace, file, values }) =>
      yamlFile(
        `${folder}/${file}`,
        `Values of release ${release} in ${namespace}: chart ${chart} ${istio.version} of Istio.`,
        values,
      ),
    ),
    ...(istio.tags.length === 0 ? [] : [tagFile(istio, folder)]),
    ...(istio.platform === 'gke' && istio.components.cni
      ? [
          yamlFile(
            `${folder}/resource-quota.yaml`,
            `Lets pods with the priority of nodes into ${istio.namespace}, as GKE asks for. Apply it before the charts.`,
            criticalPodsQuota(istio.namespace),
          ),
        ]
      : []),
  ];
}

/**
 * The tags are no part of a release, so that they outlive the revision that they stand for: its chart prints their
 * webhooks alone. To move them is to change `revision` here.
 */
function tagFile({ revision, tags, version }: IstioInstallation, folder: string): OutputFile {
  return yamlFile(
    `${folder}/${TAG_FILE}`,
    `Values of chart istiod ${version} of Istio, for its templates of tags alone. Change 'revision' to move them.`,
    { revision, revisionTags: tags },
  );
}

/** Objects for everybody name the default revision; a tag moves without them. */
function baseValues(istio: IstioInstallation): JsonObject {
  return {
    defaultRevision: istio.tags.includes('default') ? 'default' : (istio.revision ?? 'default'),
    global: { istioNamespace: istio.namespace },
  };
}

function istiodValues(istio: IstioInstallation): JsonObject {
  return {
    profile: chartProfile(istio.profile),
    revision: istio.revision,
    // A profile says what it says below `pilot` too, and beats what stands beside it.
    pilot: pilotValues(istio),
    meshConfig: meshConfigOf(istio),
    global: globalValues(istio),
    istiodRemote: istio.cluster?._istiodRemote,
  };
}

function nodeValues(istio: IstioInstallation): JsonObject {
  return { profile: chartProfile(istio.profile), global: { platform: istio.platform } };
}

/** ztunnel follows the revision that it is told, and knows its cluster and network by itself. */
function ztunnelValues(istio: IstioInstallation): JsonObject {
  const names = istio.cluster?.names;
  return {
    ...nodeValues(istio),
    revision: istio.revision,
    istioNamespace: istio.namespace,
    caAddress: istio.certificates._caAddress,
    multiCluster: names && { clusterName: names.cluster },
    network: names?.network,
  };
}

/** Gateways follow a tag where there is one, so that they move with it. */
function servedAs({ tags, revision }: IstioInstallation): string | undefined {
  return tags.find((tag) => tag !== 'default') ?? revision;
}

function criticalPodsQuota(namespace: string): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'gcp-critical-pods', namespace },
    spec: {
      hard: { pods: 1000 },
      scopeSelector: {
        matchExpressions: [{ operator: 'In', scopeName: 'PriorityClass', values: ['system-node-critical'] }],
      },
    },
  };
}
