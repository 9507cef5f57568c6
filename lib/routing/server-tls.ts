import type { Deferred } from '../values/chart-value';
import { isDeferral, type Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import { checkLiteral } from './literal-check';
import type { ServerCertificate } from './server-certificate';

/** Version of TLS. */
export type TlsVersion = 'TLSV1_0' | 'TLSV1_1' | 'TLSV1_2' | 'TLSV1_3';

/** Options of TLS that a proxy ends. */
export interface ServerTlsOptions {
  /** The oldest version that is spoken. @default - Istio's: TLSV1_2 */
  readonly minProtocolVersion?: TlsVersion;
  /** The newest version that is spoken. @default - Istio's: TLSV1_3 */
  readonly maxProtocolVersion?: TlsVersion;
  /** Cipher suites of TLS up to 1.2, as Envoy calls them: `ECDHE-RSA-AES256-GCM-SHA384`. @default - Envoy's */
  readonly cipherSuites?: Deferred<string[]>;
}

/** Options of TLS with a certificate of the server's own. */
export interface SimpleTlsOptions extends ServerTlsOptions {
  /** What is shown to clients. */
  readonly certificate: ServerCertificate;
}

/** Options of TLS that asks clients for a certificate. */
export interface MutualTlsOptions extends SimpleTlsOptions {
  /** Names of which a client's certificate must hold one. @default - any */
  readonly subjectAltNames?: Deferred<string[]>;
  /** SHA-256 of certificates, in hexadecimal, of which a client must show one. @default - any */
  readonly verifyCertificateHash?: Deferred<string[]>;
  /** SHA-256 of public keys, in base64, of which a client must show one. @default - any */
  readonly verifyCertificateSpki?: Deferred<string[]>;
  /** Secret with the authorities of clients' certificates (`ca.crt`). @default - the one of the certificate */
  readonly caCertCredentialName?: Deferred<string>;
  /** Path of a list of certificates that are no longer good; only for `ServerCertificate.files`. @default - none */
  readonly caCrl?: Deferred<string>;
}

/**
 * How a proxy answers TLS: at a gateway, or before a workload (`Sidecar`).
 *
 * @see https://istio.io/latest/docs/reference/config/networking/gateway/#ServerTLSSettings
 */
export class ServerTls {
  /** The proxy shows a certificate; clients need none. */
  static simple(options: SimpleTlsOptions): ServerTls {
    return new ServerTls('SIMPLE', options, options.certificate);
  }

  /**
   * Clients must show a certificate too.
   *
   * @throws ConfigError `certificate` when nothing says whose certificates clients may show
   */
  static mutual(options: MutualTlsOptions): ServerTls {
    return new ServerTls('MUTUAL', options, options.certificate);
  }

  /** Clients may show a certificate; a wrong one is refused. */
  static optionalMutual(options: MutualTlsOptions): ServerTls {
    return new ServerTls('OPTIONAL_MUTUAL', options, options.certificate);
  }

  /** The mesh's own mutual TLS: clients are proxies of the mesh. */
  static istioMutual(options: ServerTlsOptions = {}): ServerTls {
    return new ServerTls('ISTIO_MUTUAL', options);
  }

  /** Secrets that must lie in the namespace of the gateway's pods. */
  readonly secretNames: readonly Deferred<string>[];

  private constructor(
    readonly mode: 'SIMPLE' | 'MUTUAL' | 'OPTIONAL_MUTUAL' | 'ISTIO_MUTUAL',
    private readonly options: ServerTlsOptions & Partial<MutualTlsOptions>,
    private readonly certificate?: ServerCertificate,
  ) {
    const { caCertCredentialName, minProtocolVersion, maxProtocolVersion } = options;
    this.secretNames = [
      ...(certificate?.secretNames ?? []),
      ...(caCertCredentialName === undefined ? [] : [caCertCredentialName]),
    ];
    this.checkCertificate();
    this.checkCiphers();
    if (minProtocolVersion && maxProtocolVersion && minProtocolVersion > maxProtocolVersion) {
      throw new ConfigError(
        'tls-version',
        undefined,
        `'minProtocolVersion' is ${minProtocolVersion}, expected at most 'maxProtocolVersion', ${maxProtocolVersion}; swap them`,
      );
    }
  }

  /** Only gateways can show what it shows. */
  get isForGatewaysOnly(): boolean {
    return this.mode === 'ISTIO_MUTUAL' || this.secretNames.length > 0 || this.certificate?.isPair === true;
  }

  /** The names that a client's certificate must hold are checked, which a Sidecar cannot. */
  get checksSubjectAltNames(): boolean {
    return this.options.subjectAltNames !== undefined;
  }

  /** @internal As a Gateway has it. */
  _toIstio(): Tree {
    const { certificate, ...options } = this.options;
    return { mode: this.mode, ...certificate?._toIstio(), ...(options as Readonly<Record<string, Tree>>) };
  }

  private checkCertificate(): void {
    const { caCertCredentialName, caCrl } = this.options;
    const { certificate } = this;
    const asks = this.mode === 'MUTUAL' || this.mode === 'OPTIONAL_MUTUAL';
    if (asks && !certificate?.verifiesClients && caCertCredentialName === undefined) {
      throw new ConfigError(
        'certificate',
        undefined,
        "'certificate' has no 'caCertificates', expected the authorities of clients' certificates; name their file, or 'caCertCredentialName'",
      );
    }
    if (caCrl !== undefined && this.secretNames.length > 0) {
      throw new ConfigError(
        'certificate',
        undefined,
        "'caCrl' is set beside a Secret, expected the list in the Secret's key 'ca.crl'; put it there",
      );
    }
  }

  private checkCiphers(): void {
    const { cipherSuites } = this.options;
    if (cipherSuites === undefined || isDeferral(cipherSuites)) return;
    for (const suite of cipherSuites) {
      checkLiteral(suite, (name) => CIPHER_SUITES.has(name), {
        code: 'cipher-suite',
        property: 'cipherSuites',
        expected: `one that Envoy knows (${[...CIPHER_SUITES].join(', ')})`,
        remedy: 'write it as OpenSSL does; those of TLS 1.3 cannot be chosen',
      });
    }
  }
}

/** @see https://www.envoyproxy.io/docs/envoy/latest/api-v3/extensions/transport_sockets/tls/v3/common.proto */
const CIPHER_SUITES: ReadonlySet<string> = new Set(
  ['ECDHE-ECDSA', 'ECDHE-RSA']
    .flatMap((exchange) =>
      ['AES128-GCM-SHA256', 'AES256-GCM-SHA384', 'CHACHA20-POLY1305', 'AES128-SHA', 'AES256-SHA'].map(
        (cipher) => `${exchange}-${cipher}`,
      ),
    )
    .concat('AES128-GCM-SHA256', 'AES256-GCM-SHA384', 'AES128-SHA', 'AES256-SHA'),
);
