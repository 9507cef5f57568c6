import type { Container, PodSpec } from 'kubernetes-types/core/v1';
import type { Deferred, DeferredTree } from '../values/chart-value';
import { joined } from '../values/deferred-object';
import type { Tree } from '../values/expression';
import { fields, ifSet, orDefault, spreadList, when } from '../values/operators';
import type { JsonObject } from '../vocabulary/json';
import type { PodOptions } from './pod-options';
import { RESTRICTED_CONTAINER, restrictedPod } from './security-context';

/** What a construct says of its pods. */
export interface PodTemplateOptions extends PodOptions {
  /** Labels that identify the pods, those of the selector among them. */
  readonly labels: Tree;
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

/**
 * Completes the pod template that cdk8s-plus made: Pod Security "restricted" for every container, a writable `/tmp`,
 * the mesh's annotations, and what the options say. Further containers that users add to the cdk8s-plus object stay.
 */
export function completePodTemplate(template: Tree | undefined, options: PodTemplateOptions): Tree {
  const made = (template ?? {}) as { metadata?: JsonObject; spec?: JsonObject };
  const spec = (made.spec ?? {}) as unknown as PodSpec;
  const [main, ...others] = spec.containers as [Container, ...Container[]];
  const container = restricted(withoutNoise(main));
  return {
    metadata: {
      labels: joined(joined(options.labels, withoutAddress(made.metadata?.['labels'])), options.podLabels),
      annotations: fields(
        meshAnnotations(options.mesh ?? true),
        options.annotations,
        made.metadata?.['annotations'],
        options.podAnnotations,
      ),
    },
    spec: {
      serviceAccountName: options.serviceAccountName,
      automountServiceAccountToken: false,
      imagePullSecrets: options.imagePullSecrets && ifSet(options.imagePullSecrets),
      ...(spec.hostAliases ? { hostAliases: spec.hostAliases } : {}),
      ...(spec.restartPolicy && spec.restartPolicy !== 'Always' ? { restartPolicy: spec.restartPolicy } : {}),
      securityContext: restrictedPod(options.runAsUser),
      terminationGracePeriodSeconds: options.terminationGracePeriodSeconds ?? 30,
      priorityClassName: options.priorityClassName && ifSet(options.priorityClassName),
      nodeSelector: options.nodeSelector && ifSet(options.nodeSelector),
      affinity: affinityOf(options, spec),
      tolerations: options.tolerations && ifSet(options.tolerations),
      topologySpreadConstraints: spreadConstraints(options),
      initContainers: emptyAsNothing([
        ...(spec.initContainers ?? []).map((init) => restricted(withoutNoise(init)) as Tree),
        ...(options.initContainers ?? []),
      ]),
      containers: [
        {
          ...container,
          ...options.container,
          envFrom: options.extraEnvFrom && ifSet(options.extraEnvFrom),
          volumeMounts: [
            { name: 'tmp', mountPath: '/tmp' },
            ...(main.volumeMounts ?? []),
            ...((options.container as { volumeMounts?: Tree[] }).volumeMounts ?? []),
            ...spreadList(options.extraVolumeMounts),
          ],
        },
        ...others.map((other) => restricted(withoutNoise(other)) as Tree),
        ...spreadList(options.extraContainers),
      ],
      volumes: [
        { name: 'tmp', emptyDir: {} },
        ...(spec.volumes ?? []),
        ...(options.volumes ?? []),
        ...spreadList(options.extraVolumes),
      ],
    } as unknown as Tree,
  };
}

/** A container with what Pod Security "restricted" asks for. */
export function restricted(container: Fields, user?: Deferred<number>): Fields {
  const identity = user === undefined ? {} : { runAsUser: user, runAsGroup: user };
  return { ...container, securityContext: { ...(RESTRICTED_CONTAINER as JsonObject), ...identity } };
}

type Fields = Readonly<Record<string, Tree | undefined>>;

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

/** What cdk8s-plus states although it is what Kubernetes does anyway, or what is set elsewhere. */
function withoutNoise(container: Container): JsonObject {
  const fields = Object.entries(container as unknown as JsonObject);
  return Object.fromEntries(fields.filter(([key]) => key !== 'volumeMounts' && key !== 'securityContext'));
}

/** The selector label of cdk8s-plus does not carry the release. */
function withoutAddress(labels: unknown): Tree {
  const entries = Object.entries((labels ?? {}) as Record<string, string>);
  return Object.fromEntries(entries.filter(([key]) => key !== 'cdk8s.io/metadata.addr'));
}

function affinityOf(options: PodOptions, spec: PodSpec): Tree | undefined {
  if (options.affinity === undefined) return spec.affinity as Tree | undefined;
  return ifSet(spec.affinity ? orDefault(options.affinity, spec.affinity) : options.affinity) as
    Tree | undefined;
}

function spreadConstraints({ topologySpreadConstraints, spreadOver }: PodTemplateOptions): Tree | undefined {
  if (topologySpreadConstraints !== undefined && spreadOver === undefined) {
    return ifSet(topologySpreadConstraints) as Tree | undefined;
  }
  if (spreadOver === undefined) return undefined;
  return ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: spreadOver },
  }));
}

function emptyAsNothing(list: readonly (Tree | undefined)[]): Tree | undefined {
  return list.length === 0 ? undefined : list;
}
