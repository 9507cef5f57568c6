import type { Deferred, DeferredTree } from '../values/chart-value';
import type { Tree } from '../values/expression';
import type { CalledPort, EnvironmentVariable, ICallable, ICaller } from './caller';

/** What a workload or store tells the mesh of itself. */
export interface ParticipantProps {
  /** Name of its policies. */
  readonly name: Deferred<string>;
  /** Namespace of its pods and policies. */
  readonly namespace: Deferred<string>;
  /** Labels that select exactly its pods. */
  readonly selectorLabels: DeferredTree<Record<string, string>>;
  /** Service account of its pods: who it is in AuthorizationPolicies. */
  readonly serviceAccountName: Deferred<string>;
  /** Labels of its policies. @default - none */
  readonly labels?: Tree | undefined;
  /** Name of its Service. @default - the same as `name` */
  readonly serviceName?: Deferred<string>;
  /** The ports it listens on. @default - none: nobody can call it */
  readonly calledPorts?: readonly CalledPort[];
  /** What callers are told in their environment. @default - nothing */
  readonly connectionEnvironment?: readonly DeferredTree<EnvironmentVariable>[];
  /** Where it runs. @default - the platform of a usual cluster */
  readonly platform?: Platform | undefined;
  /** Further entries of the NetworkPolicy's `ingress`. @default - none */
  readonly extraIngress?: Tree | undefined;
  /** Further entries of the NetworkPolicy's `egress`. @default - none */
  readonly extraEgress?: Tree | undefined;
}

/** What policies must know of the cluster around the pods. */
export interface Platform {
  /** Pods are in the mesh: they have a sidecar, and mesh policies are emitted. @default true */
  readonly mesh?: Deferred<boolean>;
  /** Emits NetworkPolicies. @default true */
  readonly networkPolicies?: Deferred<boolean>;
  /** Namespace of istiod. @default 'istio-system' */
  readonly istioNamespace?: Deferred<string>;
  /** Namespace from which Prometheus scrapes. @default 'monitoring' */
  readonly monitoringNamespace?: Deferred<string>;
  /** Lets proxies send spans, by OTLP, to a collector in the namespace of istiod. @default false */
  readonly tracing?: Deferred<boolean>;
}

/** One declared call: the other side, and when it is there. */
export interface Edge<T> {
  /** The other side. */
  readonly peer: T;
  /** Where the call is declared. */
  readonly when: Deferred<boolean>;
}

/** A participant as the makers of its policies see it. */
export interface DeclaredEdges {
  /** What it told of itself. */
  readonly props: ParticipantProps;
  /** The ports that it listens on, once each. */
  readonly calledPorts: readonly CalledPort[];
  /** Who may call. */
  readonly callers: readonly Edge<ICaller>[];
  /** What it calls. */
  readonly callees: readonly Edge<ICallable>[];
}
