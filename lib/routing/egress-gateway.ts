import { Duration, Names, type ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { NetworkPolicyPeer } from 'kubernetes-types/networking/v1';
import {
  DestinationRule as DestinationRuleObject,
  Gateway,
  VirtualService,
  type VirtualServiceSpec,
} from '@cdk8s/istio-imports';
import type { CalledPort, EnvironmentVariable, ICallable } from '../edges/caller';
import { namespaceOf } from '../edges/cluster-names';
import { ExternalService } from '../edges/external-service';
import type { MeshObjectProps } from '../edges/mesh-object';
import { requireSecret } from '../edges/required-secret';
import type { Deferred, DeferredTree } from '../values/chart-value';
import { deferredObject } from '../values/deferred-object';
import type { Tree } from '../values/expression';
import { includeWhen } from '../values/inclusion';
import { equals, not } from '../values/conditions';
import { choose, format, ifSet, when } from '../values/operators';
import { ClientTls, type ClientTlsOptions } from './client-tls';
import type { ConnectionPool } from './connection-pool';
import { Destination } from './destination';
import { DestinationRule } from './destination-rule';
import { EgressGatewayContract } from './egress-gateway-contract';
import { EGRESS_GATEWAY_PORT, httpHops, tlsHops, type EgressPath } from './egress-hops';
import { EgressProtocol, type EgressHttpOptions } from './egress-protocol';
import { HttpRule } from './http-rule';
import { OutlierDetection } from './outlier-detection';
import { RetryPolicy } from './retry-policy';

/** Options of a host that is called through an egress gateway. */
export interface EgressGatewayProps extends MeshObjectProps {
  /** DNS name of the host outside. */
  readonly host: Deferred<string>;
  /** The port at which the host speaks TLS. @default 443 */
  readonly port?: Deferred<number>;
  /** What callers speak. @default EgressProtocol.http() */
  readonly protocol?: EgressProtocol;
  /** The installation's egress gateway. @default EgressGatewayContract.istioctl() */
  readonly contract?: EgressGatewayContract;
  /** Limits of each gateway pod towards the host. @default - 100 connections, 100 waiting requests */
  readonly connectionPool?: ConnectionPool;
  /**
   * When an address of the host that fails gets no requests for a while.
   * @default - 5 failures in a row, for 30 s, all addresses if need be: hosts outside often have but one
   */
  readonly outlierDetection?: OutlierDetection;
  /** Environment variable by which callers learn the URL, such as `MAIL_API_URL`. @default - none */
  readonly urlVariable?: string;
}

/**
 * A host outside of the mesh that workloads call through the installation's egress gateway (`worker.calls(mail)`).
 * Callers' packets may go to the gateway's pods only, their proxies know the host only by way of the gateway, and who
 * does not declare the call has no way at all.
 *
 * It makes a `ServiceEntry`, a `Gateway`, a `VirtualService` with both hops, and a `DestinationRule` for each hop, all in
 * its own namespace. The gateway's pods belong to the installation: its policies must let them take calls from this
 * namespace at the contract's `targetPort`, look names up in DNS, and go out to the host's port.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/egress/egress-gateway/
 * @throws ConfigError `external-host` when the host is no DNS name
 * @throws ConfigError `constraint-violated` when tries do not fit the timeout
 */
export class EgressGateway extends Construct implements ICallable {
  /** Name of its objects. */
  readonly name: Deferred<string>;
  /** Namespace of its objects. */
  readonly namespace: Deferred<string>;
  readonly host: Deferred<string>;
  readonly furtherHosts: readonly Deferred<string>[];
  readonly calledPorts: readonly CalledPort[];
  readonly connectionEnvironment: readonly DeferredTree<EnvironmentVariable>[];
  readonly egressPeers: readonly DeferredTree<NetworkPolicyPeer>[];
  /** The installation's egress gateway. */
  readonly contract: EgressGatewayContract;
  /** The host as proxies know it: Istio's `ServiceEntry`. */
  readonly externalService: ExternalService;
  /** How the gateway treats the host. */
  readonly destinationRule: DestinationRule;
  /** Istio's `Gateway`. */
  readonly gateway: ApiObject;
  /** Istio's `VirtualService`. */
  readonly virtualService: ApiObject;
  /** Istio's `DestinationRule` for the hop to the gateway. */
  readonly gatewayDestinationRule: ApiObject;

  constructor(scope: Construct, id: string, props: EgressGatewayProps) {
    super(scope, id);
    const { host, port = 443, protocol = EgressProtocol.http(), labels } = props;
    const { contract = EgressGatewayContract.istioctl() } = props;
    const { http } = protocol;
    includeWhen(this, props.platform?.mesh ?? true);
    this.name = props.name ?? Names.toDnsLabel(this);
    this.namespace = namespaceOf(this, props.namespace);
    this.host = host;
    this.contract = contract;
    this.furtherHosts = [contract.host];
    this.egressPeers = [contract.networkPeer];
    this.calledPorts = [
      { port: http ? 80 : port, targetPort: contract.targetPort, protocol: http ? 'http' : 'tls' },
    ];
    this.connectionEnvironment = props.urlVariable
      ? [{ name: props.urlVariable, value: http ? format`http://${host}` : httpsUrl(host, port) }]
      : [];

    const common = { name: this.name, namespace: this.namespace, ...(labels ? { labels } : {}) };
    this.externalService = new ExternalService(this, 'ExternalService', {
      ...common,
      host,
      ...(http ? { port: 80, targetPort: port, protocol: 'http' } : { port, protocol: 'tls' }),
      exportTo: this.visibility,
    });
    this.destinationRule = new DestinationRule(this, 'DestinationRule', {
      ...common,
      service: this.externalService,
      // Proxies of callers have no use for it, and could not read the gateway's Secrets.
      exportTo: [contract.namespace] as Deferred<string[]>,
      outlierDetection: props.outlierDetection ?? OutlierDetection.of({ maxEjectionPercent: 100 }),
      ...(props.connectionPool ? { connectionPool: props.connectionPool } : {}),
      ...(http ? { tls: this.originatedTls(http.tls) } : {}),
    });
    this.gateway = deferredObject(Gateway, this, 'Gateway', common, {
      spec: { selector: contract.selectorLabels as never, servers: [server(host, http)] },
    });
    this.gatewayDestinationRule = this.addGatewayDestinationRule(labels, http);
    this.virtualService = deferredObject(VirtualService, this, 'VirtualService', common, {
      spec: {
        hosts: [host],
        gateways: ['mesh', this.gatewayName],
        exportTo: this.visibility,
        ...this.hops(http),
      },
    });
  }

  /** Nothing of this namespace keeps callers from the gateway: leaving is what they need leave for. */
  acceptFrom(): void {
    return;
  }

  private get gatewayName(): Deferred<string> {
    return format`${this.namespace}/${this.name}`;
  }

  /** The own namespace and the gateway's; Istio refuses a namespace that is named twice. */
  private get visibility(): Deferred<string[]> {
    const { namespace } = this.contract;
    return ['.', when(not(equals(namespace, this.namespace)), namespace)].filter(
      (entry) => entry !== undefined,
    ) as Deferred<string[]>;
  }

  /** No outlier detection here: the host's errors come by way of the gateway, whose pods are not to blame. */
  private addGatewayDestinationRule(
    labels: Tree | undefined,
    http: EgressHttpOptions | undefined,
  ): ApiObject {
    const { host, contract } = this;
    const metadata = { name: format`${this.name}-gateway`, namespace: this.namespace, labels };
    return deferredObject(DestinationRuleObject, this, 'GatewayDestinationRule', metadata, {
      spec: {
        host: contract.host,
        exportTo: ['.'],
        subsets: [
          {
            name: this.name,
            trafficPolicy: http ? { tls: { mode: 'ISTIO_MUTUAL', sni: host } } : undefined,
          },
        ],
      },
    });
  }

  private originatedTls({ credentialName, sni, subjectAltNames }: ClientTlsOptions = {}): ClientTls {
    const secret = credentialName === undefined ? undefined : ifSet(credentialName);
    if (credentialName !== undefined && secret !== undefined) {
      const { namespace } = this.contract;
      const required = choose(credentialName, true, false);
      requireSecret(this, { name: credentialName, namespace, keys: ['ca.crt'], when: required });
    }
    return ClientTls.simple({
      sni: sni ?? this.host,
      subjectAltNames: subjectAltNames ?? ([this.host] as Deferred<string[]>),
      ...(secret === undefined ? {} : { credentialName: secret }),
    });
  }

  private hops(http: EgressHttpOptions | undefined): Hops {
    const [{ port }] = this.calledPorts as [CalledPort];
    const path: EgressPath = {
      host: this.host,
      port,
      gateway: this.gatewayName,
      gatewayHost: this.contract.host,
      subset: this.name,
    };
    if (!http) return { tls: tlsHops(path) as DeferredTree<VirtualServiceSpec['tls']> };
    const { timeout = Duration.seconds(10), retries = RetryPolicy.of() } = http;
    HttpRule.route({ to: [Destination.service(this.externalService)], timeout, retries }).check(this);
    return { http: httpHops(path, timeout, retries) as DeferredTree<VirtualServiceSpec['http']> };
  }
}

interface Hops {
  readonly http?: DeferredTree<VirtualServiceSpec['http']>;
  readonly tls?: DeferredTree<VirtualServiceSpec['tls']>;
}

function server(host: Deferred<string>, http: EgressHttpOptions | undefined) {
  return http
    ? {
        port: { number: EGRESS_GATEWAY_PORT, name: 'https', protocol: 'HTTPS' },
        hosts: [host],
        tls: { mode: 'ISTIO_MUTUAL' as const },
      }
    : {
        port: { number: EGRESS_GATEWAY_PORT, name: 'tls', protocol: 'TLS' },
        hosts: [host],
        tls: { mode: 'PASSTHROUGH' as const },
      };
}

function httpsUrl(host: Deferred<string>, port: Deferred<number>): Deferred<string> {
  return format`https://${host}${choose(equals(port, 443), '', format`:${port}`)}`;
}
