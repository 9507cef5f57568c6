import { referenceTo, type ObjectReference } from './object-reference';
import { quantityOf } from './quantity';
import { exactly, type Range } from './range';
import type { Mesh } from '../mesh/mesh';
import type { Workload } from '../mesh/workloads';
import type { JsonObject } from '../vocabulary/json';
import { objectOf, objectsOf, textOf } from '../vocabulary/json-fields';

/** A volume that a claim asks for, or one for each pod. */
export interface Volume {
  /** The claim, or the workload whose template it is. */
  readonly object: ObjectReference;
  /** The name of the claim, or of its template. */
  readonly name: string;
  /** Bytes of one. */
  readonly size: number;
  /** How many there are. */
  readonly count: Range;
  /** Empty for the cluster's default. */
  readonly storageClass: string;
  /** Whether the size could not be read, so that it counts as 0. */
  readonly unreadable: boolean;
}

/**
 * The volumes that a workload brings along: one for each pod and template of a StatefulSet, and one for each
 * ephemeral claim of its pods.
 */
export function volumesOf({ manifest, podSpec }: Workload, pods: Range): readonly Volume[] {
  const templates = manifest.kind === 'StatefulSet' ? objectsOf(manifest.spec['volumeClaimTemplates']) : [];
  const volume = (name: unknown, spec: unknown): Volume => ({
    object: referenceTo(manifest),
    name: textOf(name) ?? '',
    ...claimed(objectOf(spec)),
    count: pods,
  });
  return [
    ...templates.map(({ metadata, spec }) => volume(objectOf(metadata)['name'], spec)),
    ...objectsOf(podSpec['volumes']).flatMap(({ name, ephemeral }) => {
      const template = objectOf(ephemeral)['volumeClaimTemplate'];
      return template === undefined ? [] : [volume(name, objectOf(template)['spec'])];
    }),
  ];
}

/** The claims that stand by themselves, whoever mounts them. */
export function claimsOf(mesh: Mesh): readonly Volume[] {
  return mesh
    .of('/PersistentVolumeClaim')
    .filter((claim) => mesh.find(claim.type, claim.namespace, claim.name) === claim)
    .map((claim) => ({
      object: referenceTo(claim),
      name: claim.name,
      ...claimed(claim.spec),
      count: exactly(1),
    }));
}

/** The names of the claims that the pods of a workload mount. */
export function mountedClaims({ podSpec }: Workload): readonly string[] {
  return objectsOf(podSpec['volumes']).flatMap(
    (volume) => textOf(objectOf(volume['persistentVolumeClaim'])['claimName']) ?? [],
  );
}

function claimed(spec: JsonObject): Pick<Volume, 'size' | 'storageClass' | 'unreadable'> {
  const size = quantityOf(objectOf(objectOf(spec['resources'])['requests'])['storage']);
  const readable = size !== undefined && size >= 0;
  return {
    size: readable ? size : 0,
    storageClass: textOf(spec['storageClassName']) ?? '',
    unreadable: !readable,
  };
}
