import { Construct } from 'constructs';
import type { Service, ServiceAccount } from 'kubernetes-types/core/v1';
import type { NetworkPolicyPeer } from 'kubernetes-types/networking/v1';
import type { CalledPort, EdgeOptions, ICallable, ICaller } from '../edges/caller';
import { namespaceOf } from '../edges/cluster-names';
import type { MeshObjectProps } from '../edges/mesh-object';
import { Participant } from '../edges/participant';
import type { ReadinessProbe } from '../routing/readiness-probe';
import { WorkloadGroup } from '../routing/workload-group';
import type { Deferred, DeferredTree } from '../values/chart-value';
import { deferredObject, kindOf } from '../values/deferred-object';
import { ConfigError } from '../vocabulary/config-error';

/** Options of a workload on virtual machines. */
export interface VirtualMachineWorkloadProps extends Omit<MeshObjectProps, 'name'> {
  /** Name of the service, the group, the service account, and label `app` of the machines. */
  readonly name: Deferred<string>;
  /** Ports that the machines listen on; callers use the same. At least one. */
  readonly ports: readonly CalledPort[];
  /** Range of the machines' addresses, such as `10.0.8.0/24`, for NetworkPolicies of who calls them. */
  readonly addressRange: Deferred<string>;
  /** Network of the machines, where pods reach them through a gateway only. @default - that of the cluster */
  readonly network?: Deferred<string>;
  /** When a machine takes requests. @default - from the moment that it connects */
  readonly probe?: ReadinessProbe;
}

/**
 * A workload of the mesh on virtual machines: pods call it as a Service, and it may run on pods too. A machine whose
 * proxy connects with the group's service account is registered by istiod, and taken away when it is gone. Its policies
 * follow from declared calls, as those of pods do.
 *
 * For each machine `istioctl x workload entry configure --name <name> --namespace <namespace>` writes the files that
 * its proxy starts with. The token in them is valid for an hour: use them at once and keep no copy.
 *
 * @see https://istio.io/latest/docs/setup/install/virtual-machine/
 * @throws ConfigError `virtual-machine` when no port is named
 *
 * @example
 * ```ts
 * const billing = new VirtualMachineWorkload(chart, 'billing', {
 *   name: 'billing',
 *   ports: [{ port: 8080, protocol: 'http' }],
 *   addressRange: '10.0.8.0/24',
 * });
 * const image = { repository: 'registry.example.com/orders', tag: '1.0.0' };
 * new EventBackend(chart, 'orders', { image }).calls(billing);
 * ```
 */
export class VirtualMachineWorkload extends Construct implements ICallable, ICaller {
  /** Name of its WorkloadGroup and Service. */
  readonly name: Deferred<string>;
  /** Namespace of its objects. */
  readonly namespace: Deferred<string>;
  readonly networkPeer: DeferredTree<NetworkPolicyPeer>;
  readonly egressPeers: readonly DeferredTree<NetworkPolicyPeer>[];
  private readonly participant: Participant;

  constructor(scope: Construct, id: string, props: VirtualMachineWorkloadProps) {
    super(scope, id);
    const { name, ports, network, probe, labels, platform } = props;
    if (ports.length === 0) {
      throw new ConfigError(
        'virtual-machine',
        this,
        "'ports' is empty; name the ports that the machines listen on",
      );
    }
    this.name = name;
    this.namespace = namespaceOf(this, props.namespace);
    this.networkPeer = { ipBlock: { cidr: props.addressRange } };
    this.egressPeers = [this.networkPeer];
    const metadata = { name, namespace: this.namespace, labels };
    const selectorLabels = { app: name };
    deferredObject(kindOf<ServiceAccount>('v1', 'ServiceAccount'), this, 'ServiceAccount', metadata, {});
    deferredObject(kindOf<Service>('v1', 'Service'), this, 'Service', metadata, {
      spec: {
        selector: selectorLabels,
        ports: ports.map(({ port, targetPort, protocol }) => ({
          name: portName(protocol, ports),
          port,
          targetPort: targetPort ?? port,
          protocol: 'TCP' as const,
        })) as never,
      },
    });
    new WorkloadGroup(this, 'WorkloadGroup', {
      name,
      namespace: this.namespace,
      ...(labels === undefined ? {} : { labels }),
      ...(platform === undefined ? {} : { platform }),
      workloadLabels: selectorLabels,
      template: { serviceAccount: name, ...(network === undefined ? {} : { network }) },
      ...(probe === undefined ? {} : { probe }),
    });
    this.participant = new Participant(this, 'Mesh', {
      ...metadata,
      selectorLabels,
      serviceAccountName: name,
      calledPorts: ports,
      // Machines are no pods: NetworkPolicies do not select them.
      platform: { ...platform, networkPolicies: false },
    });
  }

  get host(): Deferred<string> {
    return this.participant.host;
  }

  get calledPorts(): readonly CalledPort[] {
    return this.participant.calledPorts;
  }

  get connectionEnvironment(): ICallable['connectionEnvironment'] {
    return this.participant.connectionEnvironment;
  }

  get principal(): Deferred<string> {
    return this.participant.principal;
  }

  acceptFrom(caller: ICaller, options: EdgeOptions = {}): void {
    this.participant.acceptFrom(caller, options);
  }

  /** Declares that the machines call a service. */
  calls(callee: ICallable, options: EdgeOptions = {}): void {
    this.participant.calls(callee, options);
    callee.acceptFrom(this, options);
  }
}

/** Istio reads the protocol from the name; several ports of one protocol need names of their own. */
function portName(protocol: string, ports: readonly CalledPort[]): string {
  const alike = ports.filter((port) => port.protocol === protocol);
  if (alike.length > 1) {
    throw new ConfigError(
      'virtual-machine',
      undefined,
      `'ports' holds ${alike.length} ports of ${protocol}, expected one of each protocol; make a workload for each`,
    );
  }
  return protocol;
}
