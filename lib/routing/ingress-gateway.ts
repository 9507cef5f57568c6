import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { NetworkPolicyPeer } from 'kubernetes-types/networking/v1';
import { Gateway, type GatewaySpecServers } from '@cdk8s/istio-imports';
import type { ICaller } from '../edges/caller';
import { meshObject, type MeshObjectProps } from '../edges/mesh-object';
import type { Deferred, DeferredTree } from '../values/chart-value';
import { includeWhen } from '../values/inclusion';
import { and } from '../values/conditions';
import { when } from '../values/operators';
import type { Tree } from '../values/expression';
import { GatewayContract } from './gateway-contract';
import type { GatewayTls, TlsSecret } from './gateway-tls';
import { checkHosts, type Hosts } from './hosts';

/** Options of an ingress gateway. */
export interface IngressGatewayProps extends MeshObjectProps {
  /** Host names that the gateway answers for. @default - all: ['*'] */
  readonly hosts?: Hosts;
  /** The gateway workload that serves it. @default GatewayContract.istioctl() */
  readonly contract?: GatewayContract;
  /** Serves TLS on port 443. @default - plain HTTP only */
  readonly tls?: GatewayTls;
}

/**
 * Istio's `Gateway`: opens port 80, and with TLS 443, of the installation's gateway workload for some hosts. It
 * routes nothing by itself: bind a VirtualService to it.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/
 * @throws ConfigError `hosts` when a host is no DNS name
 *
 * @example
 * ```ts
 * new IngressGateway(chart, 'gateway', {
 *   hosts: ['shop.example.com'],
 *   contract: GatewayContract.helmRelease('istio-ingress'),
 *   tls: GatewayTls.simple({ credentialName: 'shop-tls' }),
 * });
 * ```
 */
export class IngressGateway extends Construct implements ICaller {
  /** Name of the object. */
  readonly name: Deferred<string>;
  /** Namespace of the object. */
  readonly namespace: Deferred<string>;
  /** Host names that it answers for. */
  readonly hosts: Hosts;
  /** The gateway workload that serves it. */
  readonly contract: GatewayContract;
  /** The Secret with its certificate. */
  readonly tlsSecret: TlsSecret | undefined;
  /** Istio's `Gateway`. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: IngressGatewayProps = {}) {
    super(scope, id);
    const { hosts = ['*'], contract = GatewayContract.istioctl(), tls } = props;
    checkHosts(this, hosts);
    this.hosts = hosts;
    this.contract = contract;
    this.tlsSecret = tls?.secretIn(contract.namespace);
    const { name, namespace, resource } = meshObject(Gateway, this, props, {
      spec: {
        selector: contract.selectorLabels,
        servers: [httpServer(hosts, tls), tls ? httpsServer(hosts, tls) : undefined] as DeferredTree<
          GatewaySpecServers[]
        >,
      },
    });
    this.name = name;
    this.namespace = namespace;
    this.resource = resource;
    includeWhen(this, props.platform?.mesh ?? true);
  }

  get principal(): Deferred<string> {
    return this.contract.principal;
  }

  get networkPeer(): DeferredTree<NetworkPolicyPeer> {
    return this.contract.networkPeer;
  }
}

function httpServer(hosts: Hosts, tls: GatewayTls | undefined): Tree {
  return {
    port: { number: 80, name: 'http', protocol: 'HTTP' },
    hosts: hosts as Tree,
    tls: tls && when<Tree>(and(tls.when, tls.httpsRedirect), { httpsRedirect: true }),
  };
}

function httpsServer(hosts: Hosts, tls: GatewayTls): Tree | undefined {
  return when<Tree>(tls.when, {
    port: { number: 443, name: 'https', protocol: 'HTTPS' },
    hosts: hosts as Tree,
    tls: { mode: tls.mode, credentialName: tls.credentialName, minProtocolVersion: 'TLSV1_2' },
  });
}
