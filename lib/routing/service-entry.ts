import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { NetworkPolicyPeer } from 'kubernetes-types/networking/v1';
import { ServiceEntry as ServiceEntryObject } from '@cdk8s/istio-imports';
import type { CalledPort, EnvironmentVariable, ICallable } from '../edges/caller';
import { meshObject, type MeshObjectProps } from '../edges/mesh-object';
import type { Deferred, DeferredTree } from '../values/chart-value';
import { isDeferral, type Tree } from '../values/expression';
import { ConfigError } from '../vocabulary/config-error';
import { checkExportTo } from './export-to';
import { isHost } from './hosts';
import { checkUnique } from './literal-check';
import { checkAddressRange, isDnsName } from './name-check';
import { ServiceEndpoints } from './service-endpoints';
import { calledPorts, isPlainTcp, portName, portTrees, type ServiceEntryPort } from './service-entry-port';

/** Options of a ServiceEntry. */
export interface ServiceEntryProps extends MeshObjectProps {
  /** Names by which callers ask for the service; `*.example.com` where names are not looked up. */
  readonly hosts: readonly Deferred<string>[];
  /** Its ports. */
  readonly ports: readonly ServiceEntryPort[];
  /** Where it is found. @default ServiceEndpoints.dns() */
  readonly endpoints?: ServiceEndpoints;
  /** Virtual IP addresses that callers may ask for, or ranges of them. @default - those that Istio gives out */
  readonly addresses?: readonly Deferred<string>[];
  /** `MESH_INTERNAL` for services with a proxy, such as on virtual machines: callers use mutual TLS. @default 'MESH_EXTERNAL' */
  readonly location?: 'MESH_EXTERNAL' | 'MESH_INTERNAL';
  /** Names of which the certificate of its endpoints must hold one. @default - any */
  readonly subjectAltNames?: Deferred<string[]>;
  /** Namespaces that see it: `.` its own, `*` all, `~` none. @default - all, as Istio does */
  readonly exportTo?: Deferred<string[]>;
  /** What callers are told in their environment. @default - nothing */
  readonly connectionEnvironment?: readonly DeferredTree<EnvironmentVariable>[];
  /** Where NetworkPolicies let callers out to. @default - any address, at its ports */
  readonly egressPeers?: readonly DeferredTree<NetworkPolicyPeer>[];
}

/**
 * Istio's `ServiceEntry`: a service that Kubernetes does not know, made known to proxies, which route, limit and watch
 * calls to it as they do within the mesh. For one host outside with one port, `ExternalService` is shorter.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/service-entry/
 * @throws ConfigError `hosts` when there is none, one is `*`, or one that is looked up holds a wildcard
 * @throws ConfigError `duplicate` when a host, a port's number or its name is given twice
 * @throws ConfigError `addresses` when a range leads to names that are looked up
 *
 * @example
 * ```ts
 * new ServiceEntry(chart, 'database', {
 *   hosts: ['postgres.internal'],
 *   location: 'MESH_INTERNAL',
 *   ports: [{ port: 5432, protocol: 'postgres' }],
 *   endpoints: ServiceEndpoints.fixed({ address: '10.0.0.50' }),
 * });
 * ```
 */
export class ServiceEntry extends Construct implements ICallable {
  /** Name of the object. */
  readonly name: Deferred<string>;
  /** Namespace of the object. */
  readonly namespace: Deferred<string>;
  readonly host: Deferred<string>;
  readonly furtherHosts: readonly Deferred<string>[];
  readonly calledPorts: readonly CalledPort[];
  readonly connectionEnvironment: readonly DeferredTree<EnvironmentVariable>[];
  readonly egressPeers: readonly DeferredTree<NetworkPolicyPeer>[];
  /** Istio's `ServiceEntry`. */
  readonly resource: ApiObject;

  constructor(scope: Construct, id: string, props: ServiceEntryProps) {
    super(scope, id);
    const { endpoints = ServiceEndpoints.dns(), ports } = props;
    this.checkHosts(props, endpoints);
    this.checkAddresses(props.addresses ?? [], endpoints);
    checkExportTo(this, props.exportTo);
    const [host, ...furtherHosts] = props.hosts;
    this.host = host as Deferred<string>;
    this.furtherHosts = furtherHosts;
    this.calledPorts = calledPorts(ports);
    this.connectionEnvironment = props.connectionEnvironment ?? [];
    this.egressPeers = props.egressPeers ?? [];
    const spec: Tree = {
      hosts: props.hosts,
      addresses: props.addresses,
      exportTo: props.exportTo,
      location: props.location ?? 'MESH_EXTERNAL',
      ports: portTrees(ports, this),
      subjectAltNames: props.subjectAltNames,
      ...endpoints._toIstio(this, ports.map(portName)),
    };
    const { name, namespace, resource } = meshObject(ServiceEntryObject, this, props, {
      spec: spec as never,
    });
    this.name = name;
    this.namespace = namespace;
    this.resource = resource;
  }

  /** Nothing in the cluster keeps callers from a service outside of it: leaving is what they need leave for. */
  acceptFrom(): void {
    return;
  }

  private checkHosts({ hosts, ports }: ServiceEntryProps, endpoints: ServiceEndpoints): void {
    const refuse = (found: string, expected: string) => {
      throw new ConfigError('hosts', this, `'hosts' ${found}, expected ${expected}`);
    };
    if (hosts.length === 0) refuse('is empty', 'at least one name by which callers ask');
    checkUnique(this, 'hosts', hosts);
    for (const host of hosts) {
      if (isDeferral(host)) continue;
      if (host === '*' || !isHost(host))
        refuse(`holds '${host}'`, "a DNS name in lower case or '*.example.com'");
      if (endpoints.looksHostsUp && !isDnsName(host)) {
        refuse(
          `holds '${host}'`,
          'names without wildcard to look up; use ServiceEndpoints.asAsked or dynamicDns',
        );
      }
    }
    const plain = ports.find(({ protocol }) => isPlainTcp(protocol));
    if (hosts.length > 1 && plain && !endpoints.keepsAddresses) {
      refuse(
        `holds ${hosts.length} names`,
        `one, since nothing in ${plain.protocol} tells hosts apart; use a ServiceEntry for each`,
      );
    }
  }

  private checkAddresses(addresses: readonly Deferred<string>[], endpoints: ServiceEndpoints): void {
    for (const address of addresses) {
      checkAddressRange('addresses', address, this);
      if (endpoints.takesRanges || isDeferral(address) || !address.includes('/')) continue;
      throw new ConfigError(
        'addresses',
        this,
        `'addresses' holds the range '${address}', expected single addresses where names are looked up; use ServiceEndpoints.asAsked or fixed`,
      );
    }
  }
}
