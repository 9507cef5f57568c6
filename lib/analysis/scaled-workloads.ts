import type { Manifest } from '../mesh/manifest';
import type { Mesh } from '../mesh/mesh';
import { numberOf, objectOf, textOf } from '../vocabulary/json-fields';

const AUTOSCALER = 'autoscaling/HorizontalPodAutoscaler';
const KEDA = 'keda.sh/ScaledObject';

/** The kinds of autoscalers, as types of manifests. */
export const autoscalerTypes: readonly string[] = [AUTOSCALER, KEDA];

/** An autoscaler of a workload. */
export interface Autoscaler {
  readonly manifest: Manifest;
  /** The least number of pods that it leaves. */
  readonly minimum: number;
}

/** The autoscaler that decides how many pods a workload has, or undefined. */
export function autoscalerOf(mesh: Mesh, workload: Manifest): Autoscaler | undefined {
  const all = mesh.index('autoscalers', () => {
    const found = new Map<string, Autoscaler>();
    for (const manifest of autoscalerTypes.flatMap((type) => mesh.of(type))) {
      const { kind, name } = objectOf(manifest.spec['scaleTargetRef']);
      found.set(key(manifest.namespace, textOf(kind) ?? 'Deployment', textOf(name) ?? ''), {
        manifest,
        minimum:
          manifest.type === KEDA
            ? (numberOf(manifest.spec['minReplicaCount']) ?? 0)
            : (numberOf(manifest.spec['minReplicas']) ?? 1),
      });
    }
    return found;
  });
  return all.get(key(workload.namespace, workload.kind, workload.name));
}

function key(namespace: string, kind: string, name: string): string {
  return `${namespace}/${kind}/${name}`;
}
