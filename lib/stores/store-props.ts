import type { EnvironmentVariable } from '../edges/caller';
import type { Platform } from '../edges/participant-props';
import type { ImageOptions, PodOptions } from '../pods/pod-options';
import type { ServiceAccountOptions } from '../pods/service-account-options';
import type { Deferred, DeferredTree } from '../values/chart-value';
import type { Tree } from '../values/expression';
import type { Persistence } from './persistence';

/** An entry of a container's `env`, any part of which may be deferred. */
export type Variable = DeferredTree<EnvironmentVariable>;

/** What every store that runs in the cluster takes. */
export interface EmbeddedStoreProps extends PodOptions {
  /** Name of the StatefulSet, the Service and all that belongs to them. @default - made of the construct's path */
  readonly name?: Deferred<string>;
  /** Namespace of all objects. @default - the namespace of the cdk8s chart */
  readonly namespace?: Deferred<string>;
  /** Labels of all objects, those that select the pods among them. @default - those that select the pods */
  readonly labels?: Tree;
  /** Labels that select exactly the store's pods; they must never change. @default - `app.kubernetes.io/name` */
  readonly selectorLabels?: DeferredTree<Record<string, string>>;
  /**
   * The host that callers are told in their environment.
   * @default - the full name of the Service, which callers in any namespace resolve
   */
  readonly connectionHost?: Deferred<string>;
  /** Image of the server. @default - a pinned image that the store is tested with */
  readonly image?: Partial<ImageOptions>;
  /** Where the data lies. @default - a volume of 1Gi of the cluster's default class, which outlives the store */
  readonly persistence?: Persistence;
  /** The pods' identity. @default - an account of its own, named as the store */
  readonly serviceAccount?: ServiceAccountOptions;
  /** Where the pods run. @default - the platform of a usual cluster, with Istio */
  readonly platform?: Platform;
  /** Further entries of the NetworkPolicy's `ingress`. @default - none */
  readonly extraIngress?: Tree;
  /** Further entries of the NetworkPolicy's `egress`. @default - none */
  readonly extraEgress?: Tree;
}
