import { lstatSync } from 'node:fs';
import path from 'node:path';
import { ConfigError } from '../vocabulary/config-error';

/**
 * Lets nothing be written through a link that lies in a folder, nor into a pipe or device there: a link would lead the
 * text to wherever it points, and a pipe waits for a reader for ever. The folder itself may be a link.
 *
 * @param files by their paths in the folder
 * @throws ConfigError `output` naming every such place
 */
export function refuseLinks(folder: string, files: readonly string[]): void {
  const found = files.flatMap((file) => wayTo(folder, file).find(leadsElsewhere) ?? []);
  if (found.length === 0) return;
  throw new ConfigError(
    'output',
    undefined,
    `${[...new Set(found)].join(', ')}: expected a file or folder, or nothing, found a link, pipe or device, which would be ` +
      'written through; remove it, or name another output',
  );
}

/** `dist/a`, `dist/a/b` and `dist/a/b/c` for the file `a/b/c` of `dist`. */
function wayTo(folder: string, file: string): string[] {
  const parts = path.normalize(file).split(path.sep);
  return parts.map((_, index) => path.join(folder, ...parts.slice(0, index + 1)));
}

function leadsElsewhere(place: string): boolean {
  const found = lstatSync(place, { throwIfNoEntry: false });
  return found !== undefined && !found.isFile() && !found.isDirectory();
}
