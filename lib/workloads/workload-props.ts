import type { EnvVar } from 'kubernetes-types/core/v1';
import type { ImageOptions, PodOptions } from '../pods/pod-options';
import type { ServiceAccountOptions } from '../pods/service-account-options';
import type { Platform } from '../edges/participant-props';
import type { Deferred, DeferredTree } from '../values/chart-value';
import type { Tree } from '../values/expression';
import type { AutoscalingOptions } from './autoscaling';

/** What every workload takes. */
export interface WorkloadProps extends PodOptions {
  /** The application's image. */
  readonly image: ImageOptions;
  /** Name of the Deployment and of everything that belongs to it. @default - made of the construct's path */
  readonly name?: Deferred<string>;
  /** Namespace of all its objects. @default - the namespace of the cdk8s chart */
  readonly namespace?: Deferred<string>;
  /** Labels of all objects, such as the recommended `app.kubernetes.io/*`. @default - `app.kubernetes.io/name` */
  readonly labels?: Tree;
  /** Labels that select exactly these pods; they must never change. @default - `app.kubernetes.io/name` */
  readonly selectorLabels?: DeferredTree<Record<string, string>>;
  /** Version of the application for Istio's subsets and Kiali: label `version`. @default 'v1' */
  readonly version?: Deferred<string>;
  /** What runs instead of the image's entry point. @default - the image's entry point */
  readonly command?: string[];
  /** Arguments of the command. @default - the image's */
  readonly args?: string[];
  /** Pods that run, unless autoscaling decides. @default 1 */
  readonly replicas?: Deferred<number>;
  /** Scales by load; `replicas` is then left to it. @default - no autoscaling */
  readonly autoscaling?: AutoscalingOptions;
  /**
   * Environment variables, merged by name over those of the declared edges. In a value that is known only at deploy
   * time, the text `{{ .Release.Name }}` is replaced; passwords of edges always come from their Secret.
   * @default - those of the declared edges
   */
  readonly env?: DeferredTree<EnvVar[]>;
  /**
   * Environment variables that lie in a ConfigMap of the workload's own; a change replaces the pods. Those of `env` and
   * of edges win over them.
   * @default - none
   */
  readonly config?: Deferred<Record<string, string>>;
  /** The pods' identity. @default - an account of its own, named as the workload */
  readonly serviceAccount?: ServiceAccountOptions;
  /** Containers that must end before the application starts, such as one that waits for a migration. @default - none */
  readonly initContainers?: readonly (Tree | undefined)[];
  /** Command by which the kubelet asks whether the process is alive. @default - no liveness probe */
  readonly livenessCommand?: string[];
  /** Where the pods run. @default - the platform of a usual cluster, with Istio */
  readonly platform?: Platform;
  /** Further entries of the NetworkPolicy's `ingress`. @default - none */
  readonly extraIngress?: Tree;
  /** Further entries of the NetworkPolicy's `egress`. @default - none */
  readonly extraEgress?: Tree;
}
