import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { timeText, type TimeSpan } from './time-span';

/** Limits of what one proxy keeps open to a service; requests beyond them fail with 503 (flag UO). */
export interface ConnectionPoolOptions {
  /** Connections to all pods together. @default - Envoy's: practically no limit */
  readonly maxConnections?: Deferred<number>;
  /** Time to open a connection. @default - 10 s */
  readonly connectTimeout?: TimeSpan;
  /** Requests that wait for a connection. HTTP only. @default - practically no limit */
  readonly http1MaxPendingRequests?: Deferred<number>;
  /** Requests that are under way. HTTP only. @default - practically no limit */
  readonly http2MaxRequests?: Deferred<number>;
  /** Requests on one connection before it is closed, 0 for any number. HTTP only. @default 0 */
  readonly maxRequestsPerConnection?: Deferred<number>;
  /** Retries under way at a time. HTTP only. @default - practically no limit */
  readonly maxRetries?: Deferred<number>;
  /** Closes a connection without requests after this. HTTP only. @default - 1 h */
  readonly idleTimeout?: TimeSpan;
}

/**
 * How many connections and requests a proxy opens to a service.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ConnectionPoolSettings
 */
export class ConnectionPool {
  /** Limits; what is left out has none. */
  static of(options: ConnectionPoolOptions): ConnectionPool {
    return new ConnectionPool(options);
  }

  /** No limits. */
  static unlimited(): ConnectionPool {
    return new ConnectionPool({});
  }

  private constructor(private readonly options: ConnectionPoolOptions) {}

  /** @internal As a DestinationRule has it; `http` is false for services that speak no HTTP. */
  _toIstio(http: boolean): Tree | undefined {
    const { connectTimeout, idleTimeout } = this.options;
    const tcp = {
      maxConnections: this.options.maxConnections,
      connectTimeout: connectTimeout && timeText(connectTimeout),
    };
    const ofHttp = {
      http1MaxPendingRequests: this.options.http1MaxPendingRequests,
      http2MaxRequests: this.options.http2MaxRequests,
      maxRequestsPerConnection: this.options.maxRequestsPerConnection,
      maxRetries: this.options.maxRetries,
      idleTimeout: idleTimeout && timeText(idleTimeout),
    };
    return present({ tcp: present(tcp), http: http ? present(ofHttp) : undefined });
  }
}

function present(fields: Readonly<Record<string, Tree | undefined>>): Tree | undefined {
  return Object.values(fields).some((field) => field !== undefined) ? fields : undefined;
}
