import type { JsonObject } from '../vocabulary/json';
import { PLAIN_YAML } from '../vocabulary/yaml-printer';

/** Manifests as one file. */
export function manifestDocuments(manifests: readonly JsonObject[]): string {
  return manifests.map((manifest) => PLAIN_YAML.document(manifest)).join('---\n');
}
