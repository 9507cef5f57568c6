import { Deployment, type DeploymentStrategy } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { Deployment as DeploymentShape } from 'kubernetes-types/apps/v1';
import type { Container } from 'kubernetes-types/core/v1';
import type { CalledPort } from '../edges/caller';
import { fragmentName } from '../edges/fragment-name';
import { imageReference } from '../pods/image-reference';
import { completePodTemplate } from '../pods/pod-template';
import { Bindings } from '../values/bindings';
import type { Deferred, DeferredTree } from '../values/chart-value';
import { bindMetadata, joined } from '../values/deferred-object';
import { isDeferral, type Tree } from '../values/expression';
import { not } from '../values/conditions';
import { fragment, spreadList, when } from '../values/operators';
import type { WorkloadConfiguration } from './workload-configuration';
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
  /** Several versions may run beside each other, so that each Deployment selects by its version too. */
  readonly versioned: boolean;
  readonly strategy?: DeploymentStrategy;
  readonly terminationGracePeriodSeconds?: number;
}

/** One Deployment of a workload. */
export interface WorkloadDeploymentOptions {
  readonly name: Deferred<string>;
  readonly namespace: Deferred<string>;
  readonly labels: Tree;
  readonly selectorLabels: DeferredTree<Record<string, string>>;
  readonly serviceAccountName: Deferred<string>;
  /** What the pods call themselves in the mesh: label `app`. */
  readonly app: Deferred<string>;
  readonly version: Deferred<string>;
  readonly configuration: WorkloadConfiguration;
  /** An autoscaler owns `replicas`. */
  readonly autoscaled: Deferred<boolean>;
  /**
   * Asked for when manifests are made, since edges may be declared until then, with the variables that users added to
   * the container.
   */
  readonly environment: (added: readonly Tree[]) => Tree | undefined;
  /** Init containers beside those of the options, asked for like the environment. */
  readonly waitContainers: () => readonly (Tree | undefined)[];
  /** The volumes that these mount. */
  readonly waitVolumes: () => readonly (Tree | undefined)[];
}

/** Makes the cdk8s-plus Deployment of a workload and binds what may be deferred in it. */
export function addWorkloadDeployment(
  scope: Construct,
  id: string,
  props: WorkloadProps,
  traits: WorkloadTraits,
  options: WorkloadDeploymentOptions,
): Deployment {
  const { selectorLabels, version, labels } = options;
  const reference = imageReference(props.image);
  const imageName = ['image', ...id.split('-').slice(1)].reverse().join('.');
  const image = isDeferral(reference)
    ? fragment<string>(fragmentName(scope, imageName), reference)
    : reference;
  const deployment = new Deployment(scope, id, {
    select: false,
    containers: [{ name: traits.container, image: 'set-below', securityContext: {}, resources: {} }],
    ...(traits.strategy ? { strategy: traits.strategy } : {}),
  });
  bindMetadata(deployment, options);
  new Bindings<DeploymentShape>(deployment)
    .remove((o) => o.spec.minReadySeconds)
    .remove((o) => o.spec.progressDeadlineSeconds)
    .update(
      (o) => o.spec.replicas,
      () => when<number>(not(options.autoscaled), props.replicas ?? 1),
    )
    .update(
      (o) => o.spec.selector.matchLabels,
      () => (traits.versioned ? joined(selectorLabels, { version }) : selectorLabels),
    )
    .update(
      (o) => o.spec.template,
      (template) =>
        completePodTemplate(template, {
          ...props,
          annotations: options.configuration.annotations,
          extraEnvFrom: [options.configuration.source, ...spreadList(props.extraEnvFrom)] as Tree[] as never,
          initContainers: [...(props.initContainers ?? []), ...options.waitContainers()],
          volumes: options.waitVolumes(),
          labels: joined({ app: options.app, version }, labels) as Tree,
          serviceAccountName: options.serviceAccountName,
          mesh: props.platform?.mesh ?? true,
          spreadOver: traits.singleton ? undefined : selectorLabels,
          terminationGracePeriodSeconds: traits.terminationGracePeriodSeconds,
          container: {
            image,
            imagePullPolicy: props.image.pullPolicy ?? 'IfNotPresent',
            command: props.command,
            args: props.args,
            ...(traits.ports.length > 0 ? { ports: traits.ports.map(containerPort) } : {}),
            env: options.environment(addedVariables(template)) as never,
            resources: props.resources ?? DEFAULT_RESOURCES,
            livenessProbe: props.livenessCommand && { exec: { command: props.livenessCommand } },
            ...traits.lifecycle,
          } as unknown as DeferredTree<Partial<Container>>,
        }),
    );
  return deployment;
}

/** Enough for a small Python service to start; real figures belong to the environments. */
const DEFAULT_RESOURCES = {
  requests: { cpu: '100m', memory: '128Mi', 'ephemeral-storage': '64Mi' },
  limits: { cpu: '500m', memory: '512Mi', 'ephemeral-storage': '256Mi' },
};

/** The variables of the main container of the template that cdk8s-plus made. */
function addedVariables(template: Tree | undefined): readonly Tree[] {
  const { spec } = template as unknown as { spec: { containers: [{ env?: readonly Tree[] }] } };
  return spec.containers[0].env ?? [];
}

function containerPort({ port, targetPort, protocol }: CalledPort): Tree {
  return { name: protocol, containerPort: targetPort ?? port, protocol: 'TCP' };
}
