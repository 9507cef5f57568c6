import { Names } from 'cdk8s';
import { ServiceAccount, type Deployment } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1';
import type { EdgeOptions, ICallable, ICaller } from '../edges/caller';
import { namespaceOf } from '../edges/cluster-names';
import { fragmentName } from '../edges/fragment-name';
import { Participant } from '../edges/participant';
import type { IAwaited } from '../pods/awaited';
import type { Deferred, DeferredTree } from '../values/chart-value';
import { bindMetadata, deferredObject, kindOf } from '../values/deferred-object';
import { isDeferral, type Tree } from '../values/expression';
import { includeWhen } from '../values/inclusion';
import { fragment, orDefault, spreadList, when } from '../values/operators';
import { addAutoscaling } from './autoscaling';
import {
  addWorkloadDeployment,
  type WorkloadDeploymentOptions,
  type WorkloadTraits,
} from './workload-deployment';
import { addConfiguration } from './workload-configuration';
import { workloadEnvironment } from './workload-environment';
import type { WorkloadProps } from './workload-props';

/**
 * A Deployment with what belongs to it: service account, autoscaler, disruption budget, and by its declared edges
 * NetworkPolicy, AuthorizationPolicy, Sidecar and connection environment.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/
 */
export abstract class Workload extends Construct implements ICaller {
  /** The cdk8s-plus Deployment: its API, JSON patches and dependencies apply to both outputs. */
  readonly deployment: Deployment;
  /** The workload's side of its edges. */
  readonly participant: Participant;
  /** Name of the Deployment and of everything that belongs to it. */
  readonly name: Deferred<string>;
  /** Namespace of all its objects. */
  readonly namespace: Deferred<string>;
  /** Labels that select exactly its pods. */
  readonly selectorLabels: DeferredTree<Record<string, string>>;

  private readonly awaited: IAwaited[] = [];
  /** @internal What further Deployments of the workload share with the first one. */
  protected readonly deploymentOptions: WorkloadDeploymentOptions;

  protected constructor(scope: Construct, id: string, props: WorkloadProps, traits: WorkloadTraits) {
    super(scope, id);
    this.name = props.name ?? Names.toDnsLabel(this);
    this.namespace = namespaceOf(this, props.namespace);
    this.selectorLabels = props.selectorLabels ?? { 'app.kubernetes.io/name': this.name };
    const labels = props.labels ?? this.selectorLabels;
    const metadata = { name: this.name, namespace: this.namespace, labels };
    const accountName = orDefault(props.serviceAccount?.name ?? '', this.name);
    const serviceAccountName = isDeferral(accountName)
      ? fragment<string>(fragmentName(this, 'serviceAccountName'), accountName)
      : accountName;

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

    const configuration = addConfiguration(this, metadata, props.config ?? {});
    this.deploymentOptions = {
      configuration,
      ...metadata,
      selectorLabels: this.selectorLabels,
      serviceAccountName,
      app: this.name,
      version: props.version ?? 'v1',
      autoscaled,
      waitContainers: () => this.awaited.map((awaited) => awaited.waitContainer(this)),
      waitVolumes: () => this.awaited.map((awaited) => awaited.waitVolume(this)),
      environment: (added) =>
        workloadEnvironment(this, this.participant.calleesEnvironment, props.env, [
          ...spreadList(props.extraEnv),
          ...added,
        ]),
    };
    this.deployment = addWorkloadDeployment(this, 'Deployment', props, traits, this.deploymentOptions);
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

  /** Starts the application only when something has happened, such as a migration of the database. */
  waitsFor(awaited: IAwaited): void {
    this.awaited.push(awaited);
  }
}

const DISRUPTION_BUDGET = kindOf<PodDisruptionBudget>('policy/v1', 'PodDisruptionBudget');
