import type { JsonObject } from '../vocabulary/json';
import type { OutputFile } from '../vocabulary/output-file';

/** A change that Kustomize makes to one object of what is delivered. */
export interface ManifestPatch {
  /** Kind of the object that is patched. */
  readonly kind: string;
  /** Name of the object that is patched. */
  readonly name: string;
  /** A JSON patch, or a strategic merge patch, as YAML. */
  readonly patch: string;
}

/** A field that a controller in the cluster changes, and that who delivers must leave as it is. */
export interface ManagedField {
  /** Kind of the object. */
  readonly kind: string;
  /** Name of the object. */
  readonly name: string;
  /** JSON pointers, such as `/spec/replicas`. */
  readonly paths: readonly string[];
}

/** A controller that takes new versions of the backend to its callers in steps, and what delivery has to do with it. */
export interface ProgressiveDelivery {
  /** The controller's own objects, as files. */
  readonly files: readonly OutputFile[];
  /** The same objects. */
  readonly objects: readonly JsonObject[];
  /** What must be different in the manifests for the controller. */
  readonly patches: readonly ManifestPatch[];
  /** Fields that the controller changes, and nobody sets back. */
  readonly managed: readonly ManagedField[];
}

/** Patches in the form that Argo CD and Flux have in common. */
export function kustomizePatches({ patches }: ProgressiveDelivery): readonly JsonObject[] {
  return patches.map(({ kind, name, patch }) => ({ target: { kind, name }, patch }));
}
