import { Names } from 'cdk8s';
import { Deployment, ServiceAccount, type DeploymentStrategy } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { Deployment as DeploymentShape } from 'kubernetes-types/apps/v1';
import type { Container } from 'kubernetes-types/core/v1';
import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1';
import type { CalledPort, EdgeOptions, ICallable, ICaller } from '../edges/caller';
import { namespaceOf } from '../edges/cluster-names';
import { Participant } from '../edges/participant';
import { imageReference } from '../pods/image-reference';
import { completePodTemplate } from '../pods/pod-template';
import { Bindings } from '../values/bindings';
import type { Deferred, DeferredTree } from '../values/chart-value';
import { bindMetadata, deferredObject, joined, kindOf } from '../values/deferred-object';
import type { Tree } from '../values/expression';
import { includeWhen } from '../values/inclusion';
import { not, orDefault, when } from '../values/operators';
import { addAutoscaling } from './autoscaling';
import { workloadEnvironment } from './workload-environment';
import type { WorkloadProps } from './workload-props';

/** What the kinds of workloads decide beyond what users say. */
export interface WorkloadTraits {
  /** Name of the main container. */
  readonly container: string;
  /** The ports that it listens on. */
  readonly ports: readonly CalledPort[];
  /** Probes and hooks of the main container. */
  readonly lifecycle: DeferredTree<Partial<Container>>;
  /** A singleton is replaced, never doubled, and does not spread. */
  readonly singleton: boolean;
  readonly strategy?: DeploymentStrategy;
  readonly terminationGracePeriodSeconds?: number;
}

/**
 * A Deployment with what belongs to it: service account, autoscaler, disruption budget, and by its declared edges
 * NetworkPolicy, AuthorizationPolicy, Sidecar and connection environment.
 */
export abstract class Workload extends Construct implements ICaller {
  /** The cdk8s-plus Deployment: its API, JSON patches and dependencies apply to both outputs. */
  readonly deployment: Deployment;
  /** The workload's side of its edges. */
  readonly participant: Participant;
  readonly name: Deferred<string>;
  readonly namespace: Deferred<string>;
  readonly selectorLabels: DeferredTree<Record<string, string>>;

  protected constructor(scope: Construct, id: string, props: WorkloadProps, traits: WorkloadTraits) {
    super(scope, id);
    this.name = props.name ?? Names.toDnsLabel(this);
    this.namespace = namespaceOf(this, props.namespace);
    this.selectorLabels = props.selectorLabels ?? { 'app.kubernetes.io/name': this.name };
    const labels = joined(props.labels ?? this.selectorLabels, undefined);
    const metadata = { name: this.name, namespace: this.namespace, labels };
    const serviceAccountName = orDefault(props.serviceAccount?.name ?? '', this.name);

    const account = new ServiceAccount(this, 'ServiceAccount', { automountToken: false });
    bindMetadata(account, {
      ...metadata,
      name: serviceAccountName,
      annotations: when<Tree>(
        props.serviceAccount?.annotations ?? {},
        props.serviceAccount?.annotations as Tree,
      ),
    });
    includeWhen(account, props.serviceAccount?.create ?? true);

    this.participant = new Participant(this, 'Mesh', {
      ...metadata,
      selectorLabels: this.selectorLabels,
      serviceAccountName,
      calledPorts: traits.ports,
      platform: props.platform,
      extraIngress: props.extraIngress,
      extraEgress: props.extraEgress,
    });

    const autoscaled = props.autoscaling ? addAutoscaling(this, metadata, props.autoscaling) : false;
    if (!traits.singleton) {
      deferredObject(DISRUPTION_BUDGET, this, 'DisruptionBudget', metadata, {
        spec: { maxUnavailable: 1, selector: { matchLabels: this.selectorLabels } },
      });
    }

    this.deployment = new Deployment(this, 'Deployment', {
      select: false,
      containers: [{ name: traits.container, image: 'set-below', securityContext: {}, resources: {} }],
      ...(traits.strategy ? { strategy: traits.strategy } : {}),
    });
    bindMetadata(this.deployment, metadata);
    new Bindings<DeploymentShape>(this.deployment)
      .remove((o) => o.spec.minReadySeconds)
      .remove((o) => o.spec.progressDeadlineSeconds)
      .update(
        (o) => o.spec.replicas,
        () => when<number>(not(autoscaled), props.replicas ?? 1),
      )
      .set((o) => o.spec.selector.matchLabels, this.selectorLabels)
      .update(
        (o) => o.spec.template,
        (template) =>
          completePodTemplate(template, {
            ...props,
            labels: joined(this.podLabels(props, labels), {}) as Tree,
            serviceAccountName,
            mesh: props.platform?.mesh ?? true,
            spreadOver: traits.singleton ? undefined : this.selectorLabels,
            terminationGracePeriodSeconds: traits.terminationGracePeriodSeconds,
            container: {
              image: imageReference(props.image),
              imagePullPolicy: props.image.pullPolicy ?? 'IfNotPresent',
              command: props.command,
              args: props.args,
              ...(traits.ports.length > 0 ? { ports: traits.ports.map(containerPort) } : {}),
              env: workloadEnvironment(
                this,
                this.participant.calleesEnvironment,
                props.env,
                props.extraEnv,
              ) as never,
              resources: props.resources ?? DEFAULT_RESOURCES,
              livenessProbe: props.livenessCommand && { exec: { command: props.livenessCommand } },
              ...(traits.lifecycle as object),
            } as unknown as DeferredTree<Partial<Container>>,
          }),
      );
  }

  get principal(): Deferred<string> {
    return this.participant.principal;
  }

  get networkPeer(): Participant['networkPeer'] {
    return this.participant.networkPeer;
  }

  /**
   * Declares that this workload calls a service. That lets it out and in (NetworkPolicies of both sides,
   * AuthorizationPolicy of the service), makes the service known to its proxy (Sidecar), and tells its container how
   * to connect (environment variables).
   */
  calls(callee: ICallable, options: EdgeOptions = {}): void {
    this.participant.calls(callee, options);
  }

  private podLabels(props: WorkloadProps, labels: Tree | undefined): Tree {
    const identity = { app: this.name, version: props.version ?? 'v1' };
    return joined(identity, labels) as Tree;
  }
}

/** Enough for a small Python service to start; real figures belong to the environments. */
const DEFAULT_RESOURCES = {
  requests: { cpu: '100m', memory: '128Mi', 'ephemeral-storage': '64Mi' },
  limits: { cpu: '500m', memory: '512Mi', 'ephemeral-storage': '256Mi' },
};

const DISRUPTION_BUDGET = kindOf<PodDisruptionBudget>('policy/v1', 'PodDisruptionBudget');

function containerPort({ port, targetPort, protocol }: CalledPort): Tree {
  return { name: protocol, containerPort: targetPort ?? port, protocol: 'TCP' };
}
