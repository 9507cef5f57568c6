import type { FieldChange, Step } from './field-change';
import { quantityOf } from '../cost/quantity';
import type { Manifest } from '../mesh/manifest';
import { podCarryingTypes } from '../mesh/workloads';

/** What a change means for what runs, the gravest first. */
export const risks = ['immutable', 'restart', 'routing', 'policy', 'live', 'cosmetic'] as const;
export type Risk = (typeof risks)[number];

/** What each risk is, for people. */
export const riskTitles: Readonly<Record<Risk, string>> = {
  immutable: 'Immutable: the API server refuses it, or what the object holds is deleted',
  restart: 'Restart: pods start, stop or are replaced',
  routing: 'Routing: requests go, or are answered, otherwise',
  policy: 'Policy: who may do what',
  live: 'Live: takes effect without a restart, or at the next one',
  cosmetic: 'Cosmetic: nothing that runs differs',
};

const ROUTING_GROUPS =
  /^(networking\.istio\.io|gateway\.networking\.k8s\.io|extensions\.istio\.io|discovery\.k8s\.io|flagger\.app)\//;
const ROUTING: ReadonlySet<string> = new Set([
  '/Service',
  '/Endpoints',
  'networking.k8s.io/Ingress',
  'networking.k8s.io/IngressClass',
]);
const POLICY_GROUPS =
  /^(security\.istio\.io|rbac\.authorization\.k8s\.io|cert-manager\.io|admissionregistration\.k8s\.io)\//;
const POLICY: ReadonlySet<string> = new Set([
  '/Namespace',
  '/ServiceAccount',
  'gateway.networking.k8s.io/ReferenceGrant',
  'gateway.networking.k8s.io/BackendTLSPolicy',
  'networking.k8s.io/NetworkPolicy',
  'policy/PodDisruptionBudget',
]);
/** Kinds that hold what is gone when they are deleted. */
const HOLDING: ReadonlySet<string> = new Set([
  '/Namespace',
  '/PersistentVolume',
  '/PersistentVolumeClaim',
  'apiextensions.k8s.io/CustomResourceDefinition',
]);
/** Kinds whose pods follow their template. */
const ROLLING: ReadonlySet<string> = new Set(
  podCarryingTypes.filter((type) => !['/Pod', 'batch/Job', 'batch/CronJob'].includes(type)),
);

/** The fields of `spec` that may change; of a kind that is not named here, all may. */
const MUTABLE: Readonly<Record<string, readonly string[]>> = {
  'apps/StatefulSet': [
    'minReadySeconds',
    'ordinals',
    'persistentVolumeClaimRetentionPolicy',
    'replicas',
    'revisionHistoryLimit',
    'template',
    'updateStrategy',
  ],
  'batch/Job': ['activeDeadlineSeconds', 'backoffLimit', 'parallelism', 'suspend', 'ttlSecondsAfterFinished'],
  '/PersistentVolumeClaim': ['resources', 'volumeAttributesClassName'],
  '/Pod': [
    'activeDeadlineSeconds',
    'containers',
    'initContainers',
    'terminationGracePeriodSeconds',
    'tolerations',
  ],
};
/** Fields that may not change, by the beginning of their path. */
const IMMUTABLE: Readonly<Record<string, readonly string[]>> = {
  'apps/Deployment': ['spec.selector'],
  'apps/DaemonSet': ['spec.selector'],
  'apps/ReplicaSet': ['spec.selector'],
  '/Service': ['spec.clusterIP', 'spec.clusterIPs'],
  '/Secret': ['type'],
  'rbac.authorization.k8s.io/RoleBinding': ['roleRef'],
  'rbac.authorization.k8s.io/ClusterRoleBinding': ['roleRef'],
  'storage.k8s.io/StorageClass': ['provisioner', 'parameters', 'reclaimPolicy', 'volumeBindingMode'],
  'scheduling.k8s.io/PriorityClass': ['value', 'preemptionPolicy'],
  'networking.k8s.io/IngressClass': ['spec.controller'],
};

/** What it means that an object comes or goes. */
export function objectRisk({ type }: Pick<Manifest, 'type'>, change: 'added' | 'removed'): Risk {
  if (change === 'removed' && HOLDING.has(type)) return 'immutable';
  if (podCarryingTypes.includes(type)) return type === 'batch/CronJob' ? 'live' : 'restart';
  return kindRisk(type);
}

/** What a change of a field means; `old` is the object before it. */
export function changeRisk(change: FieldChange, { type, object }: Pick<Manifest, 'type' | 'object'>): Risk {
  const { steps } = change;
  const [first, second] = steps;
  if (first === 'apiVersion') return 'cosmetic';
  if (isImmutable(change, type, object['immutable'] === true)) return 'immutable';
  if (first === 'metadata') {
    const steering = second === 'annotations' ? ROUTING.has(type) || isRouting(type) : type === '/Namespace';
    return steering ? kindRisk(type) : 'cosmetic';
  }
  if (ROLLING.has(type)) return first === 'spec' && second === 'template' ? 'restart' : 'live';
  if (type === '/Pod') return 'restart';
  return kindRisk(type);
}

function isImmutable(change: FieldChange, type: string, frozen: boolean): boolean {
  const { steps } = change;
  const [first, second] = steps;
  const path = steps.filter((step): step is string => typeof step === 'string').join('.');
  if (frozen && (first === 'data' || first === 'binaryData' || first === 'immutable')) return true;
  if ((own(IMMUTABLE, type) ?? []).some((field) => path === field || path.startsWith(`${field}.`)))
    return true;
  if (type === '/PersistentVolumeClaim' && path === 'spec.resources.requests.storage') {
    return (quantityOf(change.new) ?? 0) <= (quantityOf(change.old) ?? 0);
  }
  if (type === '/Pod' && isInContainer(steps)) return steps.at(-1) !== 'image';
  const mutable = own(MUTABLE, type);
  return mutable !== undefined && first === 'spec' && typeof second === 'string' && !mutable.includes(second);
}

function isInContainer([first, second]: readonly Step[]): boolean {
  return first === 'spec' && (second === 'containers' || second === 'initContainers');
}

function isRouting(type: string): boolean {
  return !POLICY.has(type) && ROUTING_GROUPS.test(type);
}

function kindRisk(type: string): Risk {
  if (POLICY.has(type) || POLICY_GROUPS.test(type)) return 'policy';
  return ROUTING.has(type) || isRouting(type) ? 'routing' : 'live';
}

function own<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
