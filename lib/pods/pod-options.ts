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
import type { Deferred } from '../values/chart-value';

/** What every cluster asks for per workload. */
export interface PodOptions {
  /** Labels that pods carry besides those of the construct; they must not repeat these. @default - none */
  readonly podLabels?: Deferred<Record<string, string>>;
  /** Annotations of the pods besides those of the construct; they must not repeat these. @default - none */
  readonly podAnnotations?: Deferred<Record<string, string>>;
  /** Secrets with the credentials of the image registry. @default - none */
  readonly imagePullSecrets?: Deferred<LocalObjectReference[]>;
  /** Labels of the nodes that may run the pods. @default - any node */
  readonly nodeSelector?: Deferred<Record<string, string>>;
  /** Taints that the pods put up with. @default - none */
  readonly tolerations?: Deferred<Toleration[]>;
  /** Rules of attraction to nodes and pods. @default - none */
  readonly affinity?: Deferred<Affinity>;
  /** How pods spread over zones and nodes. @default - evenly where the construct says so */
  readonly topologySpreadConstraints?: Deferred<TopologySpreadConstraint[]>;
  /** PriorityClass of the pods. @default - the cluster's default */
  readonly priorityClassName?: Deferred<string>;
  /**
   * Numeric user and group of the containers, for images that name none or root.
   * @default - the image's own user, which must not be root
   */
  readonly runAsUser?: Deferred<number>;
  /** CPU and memory of the main container. @default - what the construct needs at least */
  readonly resources?: Deferred<ResourceRequirements>;
  /** Further environment variables of the main container. @default - none */
  readonly extraEnv?: Deferred<EnvVar[]>;
  /** ConfigMaps and Secrets of which every key becomes a variable of the main container. @default - none */
  readonly extraEnvFrom?: Deferred<EnvFromSource[]>;
  /** Further volumes of the pod. @default - none */
  readonly extraVolumes?: Deferred<Volume[]>;
  /** Further mounts of the main container. @default - none */
  readonly extraVolumeMounts?: Deferred<VolumeMount[]>;
  /** Containers that run beside the main one. @default - none */
  readonly extraContainers?: Deferred<Container[]>;
}

/** A container image. */
export interface ImageOptions {
  /** Repository with its registry, such as `ghcr.io/acme/orders`. */
  readonly repository: Deferred<string>;
  /** @default - the one of the digest; one of both must be given */
  readonly tag?: Deferred<string>;
  /** `sha256:…`: pins the image whatever the tag says. @default - none */
  readonly digest?: Deferred<string>;
  /** @default 'IfNotPresent' */
  readonly pullPolicy?: Deferred<'Always' | 'IfNotPresent' | 'Never'>;
}
