import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';

/** Options of TLS that a proxy starts towards a service. */
export interface ClientTlsOptions {
  /** Server name that is asked for. @default - the host */
  readonly sni?: Deferred<string>;
  /** Names of which the server's certificate must hold one. @default - the host's */
  readonly subjectAltNames?: Deferred<string[]>;
  /** Secret with the authority's `ca.crt` and, for mutual TLS, a certificate. @default - the proxy's own authorities */
  readonly credentialName?: Deferred<string>;
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

  /** The proxy starts TLS, as clients of a public server do. */
  static simple({ sni, subjectAltNames, credentialName }: ClientTlsOptions = {}): ClientTls {
    return new ClientTls({ mode: 'SIMPLE', sni, subjectAltNames, credentialName });
  }

  private constructor(private readonly settings: Tree) {}

  /** @internal As a DestinationRule has it. */
  _toIstio(): Tree {
    return this.settings;
  }
}
