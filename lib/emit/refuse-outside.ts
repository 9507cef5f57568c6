import path from 'node:path';
import { ConfigError } from '../vocabulary/config-error';

/**
 * Lets nobody write out of a folder, by the paths of files in it.
 *
 * @throws ConfigError `file-outside` when one leads out of the folder, or is the folder itself
 */
export function refuseOutside(folder: string, files: readonly string[]): void {
  const outside = files.filter(
    (file) =>
      /\0/.test(file) ||
      path.isAbsolute(file) ||
      path.normalize(file).startsWith('..') ||
      path.normalize(file) === '.',
  );
  if (outside.length === 0) return;
  throw new ConfigError(
    'file-outside',
    undefined,
    `${outside.map((file) => file || '(none)').join(', ')}: lead out of ${folder}; give paths within it`,
  );
}
