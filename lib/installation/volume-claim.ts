import type { JsonObject } from '../vocabulary/json';

/** A claim as the Prometheus operator's objects take it; nothing where nothing is kept. */
export function volumeClaim(
  size: string | undefined,
  storageClass: string | undefined,
): JsonObject | undefined {
  return size === undefined ? undefined : { volumeClaimTemplate: { spec: claimSpec(size, storageClass) } };
}

/** What is claimed: a volume for one pod. */
export function claimSpec(size: string, storageClass: string | undefined): JsonObject {
  return {
    accessModes: ['ReadWriteOnce'],
    storageClassName: storageClass,
    resources: { requests: { storage: size } },
  };
}
