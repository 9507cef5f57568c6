import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { isSystemError } from './system-error';

/**
 * Makes a folder, and those that it lies in; one that is there stays as it is. Node's own `recursive` tries for ever
 * where a folder calls every new name unknown, as `/proc` does.
 *
 * @throws SystemError when one of them cannot be made, or is no folder
 */
export function makeFolder(folder: string): void {
  if (isFolder(folder)) return;
  const parent = path.dirname(folder);
  if (parent !== folder) makeFolder(parent);
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have made it since.
    if (!isSystemError(error) || error.code !== 'EEXIST' || !isFolder(folder)) throw error;
  }
}

function isFolder(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;
}
