import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { NetworkPolicyPeer } from 'kubernetes-types/networking/v1';
import { ServiceEntry } from '@cdk8s/istio-imports';
import type { Deferred, DeferredTree } from '../values/chart-value';
import { isDeferral, type Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import type { CalledPort, EnvironmentVariable, ICallable, PortProtocol } from './caller';
import { meshObject, type MeshObjectProps } from './mesh-object';

/** Options of a service outside of the mesh. */
export interface ExternalServiceProps extends MeshObjectProps {
  /** Its DNS name. */
  readonly host: Deferred<string>;
  /** Port that the service listens on. */
  readonly port: Deferred<number>;
  /** The port at which it listens, where callers ask for another one. @default - `port` */
  readonly targetPort?: Deferred<number>;
  /** What it speaks. Clients that speak TLS themselves reach it by `tls` or `https`. @default 'tls' */
  readonly protocol?: PortProtocol;
  /** What callers are told in their environment. @default - nothing */
  readonly connectionEnvironment?: readonly DeferredTree<EnvironmentVariable>[];
  /** Where NetworkPolicies let callers out to. @default - any address, at its port */
  readonly egressPeers?: readonly DeferredTree<NetworkPolicyPeer>[];
  /** Namespaces that see it. @default - its own: ['.'] */
  readonly exportTo?: Deferred<string[]>;
}

/**
 * A service outside of the mesh that workloads may call (`worker.calls(mail)`). Istio's `ServiceEntry` makes it known
 * to callers' proxies, which look its name up in DNS; proxies that are not told of it refuse the call.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/service-entry/
 * @throws ConfigError `external-host` when the host is no DNS name
 *
 * @example
 * ```ts
 * const smtp = new ExternalService(chart, 'smtp', { host: 'smtp.example.com', port: 465 });
 * new Worker(chart, 'mailer', { image: { repository: 'registry.example.com/shop', tag: '1.0.0' } }).calls(smtp);
 * ```
 */
export class ExternalService extends Construct implements ICallable {
  /** Name of its ServiceEntry. */
  readonly name: Deferred<string>;
  /** Namespace of its ServiceEntry. */
  readonly namespace: Deferred<string>;
  readonly host: Deferred<string>;
  readonly calledPorts: readonly CalledPort[];
  readonly connectionEnvironment: readonly DeferredTree<EnvironmentVariable>[];
  readonly egressPeers: readonly DeferredTree<NetworkPolicyPeer>[];
  /** Istio's `ServiceEntry`. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: ExternalServiceProps) {
    super(scope, id);
    const { host, port, targetPort, protocol = 'tls' } = props;
    if (!isDeferral(host) && !DNS_NAME.test(host)) {
      throw new ConfigError(
        'external-host',
        this,
        `'host' is '${host}', expected a DNS name in lower case with a dot in it, without scheme, port and wildcard`,
      );
    }
    this.host = host;
    this.calledPorts = [{ port, protocol, ...(targetPort === undefined ? {} : { targetPort }) }];
    this.connectionEnvironment = props.connectionEnvironment ?? [];
    this.egressPeers = props.egressPeers ?? [];
    const annotations = props.annotations ?? OPAQUE[protocol];
    const { name, namespace, resource } = meshObject(
      ServiceEntry,
      this,
      { ...props, ...(annotations === undefined ? {} : { annotations }) },
      {
        spec: {
          hosts: [host],
          exportTo: props.exportTo ?? ['.'],
          location: 'MESH_EXTERNAL',
          resolution: 'DNS',
          ports: [{ number: port, targetPort, ...PORT[protocol] }],
        },
      },
    );
    this.name = name;
    this.namespace = namespace;
    this.resource = resource;
  }

  /** Nothing in the cluster keeps callers from a service outside of it: leaving is what they need leave for. */
  acceptFrom(): void {
    return;
  }
}

const DNS_NAME = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)+$/;

/** Plain TCP has no name by which a proxy could tell hosts apart: it takes all that its workload sends to the port. */
const WHOLE_PORT: Tree = {
  'suppress.event-mesh.dev/EVM131':
    'the proxies of its callers alone know it, and these call nothing else at this port',
};
const OPAQUE: Partial<Readonly<Record<PortProtocol, Tree>>> = {
  tcp: WHOLE_PORT,
  postgres: WHOLE_PORT,
  redis: WHOLE_PORT,
  kafka: WHOLE_PORT,
};

/** Proxies take what they have no filter for, or none that is on, as plain TCP. */
const PORT: Readonly<Record<PortProtocol, { readonly name: string; readonly protocol: string }>> = {
  http: { name: 'http', protocol: 'HTTP' },
  http2: { name: 'http2', protocol: 'HTTP2' },
  grpc: { name: 'grpc', protocol: 'GRPC' },
  https: { name: 'https', protocol: 'HTTPS' },
  tls: { name: 'tls', protocol: 'TLS' },
  tcp: { name: 'tcp', protocol: 'TCP' },
  postgres: { name: 'tcp-postgres', protocol: 'TCP' },
  redis: { name: 'tcp-redis', protocol: 'TCP' },
  kafka: { name: 'tcp-kafka', protocol: 'TCP' },
};
