import type { Deferred } from '../values/chart-value';

/** Options of TLS at a gateway. */
export interface GatewayTlsOptions {
  /** Name of the Secret with `tls.crt` and `tls.key`, in the namespace of the gateway's pods. */
  readonly credentialName: Deferred<string>;
  /** Answers plain HTTP with a redirect (301) to HTTPS; otherwise both are served. @default true */
  readonly httpsRedirect?: Deferred<boolean>;
  /** Serves TLS only where this holds. @default true */
  readonly when?: Deferred<boolean>;
}

/** A Secret that a gateway reads, and when it does. */
export interface TlsSecret {
  /** Name of the Secret. */
  readonly name: Deferred<string>;
  /** Namespace of the Secret. */
  readonly namespace: Deferred<string>;
  /** Read only where this holds. */
  readonly when: Deferred<boolean>;
}

/**
 * How a gateway terminates TLS on port 443, with TLS 1.2 at least.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/secure-ingress/
 */
export class GatewayTls {
  /** The gateway shows a certificate; clients need none. */
  static simple(options: GatewayTlsOptions): GatewayTls {
    return new GatewayTls('SIMPLE', options);
  }

  /** Clients must show a certificate too, one of the authority in the Secret's `ca.crt`. */
  static mutual(options: GatewayTlsOptions): GatewayTls {
    return new GatewayTls('MUTUAL', options);
  }

  /** Name of the Secret with the certificate. */
  readonly credentialName: Deferred<string>;
  /** Plain HTTP is answered with a redirect. */
  readonly httpsRedirect: Deferred<boolean>;
  /** TLS is there only where this holds. */
  readonly when: Deferred<boolean>;

  private constructor(
    readonly mode: 'SIMPLE' | 'MUTUAL',
    options: GatewayTlsOptions,
  ) {
    this.credentialName = options.credentialName;
    this.httpsRedirect = options.httpsRedirect ?? true;
    this.when = options.when ?? true;
  }

  /** The Secret, for a gateway whose pods are in this namespace. */
  secretIn(namespace: Deferred<string>): TlsSecret {
    return { name: this.credentialName, namespace, when: this.when };
  }
}
