import { Construct } from 'constructs';
import type { NetworkPolicyPeer } from 'kubernetes-types/networking/v1';
import { AuthorizationPolicy, Sidecar } from '@cdk8s/istio-imports';
import type { NetworkPolicy } from 'kubernetes-types/networking/v1';
import type { Deferred, DeferredTree } from '../values/chart-value';
import { deferredObject, kindOf } from '../values/deferred-object';
import type { Tree } from '../values/expression';
import { includeWhen, inclusionWithin } from '../values/inclusion';
import { and } from '../values/conditions';
import { when } from '../values/operators';
import { authorizationPolicySpec } from './authorization-policy-spec';
import type { CalledPort, EdgeOptions, EnvironmentVariable, ICallable, ICaller } from './caller';
import { principalOf, serviceHost } from './cluster-names';
import { networkPolicySpec } from './network-policy-spec';
import type { DeclaredEdges, Edge, ParticipantProps } from './participant-props';
import { sidecarSpec } from './sidecar-spec';

/**
 * One side of the mesh's declared edges. It denies everything that no edge declares: a NetworkPolicy for packets, an
 * AuthorizationPolicy for identities and a Sidecar for what the proxy knows of, each with exactly the declared edges.
 */
export class Participant extends Construct implements ICaller, ICallable, DeclaredEdges {
  readonly host: Deferred<string>;
  readonly principal: Deferred<string>;
  readonly networkPeer: DeferredTree<NetworkPolicyPeer>;
  readonly egressPeers: readonly DeferredTree<NetworkPolicyPeer>[];
  readonly calledPorts: readonly CalledPort[];
  readonly connectionEnvironment: readonly DeferredTree<EnvironmentVariable>[];
  private readonly incoming: Edge<ICaller>[] = [];
  private readonly outgoing: Edge<ICallable>[] = [];

  constructor(
    scope: Construct,
    id: string,
    readonly props: ParticipantProps,
  ) {
    super(scope, id);
    const { name, namespace, platform = {} } = props;
    this.host = serviceHost(props.serviceName ?? name, namespace);
    this.principal = principalOf(namespace, props.serviceAccountName);
    this.networkPeer = {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
      podSelector: { matchLabels: props.selectorLabels },
    };
    this.egressPeers = [this.networkPeer];
    this.calledPorts = props.calledPorts ?? [];
    this.connectionEnvironment = props.connectionEnvironment ?? [];

    const metadata = { name, namespace, labels: props.labels };
    const networkPolicy = deferredObject(NETWORK_POLICY, this, 'NetworkPolicy', metadata, () => ({
      spec: networkPolicySpec(this),
    }));
    includeWhen(networkPolicy, platform.networkPolicies ?? true);
    const authorizationPolicy = deferredObject(
      AuthorizationPolicy,
      this,
      'AuthorizationPolicy',
      metadata,
      () => ({
        spec: authorizationPolicySpec(this),
      }),
    );
    const sidecar = deferredObject(Sidecar, this, 'Sidecar', metadata, () => ({ spec: sidecarSpec(this) }));
    for (const object of [authorizationPolicy, sidecar]) includeWhen(object, platform.mesh ?? true);
  }

  /** Declares that this side calls a service: it is let out, and the service lets it in. */
  calls(callee: ICallable, options: EdgeOptions = {}): void {
    if (this.outgoing.some((edge) => edge.peer === callee)) return;
    this.outgoing.push({ peer: callee, when: options.when ?? true });
    callee.acceptFrom(this, options);
  }

  acceptFrom(caller: ICaller, options: EdgeOptions = {}): void {
    if (this.incoming.some((edge) => edge.peer === caller)) return;
    this.incoming.push({ peer: caller, when: options.when ?? true });
  }

  /** Who may call, with the condition that this side's own objects do not already imply. */
  get callers(): readonly Edge<ICaller>[] {
    return this.incoming.map((edge) => this.conditional(edge));
  }

  /** What it calls, with the condition that this side's own objects do not already imply. */
  get callees(): readonly Edge<ICallable>[] {
    return this.outgoing.map((edge) => this.conditional(edge));
  }

  /** The environment variables that tell a container how to reach everything that is called. */
  get calleesEnvironment(): (Tree | undefined)[] {
    return this.callees.flatMap((edge) =>
      edge.peer.connectionEnvironment.map((variable) => when<Tree>(edge.when, variable as Tree)),
    );
  }

  private conditional<T extends ICaller | ICallable>(edge: Edge<T>): Edge<T> {
    return { peer: edge.peer, when: and(edge.when, inclusionWithin(edge.peer, this)) };
  }
}

const NETWORK_POLICY = kindOf<NetworkPolicy>('networking.k8s.io/v1', 'NetworkPolicy');
