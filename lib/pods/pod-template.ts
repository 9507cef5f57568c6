import type { Container } from 'kubernetes-types/core/v1';
import type { Deferred, DeferredTree } from '../values/chart-value';
import { joined } from '../values/deferred-object';
import { isDeferral, type Tree } from '../values/expression';
import { choose, fields, ifSet, spreadList, when } from '../values/operators';
import { elementsOf } from '../values/presence';
import type { JsonObject } from '../vocabulary/json';
import type { PodOptions } from './pod-options';
import { RESTRICTED_CONTAINER, restrictedPod } from './security-context';

/** What a construct says of its pods. */
export interface PodTemplateOptions extends PodOptions {
  /** Labels that identify the pods, those of the selector among them. */
  readonly labels: Tree;
  /** Annotations of the pods. @default - none */
  readonly annotations?: Tree | undefined;
  readonly serviceAccountName: Deferred<string>;
  /** Pods are in the mesh. @default true */
  readonly mesh?: Deferred<boolean>;
  /** Seconds between SIGTERM and SIGKILL. @default 30 */
  readonly terminationGracePeriodSeconds?: number | undefined;
  /** Spreads pods evenly over zones and nodes. @default false */
  readonly spreadOver?: DeferredTree<Record<string, string>> | undefined;
  /** The main container: its image, environment, probes and what else the construct decides. */
  readonly container: DeferredTree<Partial<Container>>;
  /** Containers that run to their end before, after those that cdk8s-plus knows. @default - none */
  readonly initContainers?: readonly (Tree | undefined)[];
  /** Volumes besides the writable `/tmp`. @default - none */
  readonly volumes?: readonly (Tree | undefined)[];
}

type Fields = Readonly<Record<string, Tree | undefined>>;

/** The parts of a pod template of cdk8s-plus that are completed here. */
interface MadeTemplate {
  readonly metadata?: { readonly labels?: Fields; readonly annotations?: Fields };
  readonly spec: MadeSpec;
}

interface MadeSpec {
  readonly containers: readonly [MadeContainer, ...MadeContainer[]];
  readonly initContainers?: readonly MadeContainer[];
  readonly volumes?: readonly Tree[];
  readonly imagePullSecrets?: readonly Tree[];
  readonly tolerations?: readonly Tree[];
  readonly affinity?: Tree;
}

interface MadeContainer {
  readonly ports?: readonly Tree[];
  readonly envFrom?: readonly Tree[];
  readonly volumeMounts?: readonly Tree[];
  readonly securityContext?: {
    readonly runAsUser?: number;
    readonly runAsGroup?: number;
    readonly readOnlyRootFilesystem?: boolean;
  };
}

/**
 * Completes the pod template that cdk8s-plus made: Pod Security "restricted" for every container, a writable `/tmp`,
 * the mesh's annotations, and what the options say. Further containers that users add to the cdk8s-plus object stay.
 */
export function completePodTemplate(template: Tree | undefined, options: PodTemplateOptions): Tree {
  const { metadata, spec } = template as unknown as MadeTemplate;
  const [main, ...others] = spec.containers;
  const container = options.container as Fields;
  const decided: Fields = {
    serviceAccountName: options.serviceAccountName,
    automountServiceAccountToken: false,
    imagePullSecrets: both(spec.imagePullSecrets, options.imagePullSecrets),
    securityContext: restrictedPod(options.runAsUser),
    terminationGracePeriodSeconds: options.terminationGracePeriodSeconds ?? 30,
    priorityClassName: ifSet(options.priorityClassName ?? ''),
    nodeSelector: options.nodeSelector && ifSet<Tree>(options.nodeSelector),
    affinity: affinityOf(options, spec),
    tolerations: both(spec.tolerations, options.tolerations),
    topologySpreadConstraints: spreadConstraints(options),
    initContainers: emptyAsNothing([
      ...(spec.initContainers ?? []).map(restrictedAsMade),
      ...(options.initContainers ?? []),
    ]),
    containers: [
      {
        ...restrictedAsMade(main),
        ...Object.fromEntries(Object.entries(container).filter(([, field]) => field !== undefined)),
        ports: both(container['ports'], main.ports),
        envFrom: both(main.envFrom, options.extraEnvFrom),
        volumeMounts: [
          { name: 'tmp', mountPath: '/tmp' },
          ...(main.volumeMounts ?? []),
          ...spreadList(container['volumeMounts']),
          ...spreadList(options.extraVolumeMounts),
        ],
      },
      ...others.map(restrictedAsMade),
      ...spreadList(options.extraContainers),
    ],
    volumes: [
      { name: 'tmp', emptyDir: {} },
      ...(spec.volumes ?? []),
      ...(options.volumes ?? []),
      ...spreadList(options.extraVolumes),
    ],
  };
  return {
    metadata: {
      labels: joined(joined(options.labels, withoutAddress(metadata?.labels)), options.podLabels),
      annotations: fields(
        meshAnnotations(options.mesh ?? true),
        options.annotations,
        metadata?.annotations,
        options.podAnnotations,
      ),
    },
    spec: { ...decided, ...undecided(spec, decided) },
  };
}

/** A container with what Pod Security "restricted" asks for. */
export function restricted(container: Fields, user?: Deferred<number>): Fields {
  const identity = user === undefined ? {} : { runAsUser: user, runAsGroup: user };
  return { ...container, securityContext: { ...(RESTRICTED_CONTAINER as JsonObject), ...identity } };
}

/**
 * Init containers and Jobs reach the mesh and end, since the sidecar is a native one; the application starts when
 * its proxy is ready.
 *
 * @see https://istio.io/latest/docs/reference/config/annotations/
 */
function meshAnnotations(mesh: Deferred<boolean>): Tree | undefined {
  return when<Tree>(mesh, {
    'proxy.istio.io/config': 'holdApplicationUntilProxyStarts: true\n',
    'sidecar.istio.io/nativeSidecar': 'true',
  });
}

/** A container of the cdk8s-plus object: as users made it, but for what Pod Security "restricted" forbids. */
function restrictedAsMade(container: MadeContainer): Fields {
  const { runAsUser, runAsGroup, readOnlyRootFilesystem = true } = container.securityContext ?? {};
  const kept = { readOnlyRootFilesystem, runAsUser, runAsGroup };
  return { ...container, securityContext: { ...(RESTRICTED_CONTAINER as JsonObject), ...kept } };
}

/** What cdk8s-plus states of every pod although it is what Kubernetes does anyway. */
const DEFAULTS: Fields = {
  dnsPolicy: 'ClusterFirst',
  hostNetwork: false,
  restartPolicy: 'Always',
  setHostnameAsFQDN: false,
  shareProcessNamespace: false,
};

function undecided(spec: MadeSpec, decided: Fields): Fields {
  const stated = Object.entries(spec as unknown as Fields);
  return Object.fromEntries(stated.filter(([key, value]) => !(key in decided) && DEFAULTS[key] !== value));
}

/** The elements of two lists, of which each may be missing or empty. */
function both(first: Tree | undefined, second: Tree | undefined): Tree | undefined {
  if (first === undefined && isDeferral(second)) return ifSet<Tree>(second);
  return emptyAsNothing(elementsOf([...spreadList(first), ...spreadList(second)]));
}

/** The selector label of cdk8s-plus does not carry the release. */
function withoutAddress(labels: Fields = {}): Tree {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => key !== 'cdk8s.io/metadata.addr'));
}

function affinityOf({ affinity }: PodOptions, { affinity: made }: MadeSpec): Tree | undefined {
  if (affinity === undefined) return made;
  return made === undefined ? ifSet<Tree>(affinity) : choose<Tree>(affinity, affinity, made);
}

function spreadConstraints({ topologySpreadConstraints, spreadOver }: PodTemplateOptions): Tree | undefined {
  const given = topologySpreadConstraints;
  if (spreadOver === undefined) return given === undefined ? undefined : ifSet<Tree>(given);
  const evenly = ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: spreadOver },
  }));
  return given === undefined ? evenly : choose<Tree>(given, given, evenly);
}

function emptyAsNothing(list: readonly (Tree | undefined)[]): Tree | undefined {
  return list.length === 0 ? undefined : list;
}
