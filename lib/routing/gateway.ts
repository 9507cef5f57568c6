import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { NetworkPolicyPeer } from 'kubernetes-types/networking/v1';
import { Gateway as GatewayObject } from '@cdk8s/istio-imports';
import { meshObject, type MeshObjectProps } from '../edges/mesh-object';
import { requireSecret } from '../edges/required-secret';
import type { Deferred, DeferredTree } from '../values/chart-value';
import { includeWhen } from '../values/inclusion';
import { ConfigError } from '../vocabulary/config-error';
import { GatewayContract } from './gateway-contract';
import type { IGateway } from './gateway-reference';
import type { GatewayServer } from './gateway-server';
import { joinHosts, type Hosts } from './hosts';
import { checkUnique } from './literal-check';
import { checkDnsLabel } from './name-check';

/** Options of a gateway. */
export interface GatewayProps extends MeshObjectProps {
  /** What it opens. */
  readonly servers: readonly GatewayServer[];
  /** The gateway workload that serves it. @default GatewayContract.istioctl() */
  readonly contract?: GatewayContract;
}

/**
 * Istio's `Gateway` with any servers: HTTP, TLS that ends here or is passed on, and connections. For HTTP and HTTPS of
 * some hosts, `IngressGateway` is shorter. It routes nothing by itself: bind a VirtualService to it. The Secrets of its
 * servers are listed among what is required.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/
 * @throws ConfigError `servers` when there is none
 * @throws ConfigError `duplicate` when two servers have a port's name in common
 * @throws ConfigError `hosts`, `port`, `name` for what a server cannot have
 *
 * @example
 * ```ts
 * new Gateway(chart, 'gateway', {
 *   servers: [
 *     GatewayServer.http({ hosts: ['shop.example.com'], httpsRedirect: true }),
 *     GatewayServer.tlsPassthrough({ hosts: ['legacy.example.com'] }),
 *     GatewayServer.tcp({ port: 9000 }),
 *   ],
 * });
 * ```
 */
export class Gateway extends Construct implements IGateway {
  /** Name of the object. */
  readonly name: Deferred<string>;
  /** Namespace of the object. */
  readonly namespace: Deferred<string>;
  readonly hosts: Hosts;
  /** The gateway workload that serves it. */
  readonly contract: GatewayContract;
  /** Istio's `Gateway`. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: GatewayProps) {
    super(scope, id);
    const { servers, contract = GatewayContract.istioctl() } = props;
    if (servers.length === 0) {
      throw new ConfigError('servers', this, "'servers' is empty, expected at least one; name what it opens");
    }
    checkDnsLabel('name', props.name, this);
    checkUnique(
      this,
      'portName',
      servers.map(({ portName }) => portName),
    );
    this.hosts = joinHosts(servers.map(({ hosts }) => hosts));
    this.contract = contract;
    const { name, namespace, resource } = meshObject(GatewayObject, this, props, {
      spec: {
        selector: contract.selectorLabels,
        servers: servers.map((server) => server._toIstio(this)) as never,
      },
    });
    this.name = name;
    this.namespace = namespace;
    this.resource = resource;
    includeWhen(this, props.platform?.mesh ?? true);
    for (const { tls, when } of servers) {
      for (const secret of tls?.secretNames ?? []) {
        requireSecret(this, {
          name: secret,
          namespace: contract.namespace,
          keys: ['tls.crt', 'tls.key'],
          when,
        });
      }
    }
  }

  get principal(): Deferred<string> {
    return this.contract.principal;
  }

  get networkPeer(): DeferredTree<NetworkPolicyPeer> {
    return this.contract.networkPeer;
  }
}
