import type { IConstruct } from 'constructs';
import { isIP } from 'node:net';
import type { ICallable, PortProtocol } from '../edges/caller';
import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { format } from '../values/operators';
import { ConfigError } from '../vocabulary/config-error';
import type { ConnectionPool } from './connection-pool';
import { isHost, isQualified } from './hosts';
import { checkLiteral, checkUnique } from './literal-check';
import { checkDnsLabel, checkIpAddress } from './name-check';
import { checkPort } from './number-check';
import type { ServerTls } from './server-tls';
import { isPlainTcp } from './service-entry-port';

/** How a proxy gets hold of connections: as it is installed, by iptables, or because programs call its port. */
export type CaptureMode = 'DEFAULT' | 'IPTABLES' | 'NONE';

/** Options that listeners have in common. */
export interface ListenerOptions {
  /** Port that is listened on. */
  readonly port: Deferred<number>;
  /** What is spoken there. @default 'http' */
  readonly protocol?: PortProtocol;
  /** Name of the port. @default - none */
  readonly portName?: Deferred<string>;
  /** IP address that is listened on. @default - by `captureMode`: any, or 127.0.0.1 */
  readonly bind?: Deferred<string>;
  /** How the proxy gets hold of connections. @default 'DEFAULT' */
  readonly captureMode?: CaptureMode;
}

/** A port at which a proxy takes calls to its workload. */
export interface SidecarIngressListener extends ListenerOptions {
  /**
   * Where the workload listens: `127.0.0.1:8080`, `0.0.0.0:8080` for the pod's own address, or `unix:///path`.
   * @default - the pod's own address, at `port`
   */
  readonly defaultEndpoint?: Deferred<string>;
  /** TLS of the workload's own instead of the mesh's, which must be off for the port. @default - the mesh's */
  readonly tls?: ServerTls;
  /** Limits towards the workload at this port. @default - the Sidecar's `inboundConnectionPool` */
  readonly connectionPool?: ConnectionPool;
}

/** Hosts that a proxy is to know of. */
export interface VisibleHosts {
  /** `namespace/host`: `./*` its own namespace, `team-b/*`, `*` + `/api.example.com`. @default - none */
  readonly hosts?: readonly Deferred<string>[];
  /** Services by themselves. @default - none */
  readonly services?: readonly ICallable[];
}

/** Options of a port of its own for some hosts. */
export interface EgressPortOptions extends ListenerOptions, VisibleHosts {}

/** Options of a Unix socket for some hosts. */
export interface EgressSocketOptions extends VisibleHosts {
  /** Absolute path of the socket; `@name` for an abstract one. */
  readonly path: Deferred<string>;
  /** What is spoken there. @default 'http' */
  readonly protocol?: PortProtocol;
}

/** @throws ConfigError `endpoint`, `tls` for what a Sidecar cannot */
export function ingressListenerTree(listener: SidecarIngressListener, scope: IConstruct): Tree {
  const { defaultEndpoint, tls, connectionPool, protocol = 'http' } = listener;
  checkLiteral(defaultEndpoint, isLocalEndpoint, {
    code: 'endpoint',
    property: 'defaultEndpoint',
    expected: "127.0.0.1, 0.0.0.0, [::1], [::] or nothing, ':' and a port, or 'unix://' and a path",
    remedy: "write it like '127.0.0.1:8080'",
    scope,
  });
  if (tls && (tls.isForGatewaysOnly || tls.checksSubjectAltNames)) {
    throw new ConfigError(
      'tls',
      scope,
      "'tls' of a Sidecar reads no Secret, shows no second certificate, checks no names and cannot be the mesh's own; use ServerCertificate.files",
    );
  }
  return {
    ...listenerTree(listener, scope),
    defaultEndpoint,
    tls: tls?._toIstio(),
    connectionPool: connectionPool?._toIstio(!isPlainTcp(protocol) && protocol !== 'tls'),
  };
}

/**
 * What a proxy tells a workload's calls by: which hosts can be called at all, and through which port of it.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioEgressListener
 * @throws ConfigError `endpoint` when a socket has no absolute path
 */
export class SidecarEgressListener {
  /** These hosts at whichever port they listen; there is one such listener, and it comes last. */
  static anyPort(options: VisibleHosts): SidecarEgressListener {
    return new SidecarEgressListener(options, undefined, () => ({}));
  }

  /** These hosts through one port of the proxy. */
  static port(options: EgressPortOptions): SidecarEgressListener {
    return new SidecarEgressListener(options, options.port, (scope) => listenerTree(options, scope));
  }

  /** These hosts through a Unix socket. */
  static socket({ path, protocol = 'http', ...options }: EgressSocketOptions): SidecarEgressListener {
    checkLiteral(path, (text) => /^(\/.*[^/]|@.+)$/.test(text), {
      code: 'endpoint',
      property: 'path',
      expected: "an absolute path of a file, or '@' and a name",
      remedy: "write it like '/run/proxy.sock'",
    });
    const bind = format`unix://${path}`;
    return new SidecarEgressListener(options, bind, () => ({
      port: { number: 0, protocol: protocolName(protocol) },
      bind,
      captureMode: 'NONE',
    }));
  }

  private constructor(
    private readonly visible: VisibleHosts,
    /** Its port or socket; nothing for the one of any port. */
    readonly address: Deferred<number | string> | undefined,
    private readonly listener: (scope: IConstruct) => Readonly<Record<string, Tree | undefined>>,
  ) {}

  /** @internal As a Sidecar has it. */
  _toIstio(scope: IConstruct): Tree {
    const { hosts = [], services = [] } = this.visible;
    for (const host of hosts) {
      checkLiteral(host, isVisibleHost, {
        code: 'hosts',
        property: 'hosts',
        expected: "'<namespace>/<host>', the host with a dot in it",
        remedy: "write it like './*', 'team-b/*' or '*/api.example.com'",
        scope,
      });
    }
    if (hosts.length + services.length === 0) {
      throw new ConfigError(
        'hosts',
        scope,
        "'hosts' and 'services' are empty, expected at least one; for none write '~/*'",
      );
    }
    const ofServices = services.flatMap(({ host, furtherHosts = [] }) => [host, ...furtherHosts]);
    return {
      ...this.listener(scope),
      hosts: [...hosts, ...ofServices.map((host) => format`*/${host}`)],
    };
  }
}

function listenerTree(
  { port, protocol = 'http', portName, bind, captureMode }: ListenerOptions,
  scope: IConstruct,
): Readonly<Record<string, Tree | undefined>> {
  checkPort('port', port, scope);
  checkDnsLabel('portName', portName, scope);
  checkIpAddress('bind', bind, scope);
  return { port: { number: port, name: portName, protocol: protocolName(protocol) }, bind, captureMode };
}

function protocolName(protocol: PortProtocol): string {
  return isPlainTcp(protocol) ? 'TCP' : protocol.toUpperCase();
}

function isLocalEndpoint(endpoint: string): boolean {
  if (/^unix:\/\/(\/.*[^/]|@.+)$/.test(endpoint)) return true;
  const [, host = '', port = ''] = /^(|127\.0\.0\.1|0\.0\.0\.0|\[::1?\]):(\d+)$/.exec(endpoint) ?? ['', 'x'];
  return host !== 'x' && Number(port) >= 1 && Number(port) <= 65535;
}

function isVisibleHost(text: string): boolean {
  const [namespace = '', host = '', ...rest] = text.split('/');
  const known = /^([.*~]|[a-z0-9]([-a-z0-9]*[a-z0-9])?)$/.test(namespace);
  return known && rest.length === 0 && ((isHost(host) && isQualified(host)) || isIP(host) !== 0);
}

/** Refuses what two listeners cannot both have. */
export function checkEgressListeners(scope: IConstruct, listeners: readonly SidecarEgressListener[]): void {
  const addresses = listeners.map(({ address }) => address);
  const catchAll = addresses.indexOf(undefined);
  if (catchAll >= 0 && catchAll < addresses.length - 1) {
    throw new ConfigError(
      'listeners',
      scope,
      `'egress' has SidecarEgressListener.anyPort as number ${catchAll + 1} of ${addresses.length}, expected one at most, and last; move it`,
    );
  }
  checkUnique(
    scope,
    'port',
    addresses.filter((address) => address !== undefined),
  );
}
