import type { NetworkPolicyPeer } from 'kubernetes-types/networking/v1';
import { serviceHost } from '../edges/cluster-names';
import type { Labels } from '../edges/mesh-object';
import type { Deferred, DeferredTree } from '../values/chart-value';

/** What is to be known of the pods of an egress gateway. */
export interface EgressGatewayWorkload {
  /** Labels by which Istio's `Gateway` objects, and NetworkPolicies, select the gateway's pods. */
  readonly selectorLabels: Labels;
  /** Namespace of the gateway's pods. Secrets with authorities of hosts outside must lie there. */
  readonly namespace: Deferred<string>;
  /** Name of the gateway's Service; its port 443 is the one that is used. */
  readonly serviceName: Deferred<string>;
  /** Port of the pods behind port 443 of the Service: what NetworkPolicies see. */
  readonly targetPort: Deferred<number>;
}

/** Options of an egress gateway that was installed by Helm. */
export interface HelmEgressGatewayOptions {
  /** Namespace of the release. @default 'istio-egress' */
  readonly namespace?: Deferred<string>;
}

/**
 * The egress gateway that the installation runs: labels, namespace, Service and port belong together and differ
 * between the ways of installing.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/egress/egress-gateway/
 */
export class EgressGatewayContract implements EgressGatewayWorkload {
  /** The `istio-egressgateway` of `istioctl install`, where its profile (`demo`) or its options ask for one. */
  static istioctl(): EgressGatewayContract {
    return new EgressGatewayContract({
      selectorLabels: { istio: 'egressgateway' },
      namespace: 'istio-system',
      serviceName: 'istio-egressgateway',
      targetPort: 8443,
    });
  }

  /**
   * A release of Istio's Helm chart `gateway`: that labels its pods with its name, without a leading `istio-` in the
   * label `istio`, and calls its Service like the release.
   */
  static helmRelease(release: string, options: HelmEgressGatewayOptions = {}): EgressGatewayContract {
    return new EgressGatewayContract({
      selectorLabels: { app: release, istio: release.replace(/^istio-/, '') },
      namespace: options.namespace ?? 'istio-egress',
      serviceName: release,
      targetPort: 443,
    });
  }

  /** Any other gateway workload. */
  static of(workload: EgressGatewayWorkload): EgressGatewayContract {
    return new EgressGatewayContract(workload);
  }

  readonly selectorLabels: Labels;
  readonly namespace: Deferred<string>;
  readonly serviceName: Deferred<string>;
  readonly targetPort: Deferred<number>;

  private constructor(workload: EgressGatewayWorkload) {
    this.selectorLabels = workload.selectorLabels;
    this.namespace = workload.namespace;
    this.serviceName = workload.serviceName;
    this.targetPort = workload.targetPort;
  }

  /** The gateway's Service, as proxies know it. */
  get host(): Deferred<string> {
    return serviceHost(this.serviceName, this.namespace);
  }

  /** The gateway's pods, as NetworkPolicies select them. */
  get networkPeer(): DeferredTree<NetworkPolicyPeer> {
    return {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': this.namespace } },
      podSelector: { matchLabels: this.selectorLabels },
    };
  }
}
