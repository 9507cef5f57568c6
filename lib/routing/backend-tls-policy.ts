import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { BackendTlsPolicy as BackendTlsPolicyObject } from '@cdk8s/istio-imports/gateway-api';
import type { ICallable } from '../edges/caller';
import { meshObject, type MeshObjectProps } from '../edges/mesh-object';
import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import { serviceReference } from './cluster-service';
import { checkDnsName } from './name-check';

/**
 * Whose signature a backend's certificate must have.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#backendtlspolicyvalidation
 */
export class CertificateAuthorities {
  /** The authorities that the proxy's system knows. */
  static system(): CertificateAuthorities {
    return new CertificateAuthorities({ wellKnownCACertificates: 'System' });
  }

  /**
   * Those of ConfigMaps of the same namespace, under the key `ca.crt`.
   *
   * @throws ConfigError `authorities` for none, or more than eight ConfigMaps, each with the key `ca.crt`
   */
  static configMaps(...names: Deferred<string>[]): CertificateAuthorities {
    return CertificateAuthorities.objects('ConfigMap', names);
  }

  /** Secrets, each with the key `ca.crt`. */
  static secrets(...names: Deferred<string>[]): CertificateAuthorities {
    return CertificateAuthorities.objects('Secret', names);
  }

  private static objects(kind: string, names: readonly Deferred<string>[]): CertificateAuthorities {
    if (names.length === 0 || names.length > 8) {
      throw new ConfigError(
        'authorities',
        undefined,
        `${names.length} names of a ${kind}, expected 1 to 8; join certificates in one 'ca.crt'`,
      );
    }
    return new CertificateAuthorities({
      caCertificateRefs: names.map((name) => ({ group: '', kind, name })),
    });
  }

  private constructor(private readonly settings: Readonly<Record<string, Tree>>) {}

  /** @internal As a BackendTLSPolicy has it. */
  _toGatewayApi(): Readonly<Record<string, Tree>> {
    return this.settings;
  }
}

/**
 * A name that a certificate may hold.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#subjectaltname
 */
export class SubjectAltName {
  /** A DNS name, or `*.example.com`. */
  static hostname(hostname: Deferred<string>): SubjectAltName {
    return new SubjectAltName({ type: 'Hostname', hostname });
  }

  /** A URI, such as `spiffe://cluster.local/ns/shop/sa/orders`. */
  static uri(uri: Deferred<string>): SubjectAltName {
    return new SubjectAltName({ type: 'URI', uri });
  }

  private constructor(private readonly settings: Tree) {}

  /** @internal As a BackendTLSPolicy has it. */
  _toGatewayApi(): Tree {
    return this.settings;
  }
}

/** A service, or one of its ports by name. */
export interface TlsBackend {
  /** The service that speaks TLS. */
  readonly service: ICallable;
  /** Name of the Service's port. @default - every port */
  readonly portName?: Deferred<string>;
}

/** Options of a BackendTLSPolicy. */
export interface BackendTlsPolicyProps extends MeshObjectProps {
  /** Services, of its own namespace, that callers speak TLS to. */
  readonly backends: readonly TlsBackend[];
  /** Server name that is asked for, and that the certificate must hold unless `subjectAltNames` are given. */
  readonly hostname: Deferred<string>;
  /** Who may have signed the service's certificate. @default CertificateAuthorities.system() */
  readonly authorities?: CertificateAuthorities;
  /** Names of which the certificate must hold one, instead of `hostname`; five at most. @default - `hostname` */
  readonly subjectAltNames?: readonly SubjectAltName[];
  /** Options of the implementation. @default - none */
  readonly options?: Readonly<Record<string, Deferred<string>>>;
}

/**
 * `BackendTLSPolicy` of the Gateway API: gateways start TLS to a service by themselves. With Istio routing,
 * `DestinationRule` with `ClientTls.simple` does it.
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/backendtlspolicy/
 * @throws ConfigError `backends` when there is none, `host-name` for a hostname that is none
 * @throws ConfigError `not-in-gateway-api` for a service that is no Service of the cluster
 *
 * @example
 * ```ts
 * const orders = new EventBackend(chart, 'orders', {
 *   image: { repository: 'registry.example.com/shop', tag: '1.0.0' },
 * });
 * new BackendTlsPolicy(chart, 'tls', { backends: [{ service: orders }], hostname: 'orders.example.com' });
 * ```
 */
export class BackendTlsPolicy extends Construct {
  /** Name of the object. */
  readonly name: Deferred<string>;
  /** Namespace of the object. */
  readonly namespace: Deferred<string>;
  /** `BackendTLSPolicy` of the Gateway API. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: BackendTlsPolicyProps) {
    super(scope, id);
    const { backends, hostname, authorities = CertificateAuthorities.system(), subjectAltNames } = props;
    checkDnsName('hostname', hostname, this);
    this.checkLength('backends', backends, 16);
    if (subjectAltNames) this.checkLength('subjectAltNames', subjectAltNames, 5);
    const { name, namespace, resource } = meshObject(BackendTlsPolicyObject, this, props, {
      spec: {
        targetRefs: backends.map(({ service, portName }) => ({
          group: '',
          kind: 'Service',
          name: serviceReference(service).name,
          sectionName: portName,
        })),
        validation: {
          hostname,
          ...authorities._toGatewayApi(),
          subjectAltNames: subjectAltNames?.map((one) => one._toGatewayApi()),
        },
        options: props.options,
      } as never,
    });
    this.name = name;
    this.namespace = namespace;
    this.resource = resource;
  }

  private checkLength(property: string, list: readonly unknown[], most: number): void {
    if (list.length > 0 && list.length <= most) return;
    throw new ConfigError(
      property === 'backends' ? 'backends' : 'subject-alt-names',
      this,
      `'${property}' has ${list.length} entries, expected 1 to ${most}; name them, or use a second policy`,
    );
  }
}
