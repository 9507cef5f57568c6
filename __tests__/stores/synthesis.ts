import { Chart, Testing } from 'cdk8s';
import type { StatefulSet } from 'kubernetes-types/apps/v1';
import type { CronJob, Job } from 'kubernetes-types/batch/v1';
import type { ConfigMap, PersistentVolumeClaim, Service, ServiceAccount } from 'kubernetes-types/core/v1';
import type { ObjectMeta } from 'kubernetes-types/meta/v1';
import type { NetworkPolicy } from 'kubernetes-types/networking/v1';
import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1';
import type { AuthorizationPolicyProps, ServiceEntryProps, SidecarProps } from '@cdk8s/istio-imports';
import type { ClusterProps, ScheduledBackupProps } from '@cdk8s/istio-imports/cloudnative-pg';
import type { ExternalSecretProps } from '@cdk8s/istio-imports/external-secrets';
import type {
  KafkaNodePoolProps,
  KafkaProps,
  KafkaTopicProps,
  KafkaUserProps,
} from '@cdk8s/istio-imports/strimzi';
import { Participant } from '../../lib/edges/participant';
import { collectObjects } from '../../lib/emit/collected-object';
import { HelmChart } from '../../lib/emit/helm-chart';
import { plainManifests } from '../../lib/emit/plain-manifests';
import type { ChartValues } from '../../lib/values/chart-values';
import { mergeValues } from '../../lib/values/merge-values';
import type { JsonObject } from '../../lib/vocabulary/json';
import { renderedObjects } from '../fixtures/rendered-chart';

/** Any object. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta & { readonly name: string };
  readonly spec: unknown;
}

/** What the kinds of objects that stores make look like. */
interface Kinds {
  AuthorizationPolicy: AuthorizationPolicyProps;
  Cluster: ClusterProps;
  ConfigMap: ConfigMap;
  CronJob: CronJob;
  ExternalSecret: ExternalSecretProps;
  Job: Job;
  Kafka: KafkaProps;
  KafkaNodePool: KafkaNodePoolProps;
  KafkaTopic: KafkaTopicProps;
  KafkaUser: KafkaUserProps;
  NetworkPolicy: NetworkPolicy;
  PersistentVolumeClaim: PersistentVolumeClaim;
  PodDisruptionBudget: PodDisruptionBudget;
  ScheduledBackup: ScheduledBackupProps;
  Service: Service;
  ServiceAccount: ServiceAccount;
  ServiceEntry: ServiceEntryProps;
  Sidecar: SidecarProps;
  StatefulSet: StatefulSet;
}

/** The type with everything there: what is missing fails the test that looks for it. */
export type Complete<T> = T extends readonly (infer E)[]
  ? [Complete<E>, ...Complete<E>[]]
  : T extends object
    ? { [K in keyof T]-?: Complete<NonNullable<T[K]>> }
    : T;

/** An object of a kind. */
export type ManifestOf<K extends keyof Kinds> = Manifest & Complete<Kinds[K]>;

const CHART = { name: 'shop', version: '0.1.0', appVersion: '1.0.0', description: 'Stores' };
const RELEASE = { name: 'autumn', namespace: 'shop' };

/** A chart in the namespace `shop`, for one test. */
export function shop(): Chart {
  return new Chart(Testing.app(), 'test', { namespace: 'shop' });
}

/** A workload that calls stores. */
export function caller(chart: Chart, name = 'backend'): Participant {
  return new Participant(chart, name, {
    name,
    namespace: 'shop',
    selectorLabels: { app: name },
    serviceAccountName: name,
  });
}

/** The manifests of plain synthesis. */
export function plain(chart: Chart, values?: ChartValues, overrides: JsonObject = {}): Manifest[] {
  const context = { ...deployment(values, overrides), release: RELEASE, chart: CHART };
  return plainManifests(collectObjects(chart, 'plain'), context).map(
    ({ manifest }) => manifest as unknown as Manifest,
  );
}

/** The complete values of a deployment. */
export function deployment(values: ChartValues | undefined, overrides: JsonObject = {}) {
  return values ? { values: mergeValues(values.defaults, overrides) } : {};
}

/** The manifests that the real Helm makes of the chart. */
export function helm(chart: Chart, values: ChartValues, overrides: JsonObject = {}): Manifest[] {
  const rendered = renderedObjects(new HelmChart(chart, { ...CHART, values }).files, {
    valuesFiles: [JSON.stringify(overrides)],
    release: RELEASE.name,
    namespace: RELEASE.namespace,
  });
  return rendered as unknown as Manifest[];
}

/** The only object of its kind, or the one with the name. */
export function only<K extends keyof Kinds>(
  manifests: readonly Manifest[],
  kind: K,
  name?: string,
): ManifestOf<K> {
  const found = manifests.filter(
    (object) => object.kind === kind && (name === undefined || object.metadata.name === name),
  );
  if (found.length !== 1) throw new Error(`${found.length} objects of kind ${kind}, expected one`);
  return found[0] as ManifestOf<K>;
}

/** `Kind name` of each object. */
export function namesOf(manifests: readonly Manifest[]): string[] {
  return manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
}

/** Objects in an order that does not depend on who made them. */
export function sorted(manifests: readonly Manifest[]): Manifest[] {
  const key = ({ kind, metadata }: Manifest) => `${kind} ${metadata.name}`;
  return [...manifests].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
