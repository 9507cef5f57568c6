import type { Manifest } from '../mesh/manifest';

/** A request that two sets of manifests treat differently. */
export interface RequestDifference {
  /** Where it comes from, as `event-mesh route --from` takes it. */
  readonly from: string;
  /** Such as `GET http://shop.example/cart`. */
  readonly request: string;
  /** What became of it, in a few words. */
  readonly old: string;
  readonly new: string;
}

/** Finds requests that two sets of manifests treat differently. */
export type RequestComparison = (
  old: readonly Manifest[],
  changed: readonly Manifest[],
) => readonly RequestDifference[];
