import type { IConstruct } from 'constructs';
import type { Deferred } from '../values/chart-value';
import { isDeferral, type Tree } from '../values/expression';
import { forEach, format, when } from '../values/operators';
import { checkHosts, isQualified, literalHosts, type Hosts } from './hosts';
import { checkLiteral } from './literal-check';
import { checkDnsLabel, checkIpAddress } from './name-check';
import { checkPort } from './number-check';
import type { ServerTls } from './server-tls';

/** What every server of a gateway has. */
export interface GatewayServerOptions {
  /** Host names that it answers for. @default - all: ['*'] */
  readonly hosts?: Hosts;
  /** Namespace whose VirtualServices may bind to it, `.` being the gateway's own. @default - any */
  readonly routesFrom?: Deferred<string>;
  /** Name of its port, which no other server of the gateway has. @default - protocol and port: `http-80` */
  readonly portName?: Deferred<string>;
  /** Name of the server in Envoy's configuration. @default - none */
  readonly name?: Deferred<string>;
  /** IP address that is listened on. @default - all of the pod */
  readonly bind?: Deferred<string>;
  /** The server is there only where this holds. @default true */
  readonly when?: Deferred<boolean>;
}

/** Options of a server of plain HTTP. */
export interface HttpServerOptions extends GatewayServerOptions {
  /** Port that it listens on. @default 80 */
  readonly port?: Deferred<number>;
  /** Answers every request with a redirect (301) to HTTPS. @default false */
  readonly httpsRedirect?: Deferred<boolean>;
}

/** Options of a server that ends TLS. */
export interface TlsServerOptions extends GatewayServerOptions {
  /** Port that it listens on. @default 443 */
  readonly port?: Deferred<number>;
  /** Certificates, and what is asked of clients. */
  readonly tls: ServerTls;
}

/** Options of a server that passes TLS on. */
export interface PassthroughServerOptions extends GatewayServerOptions {
  /** Port that it listens on. @default 443 */
  readonly port?: Deferred<number>;
}

/** Options of a server of connections. */
export interface TcpServerOptions extends GatewayServerOptions {
  /** Port that it listens on. */
  readonly port: Deferred<number>;
}

/**
 * A port that a gateway opens, and what it speaks there.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/#Server
 */
export class GatewayServer {
  /** Plain HTTP/1.1 and HTTP/2. */
  static http(options: HttpServerOptions = {}): GatewayServer {
    return GatewayServer.plain('HTTP', options);
  }

  /** Plain HTTP/2. */
  static http2(options: HttpServerOptions = {}): GatewayServer {
    return GatewayServer.plain('HTTP2', options);
  }

  /** Plain gRPC. */
  static grpc(options: HttpServerOptions = {}): GatewayServer {
    return GatewayServer.plain('GRPC', options);
  }

  /** TLS that ends here, with HTTP in it: VirtualServices route requests. */
  static https(options: TlsServerOptions): GatewayServer {
    return new GatewayServer('HTTPS', options.port ?? 443, options, options.tls._toIstio(), options.tls);
  }

  /** TLS that ends here, with anything in it: VirtualServices route connections by `tcpRules`. */
  static tls(options: TlsServerOptions): GatewayServer {
    return new GatewayServer('TLS', options.port ?? 443, options, options.tls._toIstio(), options.tls);
  }

  /** TLS that the service ends: VirtualServices route by the name that is asked for (`tlsRules`). */
  static tlsPassthrough(options: PassthroughServerOptions = {}): GatewayServer {
    return new GatewayServer('TLS', options.port ?? 443, options, { mode: 'PASSTHROUGH' });
  }

  /** Mutual TLS of the mesh from other networks, passed on by the service that it names, without any VirtualService. */
  static autoPassthrough(options: PassthroughServerOptions = {}): GatewayServer {
    return new GatewayServer('TLS', options.port ?? 15443, options, { mode: 'AUTO_PASSTHROUGH' });
  }

  /** Connections: VirtualServices route them by `tcpRules`. */
  static tcp(options: TcpServerOptions): GatewayServer {
    return new GatewayServer('TCP', options.port, options);
  }

  private static plain(protocol: string, options: HttpServerOptions): GatewayServer {
    const { httpsRedirect } = options;
    const tls = httpsRedirect === undefined ? undefined : when<Tree>(httpsRedirect, { httpsRedirect: true });
    return new GatewayServer(protocol, options.port ?? 80, options, tls);
  }

  /** Host names that it answers for. */
  readonly hosts: Hosts;
  /** Name of its port. */
  readonly portName: Deferred<string>;
  /** The server is there only where this holds. */
  readonly when: Deferred<boolean>;

  private constructor(
    private readonly protocol: string,
    readonly port: Deferred<number>,
    private readonly options: GatewayServerOptions,
    private readonly settings?: Tree,
    /** TLS that it ends. */
    readonly tls?: ServerTls,
  ) {
    this.hosts = options.hosts ?? ['*'];
    this.portName = options.portName ?? format`${protocol.toLowerCase()}-${port}`;
    this.when = options.when ?? true;
  }

  /** @internal As a Gateway has it. */
  _toIstio(scope: IConstruct): Tree | undefined {
    const { routesFrom, bind, name, portName } = this.options;
    checkHosts(scope, this.hosts);
    for (const host of literalHosts(this.hosts)) {
      checkLiteral(host, isQualified, {
        code: 'hosts',
        property: 'hosts',
        expected: 'a name with a dot in it, since gateways expand no short ones',
        remedy: "write it like 'shop.example.com'",
        scope,
      });
    }
    checkPort('port', this.port, scope);
    checkIpAddress('bind', bind, scope);
    checkDnsLabel('portName', portName, scope);
    if (routesFrom !== '.') checkDnsLabel('routesFrom', routesFrom, scope);
    return when<Tree>(this.when, {
      port: { number: this.port, name: this.portName, protocol: this.protocol },
      hosts: routesFrom === undefined ? this.hosts : hostsOf(routesFrom, this.hosts),
      name,
      bind,
      tls: this.settings,
    });
  }
}

function hostsOf(namespace: Deferred<string>, hosts: Hosts): Tree {
  if (!isDeferral(hosts)) return hosts.map((host) => format`${namespace}/${host}`);
  return [forEach<string>(hosts, ({ value }) => format`${namespace}/${value}`, 'host')];
}
