import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import { checkNumber } from './number-check';
import { checkTimeSpan, timeText, type TimeSpan } from './time-span';

/** Probes that tell whether the other end of an idle connection is still there. */
export interface TcpKeepalive {
  /** Idle time before the first probe. @default - the operating system's: 2 h on Linux */
  readonly time?: TimeSpan;
  /** Time between two probes. @default - the operating system's: 75 s on Linux */
  readonly interval?: TimeSpan;
  /** Probes without an answer after which the connection is closed. @default - the operating system's: 9 on Linux */
  readonly probes?: Deferred<number>;
}

/** Limits of what one proxy keeps open to a service; requests beyond them fail with 503 (flag UO). */
export interface ConnectionPoolOptions {
  /** Connections to all pods together. @default - Envoy's: practically no limit */
  readonly maxConnections?: Deferred<number>;
  /** Time to open a connection. @default - 10 s */
  readonly connectTimeout?: TimeSpan;
  /** Closes a connection after this, idle or not. @default - never */
  readonly maxConnectionDuration?: TimeSpan;
  /** Closes a connection over which no bytes go after this; 0 for never. TCP only. @default - 1 h */
  readonly tcpIdleTimeout?: TimeSpan;
  /** Probes of connections over which nothing goes. @default - no probes */
  readonly tcpKeepalive?: TcpKeepalive;
  /** Requests that wait for a connection. HTTP only. @default - practically no limit */
  readonly http1MaxPendingRequests?: Deferred<number>;
  /** Requests that are under way. HTTP only. @default - practically no limit */
  readonly http2MaxRequests?: Deferred<number>;
  /** Requests on one connection before it is closed, 0 for any number. HTTP only. @default 0 */
  readonly maxRequestsPerConnection?: Deferred<number>;
  /** Requests at a time on one connection of HTTP/2. HTTP only. @default - practically no limit */
  readonly maxConcurrentStreams?: Deferred<number>;
  /** Retries under way at a time. HTTP only. @default - practically no limit */
  readonly maxRetries?: Deferred<number>;
  /** Closes a connection without requests after this. HTTP only. @default - 1 h */
  readonly idleTimeout?: TimeSpan;
  /** Whether requests of HTTP/1.1 go on as HTTP/2. HTTP only. @default - as the mesh is set: no */
  readonly h2UpgradePolicy?: 'DEFAULT' | 'DO_NOT_UPGRADE' | 'UPGRADE';
  /** Goes on in the version that the client speaks. Not with `h2UpgradePolicy: 'UPGRADE'`. HTTP only. @default false */
  readonly useClientProtocol?: Deferred<boolean>;
}

/**
 * How many connections and requests a proxy opens to a service.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings
 */
export class ConnectionPool {
  /**
   * Limits; what is left out has none.
   *
   * @throws ConfigError `number`, `time-span`
   * @throws ConfigError `connection-pool` when connections are upgraded and keep the client's protocol
   */
  static of(options: ConnectionPoolOptions): ConnectionPool {
    return new ConnectionPool(options);
  }

  /** No limits. */
  static unlimited(): ConnectionPool {
    return new ConnectionPool({});
  }

  private constructor(private readonly options: ConnectionPoolOptions) {
    for (const property of NUMBERS) checkNumber(property, options[property]);
    checkNumber('tcpKeepalive.probes', options.tcpKeepalive?.probes);
    for (const property of TIMES) checkTimeSpan(property, options[property]);
    checkTimeSpan('tcpIdleTimeout', options.tcpIdleTimeout, { minimum: 0 });
    checkTimeSpan('tcpKeepalive.time', options.tcpKeepalive?.time);
    checkTimeSpan('tcpKeepalive.interval', options.tcpKeepalive?.interval);
    if (options.h2UpgradePolicy === 'UPGRADE' && options.useClientProtocol === true) {
      throw new ConfigError(
        'connection-pool',
        undefined,
        "'useClientProtocol' is true beside 'h2UpgradePolicy: UPGRADE', expected one of them; leave one out",
      );
    }
  }

  /** @internal As a DestinationRule has it; `http` is false for services that speak no HTTP. */
  _toIstio(http: boolean): Tree | undefined {
    const { options } = this;
    const keepalive = options.tcpKeepalive && {
      time: spanText(options.tcpKeepalive.time),
      interval: spanText(options.tcpKeepalive.interval),
      probes: options.tcpKeepalive.probes,
    };
    const tcp = {
      maxConnections: options.maxConnections,
      connectTimeout: spanText(options.connectTimeout),
      maxConnectionDuration: spanText(options.maxConnectionDuration),
      idleTimeout: spanText(options.tcpIdleTimeout),
      tcpKeepalive: keepalive && present(keepalive),
    };
    const ofHttp = {
      http1MaxPendingRequests: options.http1MaxPendingRequests,
      http2MaxRequests: options.http2MaxRequests,
      maxRequestsPerConnection: options.maxRequestsPerConnection,
      maxConcurrentStreams: options.maxConcurrentStreams,
      maxRetries: options.maxRetries,
      idleTimeout: spanText(options.idleTimeout),
      h2UpgradePolicy: options.h2UpgradePolicy,
      useClientProtocol: options.useClientProtocol,
    };
    return present({ tcp: present(tcp), http: http ? present(ofHttp) : undefined });
  }
}

const NUMBERS = [
  'maxConnections',
  'http1MaxPendingRequests',
  'http2MaxRequests',
  'maxRequestsPerConnection',
  'maxConcurrentStreams',
  'maxRetries',
] as const;
const TIMES = ['connectTimeout', 'maxConnectionDuration', 'idleTimeout'] as const;

function spanText(span: TimeSpan | undefined): Deferred<string> | undefined {
  return span && timeText(span);
}

function present(fields: Readonly<Record<string, Tree | undefined>>): Tree | undefined {
  return Object.values(fields).some((field) => field !== undefined) ? fields : undefined;
}
