import type { NetworkPolicyPeer } from 'kubernetes-types/networking/v1';
import { principalOf } from '../edges/cluster-names';
import type { Labels } from '../edges/mesh-object';
import type { Deferred, DeferredTree } from '../values/chart-value';

/** What is to be known of the pods of an ingress gateway. */
export interface GatewayWorkload {
  /** Labels by which Istio's `Gateway` objects, and policies, select the gateway's pods. */
  readonly selectorLabels: Labels;
  /** Namespace of the gateway's pods. Secrets with certificates must lie there. */
  readonly namespace: Deferred<string>;
  /** Service account of the gateway's pods: who the gateway is in AuthorizationPolicies. */
  readonly serviceAccount: Deferred<string>;
}

/**
 * The gateway workload that the installation runs: labels, namespace and service account belong together and differ
 * between the ways of installing.
 *
 * @see https://istio.io/latest/docs/setup/additional-setup/gateway/
 */
export class GatewayContract implements GatewayWorkload {
  /** The `istio-ingressgateway` of `istioctl install` and of its demo and default profiles. */
  static istioctl(): GatewayContract {
    return new GatewayContract({
      selectorLabels: { istio: 'ingressgateway' },
      namespace: 'istio-system',
      serviceAccount: 'istio-ingressgateway-service-account',
    });
  }

  /**
   * A release of Istio's Helm chart `gateway`: that labels its pods with its name, without a leading `istio-` in the
   * label `istio`, and calls its service account like the release.
   */
  static helmRelease(release: string, options: HelmGatewayOptions = {}): GatewayContract {
    return new GatewayContract({
      selectorLabels: { app: release, istio: release.replace(/^istio-/, '') },
      namespace: options.namespace ?? 'istio-ingress',
      serviceAccount: release,
    });
  }

  /** Any other gateway workload. */
  static of(workload: GatewayWorkload): GatewayContract {
    return new GatewayContract(workload);
  }

  readonly selectorLabels: Labels;
  readonly namespace: Deferred<string>;
  readonly serviceAccount: Deferred<string>;

  private constructor(workload: GatewayWorkload) {
    this.selectorLabels = workload.selectorLabels;
    this.namespace = workload.namespace;
    this.serviceAccount = workload.serviceAccount;
  }

  /** The gateway's identity in AuthorizationPolicies. */
  get principal(): Deferred<string> {
    return principalOf(this.namespace, this.serviceAccount);
  }

  /** The gateway's pods, as NetworkPolicies select them. */
  get networkPeer(): DeferredTree<NetworkPolicyPeer> {
    return {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': this.namespace } },
      podSelector: { matchLabels: this.selectorLabels },
    };
  }
}

/** Options of a gateway that was installed by Helm. */
export interface HelmGatewayOptions {
  /** Namespace of the release. @default 'istio-ingress' */
  readonly namespace?: Deferred<string>;
}
