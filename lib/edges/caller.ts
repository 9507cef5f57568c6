import type { IConstruct } from 'constructs';
import type { NetworkPolicyPeer } from 'kubernetes-types/networking/v1';
import type { Deferred, DeferredTree } from '../values/chart-value';

/** Somebody who calls services of the mesh: a workload, a gateway or a scraper. */
export interface ICaller extends IConstruct {
  /**
   * SPIFFE identity without its scheme, as AuthorizationPolicies name it: `cluster.local/ns/<ns>/sa/<account>`.
   * Without one, no policy of the mesh can let the caller in.
   */
  readonly principal: Deferred<string>;
  /** The caller's pods, as NetworkPolicies select them. */
  readonly networkPeer: DeferredTree<NetworkPolicyPeer>;
}

/** Layer 7 or 4 protocol of a port; Istio reads it from the port's name. */
export type PortProtocol =
  'http' | 'http2' | 'grpc' | 'tcp' | 'tls' | 'https' | 'postgres' | 'redis' | 'kafka';

/** A port that a service listens on. */
export interface CalledPort {
  /** Port of the Service, that callers use. */
  readonly port: Deferred<number>;
  /** Port of the pods, that NetworkPolicies and AuthorizationPolicies see. @default - the same */
  readonly targetPort?: Deferred<number>;
  /** What is spoken there; the name of the port begins with it. */
  readonly protocol: PortProtocol;
}

/** Something that workloads call: a service of the mesh, or one outside of it. */
export interface ICallable extends IConstruct {
  /** The name by which callers reach it: a fully qualified one for services of the cluster. */
  readonly host: Deferred<string>;
  /**
   * Names besides `host` that callers' proxies must know, such as those of the brokers that a first contact names.
   * @default - none
   */
  readonly furtherHosts?: readonly Deferred<string>[];
  /** The ports that it listens on. */
  readonly calledPorts: readonly CalledPort[];
  /** Environment variables by which a caller learns how to connect: entries of a container's `env`. */
  readonly connectionEnvironment: readonly DeferredTree<EnvironmentVariable>[];
  /** Where callers' egress is allowed to; nothing for a service whose pods are not known. */
  readonly egressPeers: readonly DeferredTree<NetworkPolicyPeer>[];
  /** Lets a caller in. */
  acceptFrom(caller: ICaller, options?: EdgeOptions): void;
}

/** An entry of a container's `env`. */
export interface EnvironmentVariable {
  /** Name of the variable. */
  readonly name: string;
  /** Its text. @default - that of `valueFrom` */
  readonly value?: string;
  /** Where its text is read from. @default - `value` is the text */
  readonly valueFrom?: {
    readonly secretKeyRef?: { readonly name: string; readonly key: string; readonly optional?: boolean };
    readonly configMapKeyRef?: { readonly name: string; readonly key: string; readonly optional?: boolean };
    readonly fieldRef?: { readonly fieldPath: string };
  };
}

/** Options of an edge. */
export interface EdgeOptions {
  /** Declares the edge only where this holds. @default true */
  readonly when?: Deferred<boolean>;
}
