import type { Deferred } from '../values/chart-value';
import { isDeferral } from '../values/expression';
import { choose, format } from '../values/operators';
import type { ImageOptions } from './pod-options';

/** The image as a pod names it: `repository@digest` where a digest is set, else `repository:tag`. */
export function imageReference({ repository, tag = '', digest = '' }: ImageOptions): Deferred<string> {
  if (digest === '') return format`${repository}:${tag}`;
  const pinned = format`${repository}@${digest}`;
  return isDeferral(digest) ? choose(digest, pinned, format`${repository}:${tag}`) : pinned;
}
