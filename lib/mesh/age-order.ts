import type { Manifest } from './manifest';
import { objectOf, textOf } from '../vocabulary/json-fields';

/**
 * The order in which Istio looks at objects that compete: the oldest first, to the second, then by name, then by
 * namespace. An object that no cluster has created yet is younger than all others.
 */
export function byAge(one: Manifest, other: Manifest): number {
  return (
    created(one) - created(other) || compare(one.name, other.name) || compare(one.namespace, other.namespace)
  );
}

const NOT_CREATED = 1e12;

/** Seconds since 1970. */
function created(manifest: Manifest): number {
  const time = Date.parse(textOf(objectOf(manifest.object['metadata'])['creationTimestamp']) ?? '');
  return Number.isNaN(time) ? NOT_CREATED : Math.floor(time / 1000);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
