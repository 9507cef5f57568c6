import type { ResourceRequirements } from 'kubernetes-types/core/v1';
import { ConfigError } from '../vocabulary/config-error';
import type { OutputFile } from '../vocabulary/output-file';
import { CertificateAuthority } from './certificate-authority';
import { chartFiles } from './chart-files';
import { GatewayInstallation } from './gateway-installation';
import { installGuide } from './install-guide';
import {
  profileComponents,
  type ClusterPlatform,
  type IstioProfile,
  type ProfileComponents,
} from './istio-profile';
import type { MeshCluster } from './mesh-cluster';
import { meshTelemetry, type MeshSettings } from './mesh-settings';
import { operatorFile } from './operator-file';
import { scaledReplicas, type Replicas, type ScaledReplicas } from './replicas';
import { yamlFile } from './yaml-file';

/** The release that is installed when none is named. */
export const ISTIO_VERSION = '1.30.3';

/** Options of an installation of Istio. */
export interface IstioInstallationProps {
  /** Release of Istio, of its charts and of istioctl. @default '1.30.3' */
  readonly version?: string;
  /** Istio's profile: which components there are. @default 'default' */
  readonly profile?: IstioProfile;
  /** Where the cluster runs. @default - nothing special */
  readonly platform?: ClusterPlatform;
  /**
   * Name of this control plane beside others in the cluster, such as `1-30-3`. Namespaces choose one by the label
   * `istio.io/rev`.
   * @default - the only one
   */
  readonly revision?: string;
  /**
   * Further names of the revision, which can move to the next one later. `default` serves namespaces with the label
   * `istio-injection: enabled`. @default - none
   */
  readonly tags?: readonly string[];
  /** Namespace of istiod, whose policies hold in the whole mesh. @default 'istio-system' */
  readonly namespace?: string;
  /** Settings of the mesh as a whole. @default - Istio's own */
  readonly mesh?: MeshSettings;
  /** Pods of istiod. @default - two to five */
  readonly replicas?: Replicas;
  /** Of one pod of istiod. @default - requests of 500m and 2Gi */
  readonly resources?: ResourceRequirements;
  /** Of the sidecar of a pod that does not say otherwise. @default - requests of 10m and 40Mi, limits of 2 cores and 1Gi */
  readonly proxyResources?: ResourceRequirements;
  /** The gateways. @default - those of the profile */
  readonly gateways?: readonly GatewayInstallation[];
  /** Uses the CNI plug-in also for sidecars. @default - in ambient mode only */
  readonly cni?: boolean;
  /** Who signs the certificates of the mesh. @default - istiod, with a root of its own making */
  readonly certificates?: CertificateAuthority;
  /** Its place in a mesh of several clusters. @default - the only one */
  readonly cluster?: MeshCluster;
}

/**
 * One description of a control plane, its gateways and its node agents: values files for Istio's charts, and the same
 * as an `IstioOperator` file for `istioctl install`.
 *
 * @see https://istio.io/latest/docs/setup/install/
 */
export class IstioInstallation {
  /** Istio's release. */
  readonly version: string;
  /** Istio's profile. */
  readonly profile: IstioProfile;
  /** Name of the control plane, where there may be several. */
  readonly revision: string | undefined;
  /** Further names of the revision. */
  readonly tags: readonly string[];
  /** Namespace of istiod. */
  readonly namespace: string;
  /** Settings of the mesh as a whole. */
  readonly mesh: MeshSettings;
  /** The gateways that are installed with it. */
  readonly gateways: readonly GatewayInstallation[];
  /** Who signs the certificates of the mesh. */
  readonly certificates: CertificateAuthority;
  /** Its place in a mesh of several clusters. */
  readonly cluster: MeshCluster | undefined;
  /** The kind of cluster that it is for. */
  readonly platform: ClusterPlatform | undefined;
  /** What is installed. */
  readonly components: ProfileComponents;
  /** Pods of istiod. */
  readonly replicas: ScaledReplicas;
  /** Of one pod of istiod. */
  readonly resources: ResourceRequirements;
  /** Of the sidecar of a pod that does not say otherwise. */
  readonly proxyResources: ResourceRequirements;

  /** @throws ConfigError `istio-installation`, `replicas` */
  constructor(props: IstioInstallationProps = {}) {
    this.version = props.version ?? ISTIO_VERSION;
    this.profile = props.profile ?? 'default';
    this.revision = props.revision;
    this.tags = props.tags ?? [];
    this.namespace = props.namespace ?? 'istio-system';
    this.mesh = props.mesh ?? {};
    this.certificates = props.certificates ?? CertificateAuthority.istiod();
    this.cluster = props.cluster;
    this.platform = props.platform;
    this.replicas = scaledReplicas('replicas', props.replicas ?? { minimum: 2, maximum: 5 });
    this.resources = props.resources ?? { requests: { cpu: '500m', memory: '2Gi' } };
    this.proxyResources = props.proxyResources ?? {
      requests: { cpu: '10m', memory: '40Mi' },
      limits: { cpu: '2', memory: '1Gi' },
    };
    const components = profileComponents[this.profile];
    this.components = { ...components, cni: props.cni ?? components.cni };
    this.gateways = props.gateways ?? gatewaysOf(components);
    this.refuseMistakes();
  }

  /**
   * The label by which a namespace is served by this control plane: exactly one, since two contradict each other.
   *
   * @param tag one of the tags; @default - the first one but `default`, then `default`, else the revision
   * @throws ConfigError `istio-installation` when it has no such tag
   */
  namespaceLabels(tag?: string): Readonly<Record<string, string>> {
    if (this.profile === 'ambient') return { 'istio.io/dataplane-mode': 'ambient' };
    if (tag !== undefined && !this.tags.includes(tag)) {
      throw this.mistake(`no tag is '${tag}', there are ${this.tags.join(', ') || 'none'}; add it to 'tags'`);
    }
    const name = tag ?? this.tags.find((one) => one !== 'default') ?? this.tags[0] ?? this.revision;
    return name === undefined || name === 'default'
      ? { 'istio-injection': 'enabled' }
      : { 'istio.io/rev': name };
  }

  /** Its files: values of the charts, the operator file, what is applied beside them, and how to install it all. */
  files(folder: string): readonly OutputFile[] {
    const { tracing } = this.mesh;
    return [
      ...chartFiles(this, folder),
      ...(this.components.istiod ? [operatorFile(this, folder)] : []),
      ...(tracing && this.components.istiod
        ? [
            yamlFile(
              `${folder}/telemetry.yaml`,
              'What share of the requests is traced, in the whole mesh. Apply it when istiod is there.',
              meshTelemetry(tracing, this.namespace),
            ),
          ]
        : []),
      installGuide(this, folder),
    ];
  }

  private refuseMistakes(): void {
    const { revision, tags, gateways } = this;
    for (const name of [...(revision === undefined ? [] : [revision]), ...tags]) {
      if (!/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name)) {
        throw this.mistake(
          `'${name}' is no name of a revision, expected lower-case letters, digits and dashes such as 1-30-3`,
        );
      }
    }
    if (tags.length > 0 && revision === undefined) {
      throw this.mistake(
        `'tags' are ${tags.join(', ')} but there is no 'revision' that they stand for; name one`,
      );
    }
    const repeated = gateways.find(
      ({ name }, index) => gateways.findIndex((one) => one.name === name) < index,
    );
    if (repeated) throw this.mistake(`two gateways are called '${repeated.name}'; rename one`);
    const isRemote = this.cluster?.isRemote ?? false;
    if (isRemote !== (this.profile === 'remote')) {
      throw this.mistake(
        isRemote
          ? `the cluster takes its configuration from elsewhere but 'profile' is ${this.profile}; make it remote`
          : `'profile' is remote but no 'cluster' says where istiod is; give MeshCluster.remote(…) or externalControlPlane(…)`,
      );
    }
  }

  private mistake(message: string): ConfigError {
    return new ConfigError('istio-installation', undefined, message);
  }
}

function gatewaysOf({ ingressGateway, egressGateway }: ProfileComponents): readonly GatewayInstallation[] {
  return [
    ...(ingressGateway ? [new GatewayInstallation()] : []),
    ...(egressGateway ? [new GatewayInstallation({ direction: 'egress' })] : []),
  ];
}
