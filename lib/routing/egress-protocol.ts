import type { ClientTlsOptions } from './client-tls';
import type { RetryPolicy } from './retry-policy';
import type { TimeSpan } from './time-span';

/** Options of a host that is asked in plain HTTP. */
export interface EgressHttpOptions {
  /** Ends a request, all tries together, with status 504. @default 10 s */
  readonly timeout?: TimeSpan;
  /** What the gateway tries again at the host. @default RetryPolicy.of() */
  readonly retries?: RetryPolicy;
  /**
   * How the gateway starts TLS. An empty `credentialName` is none.
   * @default - asks for the host, whose name the certificate must hold, signed by an authority that the proxy knows
   */
  readonly tls?: ClientTlsOptions;
}

/** What callers speak to a host behind an egress gateway. */
export class EgressProtocol {
  /**
   * Plain HTTP on port 80: the mesh encrypts it up to the gateway, and the gateway starts TLS towards the host. It sees
   * requests, so that they have a timeout and are tried again.
   *
   * @see https://istio.io/latest/docs/tasks/traffic-management/egress/egress-gateway-tls-origination/
   */
  static http(options: EgressHttpOptions = {}): EgressProtocol {
    return new EgressProtocol(options);
  }

  /**
   * TLS of their own, which the gateway passes on unread by the name that is asked for (SNI): neither timeouts nor
   * retries of the mesh apply.
   *
   * @see https://istio.io/latest/docs/tasks/traffic-management/egress/egress-gateway/
   */
  static tls(): EgressProtocol {
    return new EgressProtocol(undefined);
  }

  /** Options of plain HTTP; nothing for TLS. */
  private constructor(readonly http: EgressHttpOptions | undefined) {}
}
