import type { PathSegment } from '../vocabulary/field-path';
import type { Manifest } from '../mesh/manifest';
import type { Mesh } from '../mesh/mesh';
import type { JsonObject } from '../vocabulary/json';
import { objectOf, objectsOf } from '../vocabulary/json-fields';

const RULE = 'networking.istio.io/DestinationRule';

/** A `trafficPolicy` of a DestinationRule, of one of its subsets, or of a port in one of these. */
export interface WrittenPolicy {
  readonly manifest: Manifest;
  readonly policy: JsonObject;
  readonly path: readonly PathSegment[];
}

/** Every traffic policy of every DestinationRule. */
export function trafficPolicies(mesh: Mesh): readonly WrittenPolicy[] {
  return mesh.of(RULE).flatMap((manifest) => {
    const subsets = objectsOf(manifest.spec['subsets']).map(
      (subset, index) => [subset, ['spec', 'subsets', index]] as const,
    );
    return [[manifest.spec, ['spec']] as const, ...subsets].flatMap(([part, place]) => {
      const policy = objectOf(part['trafficPolicy']);
      const path = [...place, 'trafficPolicy'];
      return [
        { manifest, policy, path },
        ...objectsOf(policy['portLevelSettings']).map((ofPort, index) => ({
          manifest,
          policy: ofPort,
          path: [...path, 'portLevelSettings', index],
        })),
      ];
    });
  });
}
