import type { IConstruct } from 'constructs';
import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { when } from '../values/operators';
import { ConfigError } from '../vocabulary/config-error';
import { isHost } from './hosts';
import { checkLiteral } from './literal-check';
import { isDnsName } from './name-check';
import type { NamespaceSelection } from './namespace-selection';
import { checkPort } from './number-check';

/** Kind of a route. */
export interface RouteKind {
  /** Kind of the routes. */
  readonly kind: Deferred<string>;
  /** Group of the API. @default 'gateway.networking.k8s.io' */
  readonly group?: Deferred<string>;
}

/** A Secret with a certificate. */
export interface CertificateReference {
  /** Name of the Secret. */
  readonly name: Deferred<string>;
  /** Its namespace; another one must allow it by a ReferenceGrant. @default - the gateway's */
  readonly namespace?: Deferred<string>;
}

/** What every listener has. */
export interface GatewayListenerOptions {
  /** Name by which routes attach to it. */
  readonly name: Deferred<string>;
  /** Namespaces whose routes may attach. @default NamespaceSelection.same() */
  readonly routesFrom?: NamespaceSelection;
  /** Kinds of routes that may attach. @default - those of the protocol */
  readonly routeKinds?: readonly RouteKind[];
  /** The listener is there only where this holds. @default true */
  readonly when?: Deferred<boolean>;
}

/** Options of a listener that tells hosts apart. */
export interface HostListenerOptions extends GatewayListenerOptions {
  /** Host name that it answers for; `*.example.com` for those below it. @default - all */
  readonly hostname?: Deferred<string>;
  /** Port that it listens on. @default - 80 for HTTP, else 443 */
  readonly port?: Deferred<number>;
}

/** Options of a listener that ends TLS. */
export interface TlsListenerOptions extends HostListenerOptions {
  /** What is shown to clients; one at least. */
  readonly certificates: readonly CertificateReference[];
  /** Options of the implementation. @default - none */
  readonly options?: Readonly<Record<string, Deferred<string>>>;
}

/** Options of a listener of connections. */
export interface PortListenerOptions extends GatewayListenerOptions {
  /** Port that it listens on. */
  readonly port: Deferred<number>;
}

/**
 * A port that a gateway of the Gateway API opens for one host or all.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#listener
 */
export class GatewayListener {
  /** Plain HTTP. */
  static http(options: HostListenerOptions): GatewayListener {
    return new GatewayListener('HTTP', { port: 80, ...options });
  }

  /** TLS that ends here, with HTTP in it. @throws ConfigError `certificate` when none is named */
  static https(options: TlsListenerOptions): GatewayListener {
    return new GatewayListener('HTTPS', { port: 443, ...options }, terminated(options));
  }

  /** TLS that ends here, with anything in it. @throws ConfigError `certificate` when none is named */
  static tls(options: TlsListenerOptions): GatewayListener {
    return new GatewayListener('TLS', { port: 443, ...options }, terminated(options));
  }

  /** TLS that the service ends; TLSRoutes attach. */
  static tlsPassthrough(options: HostListenerOptions): GatewayListener {
    return new GatewayListener('TLS', { port: 443, ...options }, { mode: 'Passthrough' });
  }

  /** Connections. */
  static tcp(options: PortListenerOptions): GatewayListener {
    return new GatewayListener('TCP', options);
  }

  /** Calls of ambient mode's tunnel, as waypoints take them: port 15008. */
  static hbone(options: GatewayListenerOptions): GatewayListener {
    return new GatewayListener('HBONE', { ...options, port: 15008 });
  }

  /** Name of the listener, by which routes attach. */
  readonly name: Deferred<string>;
  /** Host name that it answers for; of none, all. */
  readonly hostname: Deferred<string> | undefined;

  private constructor(
    private readonly protocol: string,
    private readonly options: HostListenerOptions & PortListenerOptions,
    private readonly tls?: Tree,
  ) {
    this.name = options.name;
    this.hostname = options.hostname;
  }

  /** @internal As a Gateway has it. */
  _toGatewayApi(scope: IConstruct): Tree | undefined {
    const { name, hostname, port, routesFrom, routeKinds } = this.options;
    checkPort('port', port, scope);
    checkLiteral(name, isDnsName, {
      code: 'name',
      property: 'name',
      expected: 'lower-case letters, digits, hyphens and dots',
      remedy: "write it like 'https'",
      scope,
    });
    checkLiteral(hostname, (text) => text !== '*' && isHost(text), {
      code: 'hosts',
      property: 'hostname',
      expected: "a DNS name in lower case or '*.example.com'",
      remedy: 'leave it out for all hosts',
      scope,
    });
    return when<Tree>(this.options.when ?? true, {
      name,
      hostname,
      port,
      protocol: this.protocol,
      tls: this.tls,
      allowedRoutes: {
        namespaces: routesFrom ? routesFrom._toGatewayApi() : { from: 'Same' },
        kinds: routeKinds?.map((one) => ({ ...one })),
      },
    });
  }
}

function terminated({ certificates, options }: TlsListenerOptions): Tree {
  if (certificates.length === 0) {
    throw new ConfigError('certificate', undefined, "'certificates' is empty, expected a Secret; name one");
  }
  return {
    mode: 'Terminate',
    certificateRefs: certificates.map((one) => ({ ...one })),
    options,
  };
}
