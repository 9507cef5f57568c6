import type { PathSegment } from '../vocabulary/field-path';
import type { Manifest } from '../mesh/manifest';
import type { Mesh } from '../mesh/mesh';
import type { JsonObject } from '../vocabulary/json';
import { objectsOf } from '../vocabulary/json-fields';

const VIRTUAL_SERVICE = 'networking.istio.io/VirtualService';

/** An entry of `spec.http` of a VirtualService, as it was written. */
export interface WrittenRoute {
  readonly manifest: Manifest;
  readonly route: JsonObject;
  readonly path: readonly PathSegment[];
}

/** Every HTTP route of every VirtualService. */
export function httpRoutes(mesh: Mesh): readonly WrittenRoute[] {
  return mesh.of(VIRTUAL_SERVICE).flatMap((manifest) =>
    objectsOf(manifest.spec['http']).map((route, index) => ({
      manifest,
      route,
      path: ['spec', 'http', index],
    })),
  );
}
