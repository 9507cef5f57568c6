import type { Manifest } from '../mesh/manifest';
import { podCarryingTypes, type Workload } from '../mesh/workloads';
import type { Mesh } from '../mesh/mesh';
import type { Json, JsonObject } from '../vocabulary/json';
import { objectOf, objectsOf } from '../vocabulary/json-fields';

const APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/**
 * The objects of a mesh that decide what becomes of a request, each with the fields that do: what the simulator answers
 * by them is what it answers by all. Secrets, and variables, commands and volumes of pods, are not among them.
 */
export function simulatedObjects(mesh: Mesh): readonly JsonObject[] {
  const workloads = new Map(mesh.workloads.all.map((workload) => [workload.manifest, workload]));
  return mesh.manifests.flatMap((manifest) => {
    const workload = podCarryingTypes.includes(manifest.type) ? workloads.get(manifest) : undefined;
    if (workload !== undefined) return [workloadObject(workload)];
    return isAskedFor(manifest) ? [{ ...manifest.object, metadata: metadataOf(manifest) }] : [];
  });
}

function isAskedFor({ type, namespace, name }: Manifest): boolean {
  const group = type.slice(0, type.indexOf('/'));
  return (
    type === '/Service' ||
    type === '/Namespace' ||
    // The settings of the mesh and of injection.
    (type === '/ConfigMap' && (name === 'istio' || name.startsWith('istio-')) && namespace !== '') ||
    group.endsWith('.istio.io') ||
    group === 'gateway.networking.k8s.io'
  );
}

function metadataOf({ object, name, namespace }: Manifest): JsonObject {
  const { creationTimestamp, labels, annotations } = objectOf(object['metadata']);
  return {
    name,
    ...(namespace === '' ? {} : { namespace }),
    ...(creationTimestamp === undefined ? {} : { creationTimestamp }),
    ...(labels === undefined ? {} : { labels }),
    ...(annotations === undefined ? {} : { annotations: withoutApplied(annotations) }),
  };
}

function withoutApplied(annotations: Json): JsonObject {
  return Object.fromEntries(Object.entries(objectOf(annotations)).filter(([key]) => key !== APPLIED));
}

/** A workload with what the mesh reads of it, at the same places. */
function workloadObject({ manifest, labels, annotations, podSpec, template }: Workload): JsonObject {
  const { hostNetwork, serviceAccountName, serviceAccount } = podSpec;
  const pod = {
    ...(template.length === 0 ? { metadata: metadataOf(manifest) } : { metadata: { labels, annotations } }),
    spec: {
      ...(hostNetwork === undefined ? {} : { hostNetwork }),
      ...(serviceAccountName === undefined ? {} : { serviceAccountName }),
      ...(serviceAccount === undefined ? {} : { serviceAccount }),
      containers: containersOf(podSpec['containers']),
      initContainers: containersOf(podSpec['initContainers']),
    },
  };
  const inner = template.reduceRight<JsonObject>((inside, segment) => ({ [segment]: inside }), pod);
  const { replicas } = manifest.spec;
  const { phase } = objectOf(manifest.object['status']);
  return {
    apiVersion: manifest.apiVersion,
    kind: manifest.kind,
    metadata: metadataOf(manifest),
    ...inner,
    ...(replicas === undefined ? {} : { spec: { ...objectOf(inner['spec']), replicas } }),
    ...(phase === undefined ? {} : { status: { phase } }),
  };
}

function containersOf(list: Json | undefined): readonly JsonObject[] {
  return objectsOf(list).map(({ name, image, ports }) => ({
    ...(name === undefined ? {} : { name }),
    ...(image === undefined ? {} : { image }),
    ...(ports === undefined ? {} : { ports }),
  }));
}
