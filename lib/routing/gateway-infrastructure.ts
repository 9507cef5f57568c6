import type { IConstruct } from 'constructs';
import { isIP } from 'node:net';
import type { Deferred } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { checkLiteral, checkUnique } from './literal-check';
import { isDnsName } from './name-check';
import type { NamespaceSelection } from './namespace-selection';
import { checkPort } from './number-check';

/**
 * An address that the gateway is to have.
 *
 * @see https://gateway-api.sigs.k8s.io/reference/spec/#gatewayspecaddress
 * @throws ConfigError `ip-address`, `host-name`
 */
export class GatewayAddress {
  /** An IP address; without one, any. */
  static ip(address?: Deferred<string>): GatewayAddress {
    checkLiteral(address, (text) => isIP(text) !== 0, {
      code: 'ip-address',
      property: 'address',
      expected: 'an address of IPv4 or IPv6',
      remedy: "write it like '203.0.113.10'",
    });
    return new GatewayAddress('IPAddress', address);
  }

  /** A DNS name; with Istio, that of a Service that is there already. */
  static hostname(hostname: Deferred<string>): GatewayAddress {
    checkLiteral(hostname, isDnsName, {
      code: 'host-name',
      property: 'hostname',
      expected: 'a DNS name in lower case',
      remedy: "write it like 'gateway.istio-ingress.svc.cluster.local'",
    });
    return new GatewayAddress('Hostname', hostname);
  }

  private constructor(
    private readonly type: string,
    private readonly value: Deferred<string> | undefined,
  ) {}

  /** @internal As a Gateway has it. */
  _toGatewayApi(): Tree {
    return { type: this.type, value: this.value };
  }
}

/** What the gateway's Deployment and Service get. */
export interface GatewayInfrastructure {
  /** Labels of them. @default - none */
  readonly labels?: Readonly<Record<string, Deferred<string>>>;
  /** Annotations of them. @default - none */
  readonly annotations?: Readonly<Record<string, Deferred<string>>>;
  /** ConfigMap, of the same namespace, with changes of the Deployment and Service that Istio makes. @default - none */
  readonly parametersConfigMap?: Deferred<string>;
}

/** Whose signature clients' certificates must have. */
export interface ClientValidation {
  /** ConfigMaps with the key `ca.crt`; another namespace must allow it by a ReferenceGrant. */
  readonly caCertificates: readonly AuthorityReference[];
  /** Lets clients in too that show none, or a wrong one: routes then have to tell. @default 'AllowValidOnly' */
  readonly mode?: 'AllowValidOnly' | 'AllowInsecureFallback';
}

/** A ConfigMap with certificates of authorities. */
export interface AuthorityReference {
  /** Name of the object. */
  readonly name: Deferred<string>;
  /** Namespace of the object. @default - the gateway's */
  readonly namespace?: Deferred<string>;
}

/** What one port asks of clients. */
export interface PortClientValidation extends ClientValidation {
  /** The port. */
  readonly port: Deferred<number>;
}

/** TLS of a gateway as a whole. */
export interface GatewayTlsSettings {
  /** What every HTTPS listener asks of clients. @default - nothing */
  readonly clientValidation?: ClientValidation;
  /** What single ports ask of clients instead. @default - none */
  readonly ports?: readonly PortClientValidation[];
  /** Secret with the certificate that the gateway shows to backends. @default - none */
  readonly clientCertificate?: AuthorityReference;
}

/** What belongs to a gateway of the Gateway API besides its listeners. */
export interface GatewayExtras {
  /** Addresses at which it is reached. @default - one that the cluster gives out */
  readonly addresses?: readonly GatewayAddress[];
  /** What its Deployment and Service get. @default - as the GatewayClass has it */
  readonly infrastructure?: GatewayInfrastructure;
  /** Namespaces whose ListenerSets may add listeners. @default - none */
  readonly listenersFrom?: NamespaceSelection;
  /** TLS of all listeners. @default - clients need no certificates */
  readonly tlsSettings?: GatewayTlsSettings;
}

/** The extras as a Gateway has them. */
export function extrasTree(
  extras: GatewayExtras,
  scope: IConstruct,
): Readonly<Record<string, Tree | undefined>> {
  const { addresses, infrastructure, listenersFrom, tlsSettings } = extras;
  return {
    addresses: addresses?.map((address) => address._toGatewayApi()),
    infrastructure: infrastructure && infrastructureTree(infrastructure),
    allowedListeners: listenersFrom && { namespaces: listenersFrom._toGatewayApi() },
    tls: tlsSettings && tlsTree(tlsSettings, scope),
  };
}

function infrastructureTree({ labels, annotations, parametersConfigMap }: GatewayInfrastructure): Tree {
  const parametersRef =
    parametersConfigMap === undefined
      ? undefined
      : { group: '', kind: 'ConfigMap', name: parametersConfigMap };
  return { labels, annotations, parametersRef };
}

function tlsTree(
  { clientValidation, ports = [], clientCertificate }: GatewayTlsSettings,
  scope: IConstruct,
): Tree {
  checkUnique(
    scope,
    'port',
    ports.map(({ port }) => port),
  );
  for (const { port } of ports) checkPort('port', port, scope);
  const perPort = ports.map(({ port, ...validation }) => ({
    port,
    tls: { validation: validationTree(validation) },
  }));
  return {
    backend: clientCertificate && { clientCertificateRef: { ...clientCertificate } },
    frontend:
      clientValidation || ports.length > 0
        ? {
            default: clientValidation ? { validation: validationTree(clientValidation) } : {},
            perPort: ports.length === 0 ? undefined : perPort,
          }
        : undefined,
  };
}

function validationTree({ caCertificates, mode }: ClientValidation): Tree {
  return {
    caCertificateRefs: caCertificates.map((one) => ({ group: '', kind: 'ConfigMap', ...one })),
    mode,
  };
}
