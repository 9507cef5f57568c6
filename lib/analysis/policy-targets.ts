import type { PathSegment } from '../vocabulary/field-path';
import type { Manifest } from '../mesh/manifest';
import { objectOf, objectsOf, textOf } from '../vocabulary/json-fields';

/** An object that a policy names by `targetRef` or `targetRefs`. */
export interface PolicyTargetReference {
  readonly kind: string;
  readonly name: string;
  readonly path: readonly PathSegment[];
}

/** What a policy is attached to by name; empty for one that chooses by labels. */
export function policyTargets({ spec }: Manifest): readonly PolicyTargetReference[] {
  const one =
    spec['targetRef'] === undefined
      ? []
      : [{ ref: objectOf(spec['targetRef']), path: ['spec', 'targetRef'] as readonly PathSegment[] }];
  const many = objectsOf(spec['targetRefs']).map((ref, index) => ({
    ref,
    path: ['spec', 'targetRefs', index],
  }));
  return [...one, ...many].map(({ ref, path }) => ({
    kind: textOf(ref['kind']) ?? '',
    name: textOf(ref['name']) ?? '',
    path,
  }));
}
