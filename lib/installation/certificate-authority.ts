import type { JsonObject } from '../vocabulary/json';
import { ConfigError } from '../vocabulary/config-error';

/** Options of the certificates of workloads. */
export interface CertificateOptions {
  /**
   * Hours for which the certificate of a workload is valid; proxies ask for the next one after half of them.
   * @default 24
   */
  readonly workloadHours?: number;
}

/**
 * Who signs the certificates of workloads.
 *
 * @see https://istio.io/latest/docs/tasks/security/cert-management/
 */
export class CertificateAuthority {
  /** istiod, with a root of its own making, which no other cluster trusts. */
  static istiod(options: CertificateOptions = {}): CertificateAuthority {
    return new CertificateAuthority(options, undefined, false);
  }

  /**
   * istiod, with an intermediate certificate that somebody else's root signed: the Secret `cacerts` in its namespace,
   * with `ca-cert.pem`, `ca-key.pem`, `root-cert.pem` and `cert-chain.pem`. It must be there before istiod starts.
   */
  static pluggedIn(options: CertificateOptions = {}): CertificateAuthority {
    return new CertificateAuthority(options, undefined, true);
  }

  /**
   * Another service, which speaks istiod's protocol, such as istio-csr of cert-manager; istiod signs nothing then.
   *
   * @param address host and port, such as `cert-manager-istio-csr.cert-manager.svc:443`
   * @throws ConfigError `certificate-authority` when the address has no port
   */
  static external(address: string, options: CertificateOptions = {}): CertificateAuthority {
    if (!/^[a-z0-9.-]+:\d+$/i.test(address)) {
      throw new ConfigError(
        'certificate-authority',
        undefined,
        `'${address}' is no address of a certificate authority, expected host:port such as cert-manager-istio-csr.cert-manager.svc:443`,
      );
    }
    return new CertificateAuthority(options, address, true);
  }

  private constructor(
    private readonly options: CertificateOptions,
    private readonly address: string | undefined,
    /** Clusters can have the same root by it. */
    readonly isShareable: boolean,
  ) {
    const { workloadHours = 24 } = options;
    if (!(Number.isInteger(workloadHours) && workloadHours >= 1 && workloadHours <= MOST_HOURS)) {
      throw new ConfigError(
        'certificate-authority',
        undefined,
        `'workloadHours' is ${workloadHours}, expected a whole number from 1 to ${MOST_HOURS}, which is the most that istiod signs for`,
      );
    }
  }

  /** The Secret that must be there before istiod starts. */
  get requiredSecret(): string | undefined {
    return this.isShareable && this.address === undefined ? 'cacerts' : undefined;
  }

  /** @internal `global.caAddress` of the charts. */
  get _caAddress(): string | undefined {
    return this.address;
  }

  /** @internal Variables of istiod. */
  get _istiodVariables(): JsonObject {
    const hours = this.options.workloadHours;
    return {
      ...(hours === undefined ? {} : { DEFAULT_WORKLOAD_CERT_TTL: `${hours}h` }),
      ...(this.address === undefined ? {} : { ENABLE_CA_SERVER: 'false' }),
    };
  }

  /** @internal Variables of proxies, which ask for a lifetime themselves. */
  get _proxyVariables(): JsonObject {
    const hours = this.options.workloadHours;
    return hours === undefined ? {} : { SECRET_TTL: `${hours}h` };
  }
}

/** 90 days: istiod's `MAX_WORKLOAD_CERT_TTL`. */
const MOST_HOURS = 2160;
