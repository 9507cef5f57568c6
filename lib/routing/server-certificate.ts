import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';

/** Files with a certificate, in the proxy's own file system. */
export interface CertificateFiles {
  /** Path of the certificate, with those between it and the authority. */
  readonly serverCertificate: Deferred<string>;
  /** Path of its key. */
  readonly privateKey: Deferred<string>;
  /** Path of the authorities that clients' certificates must be of. @default - none: clients show no certificate */
  readonly caCertificates?: Deferred<string>;
}

/**
 * Where a proxy has the certificate from that it shows to clients.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings
 */
export class ServerCertificate {
  /** A Secret with `tls.crt` and `tls.key` (and `ca.crt` for mutual TLS), in the namespace of the gateway's pods. */
  static secret(name: Deferred<string>): ServerCertificate {
    return new ServerCertificate({ credentialName: name }, [name], true);
  }

  /** Two Secrets, such as one with an RSA and one with an ECDSA key: clients get what they can use. */
  static secrets(first: Deferred<string>, second: Deferred<string>): ServerCertificate {
    return new ServerCertificate({ credentialNames: [first, second] }, [first, second], true);
  }

  /** Files of the proxy, such as a volume that its pods mount. */
  static files(files: CertificateFiles): ServerCertificate {
    const { serverCertificate, privateKey, caCertificates } = files;
    return new ServerCertificate(
      { serverCertificate, privateKey, caCertificates },
      [],
      caCertificates !== undefined,
    );
  }

  /**
   * Files of two certificates, such as one with an RSA and one with an ECDSA key. Not for a Sidecar.
   *
   * @throws ConfigError `certificate` when their authorities differ, of which only the first ones would count
   */
  static filesOfTwo(first: CertificateFiles, second: CertificateFiles): ServerCertificate {
    if (first.caCertificates !== second.caCertificates) {
      throw new ConfigError(
        'certificate',
        undefined,
        "'caCertificates' differs between the two certificates, expected the same for both; clients are checked once",
      );
    }
    const tlsCertificates = [first, second].map(({ serverCertificate, privateKey }) => ({
      serverCertificate,
      privateKey,
    }));
    const { caCertificates } = first;
    return new ServerCertificate({ tlsCertificates, caCertificates }, [], caCertificates !== undefined, true);
  }

  private constructor(
    private readonly fields: Readonly<Record<string, Tree | undefined>>,
    /** Names of the Secrets that it is read from. */
    readonly secretNames: readonly Deferred<string>[],
    /** It comes with the authorities of clients' certificates, or can. */
    readonly verifiesClients: boolean,
    /** It is two certificates, which only gateways show. */
    readonly isPair: boolean = false,
  ) {}

  /** @internal As a Gateway has it. */
  _toIstio(): Readonly<Record<string, Tree | undefined>> {
    return this.fields;
  }
}
