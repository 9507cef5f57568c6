import { nameOf, type Deferred } from '../values/chart-value';
import { expressionOf, isDeferral } from '../values/expression';
import { choose, format } from '../values/operators';
import { ConfigError } from '../vocabulary/config-error';
import type { ImageOptions } from './pod-options';

/**
 * The image as a pod names it: `repository@digest` where a digest is set, else `repository:tag`.
 *
 * @throws ConfigError `image` when it has neither tag nor digest
 */
export function imageReference({ repository, tag = '', digest = '' }: ImageOptions): Deferred<string> {
  if (tag === '' && digest === '') {
    const name = isDeferral(repository) ? nameOf(expressionOf(repository)) : `'${repository}'`;
    throw new ConfigError(
      'image',
      undefined,
      `the image of ${name} has neither tag nor digest; give one of them, since 'latest' is another image every day`,
    );
  }
  if (digest === '') return format`${repository}:${tag}`;
  const pinned = format`${repository}@${digest}`;
  return isDeferral(digest) ? choose(digest, pinned, format`${repository}:${tag}`) : pinned;
}
