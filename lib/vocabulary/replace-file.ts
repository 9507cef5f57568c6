import {
  accessSync,
  chmodSync,
  constants,
  lstatSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { removeAbandoned, siblingOf } from './siblings';

/**
 * Writes a file whole or not at all: beside its place first, then renamed into it, so that whoever looks finds the old
 * text or the new one. A file that is there keeps its permissions, and one that may not be written to stays. A link
 * stays too, and what it leads to is replaced. What is no file, such as `/dev/stdout` or a pipe, is written to.
 *
 * @throws SystemError when it cannot be written; it is then as it was
 */
export function replaceFile(file: string, text: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found !== undefined && !found.isFile()) {
    writeFileSync(file, text);
    return;
  }
  // A circle of links has ended in an error by now.
  if (lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true) {
    replaceFile(path.resolve(realpathSync(path.dirname(file)), readlinkSync(file)), text);
    return;
  }
  if (found !== undefined) accessSync(file, constants.W_OK);
  removeAbandoned(file);
  const half = siblingOf(file, 'new');
  try {
    // In a folder of many users nobody may have put a link under this name.
    writeFileSync(half, text, { flag: 'wx' });
    if (found !== undefined) chmodSync(half, found.mode);
    renameSync(half, file);
  } catch (error) {
    rmSync(half, { force: true });
    throw error;
  }
}
