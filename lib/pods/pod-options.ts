import type {
  Affinity,
  Container,
  EnvFromSource,
  EnvVar,
  LocalObjectReference,
  ResourceRequirements,
  Toleration,
  TopologySpreadConstraint,
  Volume,
  VolumeMount,
} from 'kubernetes-types/core/v1';
import type { Deferred, DeferredTree } from '../values/chart-value';

/** What every cluster asks for per workload. */
export interface PodOptions {
  /** Labels that pods carry besides those of the construct; they must not repeat these. @default - none */
  readonly podLabels?: DeferredTree<Record<string, string>>;
  /** Annotations of the pods besides those of the construct; they must not repeat these. @default - none */
  readonly podAnnotations?: DeferredTree<Record<string, string>>;
  /** Secrets with the credentials of the image registry. @default - none */
  readonly imagePullSecrets?: DeferredTree<LocalObjectReference[]>;
  /** Labels of the nodes that may run the pods. @default - any node */
  readonly nodeSelector?: DeferredTree<Record<string, string>>;
  /** Taints that the pods put up with. @default - none */
  readonly tolerations?: DeferredTree<Toleration[]>;
  /** Rules of attraction to nodes and pods. @default - none */
  readonly affinity?: DeferredTree<Affinity>;
  /** How pods spread over zones and nodes. @default - evenly where the construct says so */
  readonly topologySpreadConstraints?: DeferredTree<TopologySpreadConstraint[]>;
  /** PriorityClass of the pods. @default - the cluster's default */
  readonly priorityClassName?: Deferred<string>;
  /**
   * Numeric user and group of the containers, for images that name none or root.
   * @default - the image's own user, which must not be root
   */
  readonly runAsUser?: Deferred<number>;
  /** CPU and memory of the main container. @default - what the construct needs at least */
  readonly resources?: DeferredTree<ResourceRequirements>;
  /** Further environment variables of the main container. @default - none */
  readonly extraEnv?: DeferredTree<EnvVar[]>;
  /** ConfigMaps and Secrets of which every key becomes a variable of the main container. @default - none */
  readonly extraEnvFrom?: DeferredTree<EnvFromSource[]>;
  /** Further volumes of the pod. @default - none */
  readonly extraVolumes?: DeferredTree<Volume[]>;
  /** Further mounts of the main container. @default - none */
  readonly extraVolumeMounts?: DeferredTree<VolumeMount[]>;
  /** Containers that run beside the main one. @default - none */
  readonly extraContainers?: DeferredTree<Container[]>;
}

/** A container image. */
export interface ImageOptions {
  /** Repository with its registry, such as `ghcr.io/acme/orders`. */
  readonly repository: Deferred<string>;
  /** Tag of the image. @default - the one of the digest; one of both must be given */
  readonly tag?: Deferred<string>;
  /** `sha256:…`: pins the image whatever the tag says. @default - none */
  readonly digest?: Deferred<string>;
  /** When the kubelet fetches the image. @default 'IfNotPresent' */
  readonly pullPolicy?: Deferred<'Always' | 'IfNotPresent' | 'Never'>;
}
