import type { JsonObject } from '../vocabulary/json';
import { PLAIN_YAML } from '../vocabulary/yaml-printer';
import type { PlainManifest } from './plain-manifests';

/** The order in which objects must reach a cluster: what others need comes first, workloads after their policies. */
const PHASES: readonly (readonly [file: string, kinds: readonly string[]])[] = [
  ['00-namespace', ['Namespace']],
  ['10-access', ['ServiceAccount', 'Role', 'RoleBinding', 'ClusterRole', 'ClusterRoleBinding']],
  [
    '20-configuration',
    ['ConfigMap', 'Secret', 'SecretStore', 'ClusterSecretStore', 'ExternalSecret', 'Certificate'],
  ],
  ['30-storage', ['PersistentVolumeClaim']],
  ['40-network', ['Service', 'NetworkPolicy']],
  ['50-mesh', []],
  [
    '60-workloads',
    ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Cluster', 'Kafka', 'KafkaNodePool'],
  ],
  [
    '70-availability',
    ['PodDisruptionBudget', 'HorizontalPodAutoscaler', 'ScaledObject', 'TriggerAuthentication'],
  ],
  ['80-monitoring', ['ServiceMonitor', 'PodMonitor', 'PrometheusRule']],
  ['90-other', []],
];
const PHASE_OF = new Map(PHASES.flatMap(([file, kinds]) => kinds.map((kind) => [kind, file] as const)));
const MESH_GROUPS =
  /^(networking|security|telemetry|extensions)\.istio\.io\/|^gateway\.networking\.k8s\.io\//;

/** Manifests as files of one environment, numbered so that `kubectl apply -R -f` succeeds in one pass. */
export function manifestFiles(manifests: readonly Pick<PlainManifest, 'manifest'>[]): Map<string, string> {
  return new Map([...manifestsByFile(manifests)].map(([file, ofFile]) => [file, manifestText(ofFile)]));
}

/** The manifests of each file of one environment, in the order of the files. */
export function manifestsByFile(
  manifests: readonly Pick<PlainManifest, 'manifest'>[],
): Map<string, readonly JsonObject[]> {
  const byPhase = new Map<string, JsonObject[]>(PHASES.map(([phase]) => [phase, []]));
  for (const { manifest } of manifests) byPhase.get(phaseOf(manifest))?.push(manifest);
  return new Map(
    [...byPhase].flatMap(([phase, ofPhase]) => (ofPhase.length > 0 ? [[`${phase}.yaml`, ofPhase]] : [])),
  );
}

/**
 * The text of a file of manifests.
 *
 * @param printed the texts of manifests that another file has too. @default - none
 */
export function manifestText(
  manifests: readonly JsonObject[],
  printed = new Map<JsonObject, string>(),
): string {
  return manifests
    .map((manifest) => {
      const text = printed.get(manifest) ?? PLAIN_YAML.document(manifest);
      printed.set(manifest, text);
      return text;
    })
    .join(SEPARATOR);
}

/** What parts the manifests of a file. */
export const SEPARATOR = '---\n';

function phaseOf(manifest: JsonObject): string {
  const { apiVersion, kind } = manifest;
  if (typeof apiVersion === 'string' && MESH_GROUPS.test(apiVersion)) return '50-mesh';
  return (typeof kind === 'string' && PHASE_OF.get(kind)) || '90-other';
}
