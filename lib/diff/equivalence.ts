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

/** How far requests were looked for. */
export interface RequestSearch {
  /** Gateways at their ports, and workloads, one for all that are alike. */
  readonly entries: number;
  /** Hosts and ports at all entries together. */
  readonly hosts: number;
  /** Those that were tried. */
  readonly requests: number;
  /** What was left out for its number. */
  readonly left: { readonly entries: number; readonly requests: number };
}

/** Finds requests that two sets of manifests treat differently, and says how far it has looked. */
export type RequestComparison = (
  old: readonly Manifest[],
  changed: readonly Manifest[],
) => { readonly differences: readonly RequestDifference[]; readonly explored: RequestSearch };
