import type { StatefulSetSpec } from 'kubernetes-types/apps/v1';
import type { PersistentVolumeClaim, PersistentVolumeClaimSpec, Volume } from 'kubernetes-types/core/v1';
import type { Deferred, DeferredTree } from '../values/chart-value';
import type { Tree } from '../values/expression';
import { not } from '../values/conditions';
import { choose, ifSet, when } from '../values/operators';

/** A volume that outlives pods. */
export interface VolumeOptions {
  /** Capacity, as a Kubernetes quantity. @default '1Gi' */
  readonly size?: Deferred<string>;
  /** StorageClass of the volume. @default - empty: the cluster's default class */
  readonly storageClass?: Deferred<string>;
}

/** Where a store keeps its data. */
export interface Persistence extends VolumeOptions {
  /** Keeps data on a volume; otherwise in an `emptyDir`, which goes with the pod. @default true */
  readonly enabled?: Deferred<boolean>;
  /**
   * The volume outlives the StatefulSet: it survives an uninstall, and a later installation of the same name finds
   * its data again. Otherwise Kubernetes deletes the claim with the StatefulSet.
   * @default true
   */
  readonly retain?: Deferred<boolean>;
}

/** Name of the volume that holds a store's data. */
export const DATA_VOLUME = 'data';

/** What a StatefulSet says of its volumes, which must never change but in size. */
export function claimsOf(
  { enabled = true, retain = true, ...volume }: Persistence,
  labels: Tree,
): {
  readonly templates: DeferredTree<PersistentVolumeClaim[]> | undefined;
  readonly retention:
    DeferredTree<NonNullable<StatefulSetSpec['persistentVolumeClaimRetentionPolicy']>> | undefined;
} {
  return {
    templates: when<Tree>(enabled, [
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: DATA_VOLUME, labels },
        spec: claimSpec(volume) as Tree,
      },
    ]) as never,
    retention: when<Tree>(enabled, {
      whenDeleted: choose(retain, 'Retain', 'Delete'),
      whenScaled: 'Retain',
    }) as never,
  };
}

/** The pod's data volume where no claim gives one. */
export function scratchVolume({ enabled = true }: Persistence): DeferredTree<Volume> | undefined {
  return when<Tree>(not(enabled), { name: DATA_VOLUME, emptyDir: {} }) as never;
}

/** A claim to a volume that one node at a time mounts. */
export function claimSpec({
  size = '1Gi',
  storageClass = '',
}: VolumeOptions): DeferredTree<PersistentVolumeClaimSpec> {
  return {
    accessModes: ['ReadWriteOnce'],
    storageClassName: ifSet(storageClass),
    resources: { requests: { storage: size } },
  };
}
