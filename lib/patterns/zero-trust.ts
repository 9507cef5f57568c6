import { Construct } from 'constructs';
import type { NetworkPolicy } from 'kubernetes-types/networking/v1';
import { namespaceOf } from '../edges/cluster-names';
import type { Platform } from '../edges/participant-props';
import { AuthorizationPolicy } from '../security/authorization-policy';
import { PeerAuthentication } from '../security/peer-authentication';
import { OutboundTrafficPolicy } from '../routing/outbound-traffic-policy';
import { Sidecar } from '../routing/sidecar';
import { SidecarEgressListener } from '../routing/sidecar-listener';
import type { Deferred } from '../values/chart-value';
import { deferredObject, kindOf } from '../values/deferred-object';
import type { Tree } from '../values/expression';
import { includeWhen } from '../values/inclusion';
import { format, when } from '../values/operators';

/** Options of a namespace that trusts nobody. */
export interface ZeroTrustProps {
  /** The namespace. @default - that of the cdk8s chart */
  readonly namespace?: Deferred<string>;
  /** Labels of the objects. @default - none */
  readonly labels?: Tree;
  /** Where it runs. @default - the platform of a usual cluster */
  readonly platform?: Platform;
}

/**
 * A namespace in which nothing may talk to anything that no policy names: pods take mutual TLS only, requests that no
 * AuthorizationPolicy allows are denied, proxies know of no services but those that a Sidecar names, and packets pass
 * to DNS and istiod only. Workloads of this library add exactly what their declared calls need; for other pods it has
 * to be said, their probes and scraping included.
 *
 * Probes by kubelet go on, since the proxy answers them. What calls from outside the mesh, Prometheus for example, is denied
 * until it has an identity or a policy of its own.
 *
 * @see https://istio.io/latest/docs/ops/best-practices/security/
 *
 * @example
 * ```ts
 * new ZeroTrust(chart, 'zero-trust');
 * ```
 */
export class ZeroTrust extends Construct {
  /** Namespace of the object. */
  readonly namespace: Deferred<string>;

  constructor(scope: Construct, id: string, props: ZeroTrustProps = {}) {
    super(scope, id);
    const { platform = {}, labels } = props;
    this.namespace = namespaceOf(this, props.namespace);
    const object = {
      namespace: this.namespace,
      platform,
      ...(labels === undefined ? {} : { labels }),
    };
    const istiod = platform.istioNamespace ?? 'istio-system';
    // Istio has one policy without selector for a namespace; `default` is what people look for.
    new PeerAuthentication(this, 'PeerAuthentication', { ...object, name: 'default' });
    AuthorizationPolicy.denyAll(this, 'AuthorizationPolicy', { ...object, name: 'deny-all' });
    new Sidecar(this, 'Sidecar', {
      ...object,
      name: 'default',
      outboundTrafficPolicy: OutboundTrafficPolicy.registryOnly(),
      egress: [SidecarEgressListener.anyPort({ hosts: [format`${istiod}/*`] })],
    });
    const networkPolicy = deferredObject(
      kindOf<NetworkPolicy>('networking.k8s.io/v1', 'NetworkPolicy'),
      this,
      'NetworkPolicy',
      { name: 'deny-all', namespace: this.namespace, labels },
      {
        spec: {
          podSelector: {},
          policyTypes: ['Ingress', 'Egress'],
          egress: [
            {
              to: [inNamespace('kube-system')],
              ports: [
                { port: 53, protocol: 'UDP' },
                { port: 53, protocol: 'TCP' },
              ],
            },
            when<Tree>(platform.mesh ?? true, {
              to: [{ ...inNamespace(istiod), podSelector: { matchLabels: { app: 'istiod' } } }],
              ports: [{ port: 15012, protocol: 'TCP' }],
            }),
          ] as never,
        },
      },
    );
    includeWhen(networkPolicy, platform.networkPolicies ?? true);
  }
}

function inNamespace(name: Deferred<string>): {
  namespaceSelector: { matchLabels: Record<string, Deferred<string>> };
} {
  return { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } };
}
