import type { PathSegment } from '../vocabulary/field-path';
import type { Manifest } from '../mesh/manifest';
import type { Mesh } from '../mesh/mesh';
import { canonicalJson } from '../vocabulary/json';
import { numberOf, objectOf, objectsOf, textOf } from '../vocabulary/json-fields';

/** One entry of an EnvoyFilter's `configPatches`. */
export interface EnvoyPatch {
  readonly manifest: Manifest;
  readonly path: readonly PathSegment[];
  readonly operation: string;
  readonly applyTo: string;
  /** The name of the filter that it is about; empty where it tells none. */
  readonly filter: string;
  /** Whether the EnvoyFilter says when it is applied. */
  readonly hasPriority: boolean;
  /** Whether it is for proxies of certain versions. */
  readonly isPinned: boolean;
}

/** Every patch, in the order in which istiod applies what has no priority: by name and namespace of the EnvoyFilter. */
export function envoyPatches(mesh: Mesh): readonly EnvoyPatch[] {
  const key = ({ namespace, name }: Manifest): string => `${name}.${namespace}`;
  const manifests = [...mesh.of('networking.istio.io/EnvoyFilter')].sort((one, other) =>
    key(one) < key(other) ? -1 : 1,
  );
  return manifests.flatMap((manifest) =>
    objectsOf(manifest.spec['configPatches']).flatMap((entry, index) => {
      if (entry['patch'] === undefined) return [];
      const patch = objectOf(entry['patch']);
      const match = objectOf(entry['match']);
      return [
        {
          manifest,
          path: ['spec', 'configPatches', index],
          operation: textOf(patch['operation']) ?? '',
          applyTo: textOf(entry['applyTo']) ?? '',
          filter: filterOf(patch['value'], match),
          hasPriority: (numberOf(manifest.spec['priority']) ?? 0) !== 0,
          isPinned: Boolean(textOf(objectOf(match['proxy'])['proxyVersion'])),
        },
      ];
    }),
  );
}

function filterOf(value: unknown, match: ReturnType<typeof objectOf>): string {
  if (value === undefined) return '';
  const { name } = objectOf(value);
  if (name !== undefined) return canonicalJson(name);
  const chain = objectOf(objectOf(match['listener'])['filterChain']);
  return textOf(objectOf(chain['filter'])['name']) ?? '';
}
