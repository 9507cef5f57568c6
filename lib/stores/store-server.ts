import { Names } from 'cdk8s';
import { Service, ServiceAccount, StatefulSet } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import type { StatefulSet as StatefulSetShape } from 'kubernetes-types/apps/v1';
import type { Container, ResourceRequirements, Service as ServiceShape } from 'kubernetes-types/core/v1';
import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1';
import type { PortProtocol } from '../edges/caller';
import { namespaceOf } from '../edges/cluster-names';
import { Participant } from '../edges/participant';
import { imageReference } from '../pods/image-reference';
import type { ImageOptions } from '../pods/pod-options';
import { completePodTemplate } from '../pods/pod-template';
import { Bindings } from '../values/bindings';
import type { Deferred, DeferredTree } from '../values/chart-value';
import { bindMetadata, deferredObject, joined, kindOf } from '../values/deferred-object';
import { isDeferral, type Tree } from '../values/expression';
import { includeWhen } from '../values/inclusion';
import { choose, ifSet, spreadList } from '../values/operators';
import { claimsOf, DATA_VOLUME, scratchVolume } from './persistence';
import type { EmbeddedStoreProps, Variable } from './store-props';

/** Name, namespace and labels of a store, and what its further objects need. */
export interface StoreIdentity {
  readonly name: Deferred<string>;
  readonly namespace: Deferred<string>;
  readonly labels: Tree;
  readonly selectorLabels: DeferredTree<Record<string, string>>;
}

/** What tells one kind of store from another. */
export interface StoreServerOptions {
  /** Name of the container, and after `tcp-` that of the port. */
  readonly role: string;
  readonly port: number;
  readonly protocol: PortProtocol;
  readonly image: ImageOptions;
  /** Numeric user of the image's server, which owns the data. */
  readonly userId: Deferred<number>;
  /** Where the data volume is mounted. */
  readonly dataPath: string;
  readonly environment: readonly (Variable | undefined)[];
  readonly resources: ResourceRequirements;
  /** Command, arguments and probes. */
  readonly container: DeferredTree<Partial<Container>>;
  readonly volumes: readonly (Tree | undefined)[];
  readonly volumeMounts: readonly Tree[];
  /** Containers that must end before the server starts. @default - none */
  readonly initContainers?: readonly (Tree | undefined)[];
  readonly podAnnotations: Tree;
  readonly connectionEnvironment: readonly Variable[];
}

/** The objects that serve a store. */
export interface StoreServer {
  readonly statefulSet: StatefulSet;
  readonly service: Service;
  readonly participant: Participant;
}

/** Who a store is. */
export function storeIdentity(
  scope: Construct,
  props: Pick<EmbeddedStoreProps, 'name' | 'namespace' | 'labels' | 'selectorLabels'>,
): StoreIdentity {
  const name = props.name ?? Names.toDnsLabel(scope);
  const selectorLabels = props.selectorLabels ?? { 'app.kubernetes.io/name': name };
  const labels = props.labels ?? selectorLabels;
  return { name, namespace: namespaceOf(scope, props.namespace), labels, selectorLabels };
}

/** Labels of pods: those of the identity, with `app` for Istio and Kiali. Deferred labels hold those of the selector. */
export function podLabels({ name, labels, selectorLabels }: StoreIdentity): Tree | undefined {
  const known = !isDeferral(labels) && !isDeferral(selectorLabels);
  return joined({ app: name }, known ? joined(selectorLabels, labels) : labels);
}

/**
 * Serves a store by one pod: a StatefulSet with its volume, a Service, an account, a disruption budget that lets
 * nodes be drained, and the policies of its edges.
 */
export function serveStore(
  scope: Construct,
  identity: StoreIdentity,
  props: EmbeddedStoreProps,
  options: StoreServerOptions,
): StoreServer {
  const { name, selectorLabels } = identity;
  const serviceAccountName = props.serviceAccount?.name ?? name;
  const portName = `tcp-${options.role}`;

  const account = new ServiceAccount(scope, 'ServiceAccount', { automountToken: false });
  bindMetadata(account, {
    ...identity,
    name: serviceAccountName,
    annotations: ifSet(props.serviceAccount?.annotations ?? {}),
  });
  includeWhen(account, props.serviceAccount?.create ?? true);

  const participant = new Participant(scope, 'Mesh', {
    ...identity,
    serviceAccountName,
    calledPorts: [{ port: options.port, protocol: options.protocol }],
    connectionEnvironment: options.connectionEnvironment,
    platform: props.platform,
    extraIngress: props.extraIngress,
    extraEgress: props.extraEgress,
  });

  const service = new Service(scope, 'Service', { ports: [{ port: options.port }] });
  bindMetadata(service, identity);
  new Bindings<ServiceShape>(service)
    .remove((o) => o.spec.externalIPs)
    .set((o) => o.spec.selector, selectorLabels)
    .set(
      (o) => o.spec.ports,
      [{ name: portName, port: options.port, targetPort: portName, protocol: 'TCP' }],
    );

  deferredObject(DISRUPTION_BUDGET, scope, 'DisruptionBudget', identity, {
    spec: { maxUnavailable: 1, selector: { matchLabels: selectorLabels } },
  });

  const persistence = props.persistence ?? {};
  const claims = claimsOf(persistence, selectorLabels);
  const statefulSet = new StatefulSet(scope, 'StatefulSet', {
    service,
    select: false,
    containers: [{ name: options.role, image: 'set-below', securityContext: {}, resources: {} }],
  });
  bindMetadata(statefulSet, identity);
  new Bindings<StatefulSetShape>(statefulSet)
    .remove((o) => o.spec.minReadySeconds)
    .set((o) => o.spec.serviceName, name)
    .set((o) => o.spec.selector.matchLabels, selectorLabels)
    .set((o) => o.spec.volumeClaimTemplates, claims.templates)
    .set((o) => o.spec.persistentVolumeClaimRetentionPolicy, claims.retention)
    .update(
      (o) => o.spec.template,
      (template) =>
        completePodTemplate(template, {
          ...props,
          labels: podLabels(identity) as Tree,
          annotations: options.podAnnotations,
          serviceAccountName,
          mesh: props.platform?.mesh ?? true,
          runAsUser: options.userId,
          terminationGracePeriodSeconds: GRACE_SECONDS,
          initContainers: options.initContainers?.filter((container) => container !== undefined) ?? [],
          volumes: [scratchVolume(persistence), ...options.volumes],
          container: {
            image: imageReference(options.image),
            imagePullPolicy: options.image.pullPolicy ?? 'IfNotPresent',
            ports: [{ name: portName, containerPort: options.port, protocol: 'TCP' }],
            env: [...options.environment, ...spreadList(props.extraEnv)] as never,
            resources: resourcesOf(props, options),
            volumeMounts: [
              { name: DATA_VOLUME, mountPath: options.dataPath },
              ...options.volumeMounts,
            ] as never,
            ...options.container,
          },
        }),
    );
  return { statefulSet, service, participant };
}

/** A choice between two structs, which templates print as two branches. */
function resourcesOf({ resources = {} }: EmbeddedStoreProps, options: StoreServerOptions): never {
  return choose<Tree>(resources, resources, options.resources as Tree) as never;
}

/** Time to write a snapshot or a checkpoint before the process is killed. */
const GRACE_SECONDS = 120;

const DISRUPTION_BUDGET = kindOf<PodDisruptionBudget>('policy/v1', 'PodDisruptionBudget');
