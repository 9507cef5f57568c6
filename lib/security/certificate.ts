import { Names, type ApiObject } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { Certificate as CertificateObject } from '@cdk8s/istio-imports/cert-manager';
import type { Deferred, DeferredTree } from '../values/chart-value';
import { deferredObject } from '../values/deferred-object';
import { isDeferral, type Tree } from '../values/expression';
import { includeWhen } from '../values/inclusion';
import { ConfigError } from '../vocabulary/config-error';

/** What shows a certificate: a gateway with TLS. */
export interface ITlsServer extends IConstruct {
  /** The host names that clients ask it for. */
  readonly hosts: Deferred<string[]> | readonly Deferred<string>[];
  /** The Secret from which it takes its certificate, and when it does. */
  readonly tlsSecret:
    | {
        readonly name: Deferred<string>;
        readonly namespace: Deferred<string>;
        readonly when: Deferred<boolean>;
      }
    | undefined;
}

/** Options of a certificate. */
export interface CertificateProps {
  /** The gateway that it is for: it is made for the gateway's hosts, into the Secret that the gateway reads. */
  readonly server: ITlsServer;
  /** Who issues it. */
  readonly issuer: CertificateIssuer;
  /** Name of the object. @default - made of the construct's path */
  readonly name?: Deferred<string>;
  /** Labels of the object. @default - none */
  readonly labels?: Tree;
}

/** An issuer of cert-manager. */
export interface CertificateIssuer {
  /** Name of the issuer. */
  readonly name: Deferred<string>;
  /** An `Issuer` must lie in the namespace of the gateway's pods. @default 'ClusterIssuer' */
  readonly kind?: Deferred<'Issuer' | 'ClusterIssuer'>;
}

/**
 * cert-manager's `Certificate` of a gateway: cert-manager has it issued, keeps it in a Secret in the namespace of the
 * gateway's pods, and renews it with a new key before it ends. Made below the gateway in the construct tree
 * (`new Certificate(gateway, 'Certificate', …)`), it is left out wherever the gateway is.
 *
 * @see https://cert-manager.io/docs/usage/certificate/
 * @throws ConfigError `certificate` when the gateway serves no TLS, or all hosts (`*`)
 *
 * @example
 * ```ts
 * const gateway = new IngressGateway(chart, 'gateway', {
 *   hosts: ['shop.example.com'],
 *   tls: GatewayTls.simple({ credentialName: 'shop-tls' }),
 * });
 * new Certificate(gateway, 'certificate', { server: gateway, issuer: { name: 'letsencrypt' } });
 * ```
 */
export class Certificate extends Construct {
  /** Name of the object. */
  readonly name: Deferred<string>;
  /** Namespace of the gateway's pods. */
  readonly namespace: Deferred<string>;
  /** cert-manager's `Certificate`. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: CertificateProps) {
    super(scope, id);
    const { server, issuer, name = Names.toDnsLabel(this) } = props;
    const { hosts, tlsSecret } = server;
    if (!tlsSecret) {
      throw new ConfigError('certificate', this, `'${server.node.path}' serves no TLS; give it 'tls' first`);
    }
    if (!isDeferral(hosts) && hosts.some((host) => host === '*')) {
      throw new ConfigError(
        'certificate',
        this,
        `'hosts' of '${server.node.path}' holds '*', for which nobody issues a certificate; name the hosts`,
      );
    }
    this.name = name;
    this.namespace = tlsSecret.namespace;
    const metadata = { name, namespace: tlsSecret.namespace, labels: props.labels };
    this.resource = deferredObject(CertificateObject, this, 'Resource', metadata, {
      spec: {
        secretName: tlsSecret.name,
        dnsNames: hosts as DeferredTree<string[]>,
        issuerRef: { group: 'cert-manager.io', kind: issuer.kind ?? 'ClusterIssuer', name: issuer.name },
        privateKey: { algorithm: 'ECDSA', size: 256, rotationPolicy: 'Always' },
      },
    });
    includeWhen(this, tlsSecret.when);
  }
}
