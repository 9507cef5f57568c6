import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';

/** Options of any TLS that a proxy starts by itself. */
export interface TlsOriginationOptions {
  /** Server name that is asked for. @default - the host */
  readonly sni?: Deferred<string>;
  /** Names of which the server's certificate must hold one. @default - the host's */
  readonly subjectAltNames?: Deferred<string[]>;
  /** Takes any certificate: encrypts, but does not know to whom. @default false */
  readonly insecureSkipVerify?: Deferred<boolean>;
}

/** Options of TLS that a proxy starts towards a service. */
export interface ClientTlsOptions extends TlsOriginationOptions {
  /** Secret with the authority's `ca.crt` and, for mutual TLS, a certificate. @default - the proxy's own authorities */
  readonly credentialName?: Deferred<string>;
  /** Path of the authorities in the proxy, instead of a Secret. @default - the proxy's own authorities */
  readonly caCertificates?: Deferred<string>;
  /** Path of a list of certificates that are no longer good; only without a Secret. @default - none */
  readonly caCrl?: Deferred<string>;
}

/** Options of mutual TLS by a Secret. */
export interface ClientCertificateOptions extends TlsOriginationOptions {
  /** Secret with `tls.crt`, `tls.key` and the authority's `ca.crt`, in the namespace of the proxy. */
  readonly credentialName: Deferred<string>;
}

/** Options of mutual TLS by files of the proxy. */
export interface ClientCertificateFiles extends TlsOriginationOptions {
  /** Path of the certificate that is shown. */
  readonly clientCertificate: Deferred<string>;
  /** Path of its key. */
  readonly privateKey: Deferred<string>;
  /** Path of the authorities of the server. @default - the proxy's own authorities */
  readonly caCertificates?: Deferred<string>;
  /** Path of a list of certificates that are no longer good. @default - none */
  readonly caCrl?: Deferred<string>;
}

/**
 * How callers' proxies speak TLS to a service. Within the mesh they find out by themselves: say nothing there.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings
 */
export class ClientTls {
  /** The mesh's own mutual TLS; the service must have a proxy. */
  static istioMutual(): ClientTls {
    return new ClientTls({ mode: 'ISTIO_MUTUAL' });
  }

  /** Plain text. */
  static disable(): ClientTls {
    return new ClientTls({ mode: 'DISABLE' });
  }

  /**
   * The proxy starts TLS, as clients of a public server do.
   *
   * @throws ConfigError `client-tls` when authorities are given twice, or nobody reads them
   */
  static simple(options: ClientTlsOptions = {}): ClientTls {
    const { credentialName, caCertificates, caCrl, insecureSkipVerify } = options;
    if (credentialName !== undefined && (caCertificates !== undefined || caCrl !== undefined)) {
      throw new ConfigError(
        'client-tls',
        undefined,
        "'credentialName' is set beside paths of files, expected one of them; leave 'caCertificates' and 'caCrl' out, and put 'ca.crl' into the Secret",
      );
    }
    if (insecureSkipVerify === true && (credentialName ?? caCertificates) !== undefined) {
      throw new ConfigError(
        'client-tls',
        undefined,
        "'insecureSkipVerify' is true beside authorities, which nobody would read; leave one of them out",
      );
    }
    return new ClientTls({ mode: 'SIMPLE', ...(options as Readonly<Record<string, Tree>>) });
  }

  /** The proxy starts TLS and shows a certificate from a Secret. */
  static mutual(options: ClientCertificateOptions): ClientTls {
    return new ClientTls({ mode: 'MUTUAL', ...(options as unknown as Readonly<Record<string, Tree>>) });
  }

  /** The proxy starts TLS and shows a certificate from its own files. */
  static mutualByFiles(options: ClientCertificateFiles): ClientTls {
    return new ClientTls({ mode: 'MUTUAL', ...(options as unknown as Readonly<Record<string, Tree>>) });
  }

  private constructor(private readonly settings: Tree) {}

  /** @internal As a DestinationRule has it. */
  _toIstio(): Tree {
    return this.settings;
  }
}
