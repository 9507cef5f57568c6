import {
  existsSync,
  lstatSync,
  mkdirSync,
  realpathSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { ConfigError } from './config-error';
import { makeFolder } from './make-folder';
import { removeAbandoned, siblingOf, siblingsOf } from './siblings';
import { isSystemError } from './system-error';

/**
 * A folder that is written beside the one that it replaces, and takes its place by renaming, when all has gone well.
 * Until then that one stays as it was. A process that dies between the two renames leaves the replaced folder under
 * another name, from which {@link StagedFolder.recover} brings it back.
 */
export class StagedFolder {
  /**
   * Puts right what an earlier run left behind, and makes an empty staging folder.
   *
   * @param replaced the folder to replace; it need not exist
   * @throws ConfigError `output` if that is no folder that may be replaced
   */
  static prepare(replaced: string): StagedFolder {
    const target = path.resolve(replaced);
    StagedFolder.recover(replaced);
    makeFolder(path.dirname(target));
    return new StagedFolder(target);
  }

  /**
   * Brings back the folder from a run that died while it replaced it, and removes what dead runs left beside it.
   *
   * @throws ConfigError `output` if that is no folder that may be replaced
   */
  static recover(replaced: string): void {
    const target = path.resolve(replaced);
    refuseUnlessReplaceable(target, replaced);
    // The list is made before the look at the target: an old folder on it that has a successor is not needed again.
    const old = siblingsOf(target, 'old').sort((a, b) => changed(b) - changed(a));
    if (!existsSync(target) && old[0] !== undefined) rename(old[0], target, 'ENOENT', 'ENOTEMPTY', 'EEXIST');
    for (const folder of old) rmSync(folder, { recursive: true, force: true });
    removeAbandoned(target);
  }

  /** The folder to write to. */
  readonly folder: string;

  private constructor(private readonly target: string) {
    this.folder = siblingOf(target, 'new');
    mkdirSync(this.folder);
  }

  /** Writes the text of files into the staging folder, by their paths in it. */
  write(files: ReadonlyMap<string, string>): void {
    for (const [file, text] of files) {
      const target = path.join(this.folder, file);
      makeFolder(path.dirname(target));
      writeFileSync(target, text);
    }
  }

  /**
   * Puts the staging folder in the place of the other. Of two runs that publish at once, the last wins whole.
   *
   * @throws ConfigError `output` if it cannot be renamed; the other is then as it was
   */
  publish(): void {
    const old = siblingOf(this.target, 'old');
    try {
      // Another run may publish between the two renames: then its output is moved away as well.
      do {
        rmSync(old, { recursive: true, force: true });
        rename(this.target, old, 'ENOENT');
      } while (!rename(this.folder, this.target, 'ENOTEMPTY', 'EEXIST'));
    } catch (error) {
      if (existsSync(old) && !existsSync(this.target)) renameSync(old, this.target);
      this.discard();
      const reason = error instanceof Error || isSystemError(error) ? error.message : String(error);
      throw new ConfigError('output', undefined, `cannot replace ${this.target} by renaming: ${reason}`);
    }
    rmSync(old, { recursive: true, force: true });
  }

  /**
   * Puts the staging folder where there is nothing, or an empty folder. What somebody has put there meanwhile stays.
   *
   * @throws SystemError `ENOTEMPTY` or another, when it cannot be renamed
   */
  publishNew(): void {
    // Not every system lets a folder take the place of an empty one by itself.
    if (existsSync(this.target)) rmdirSync(this.target);
    renameSync(this.folder, this.target);
  }

  /** Removes the staging folder; the other stays as it was. */
  discard(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** When a folder got its name; 0 once it is gone. */
function changed(folder: string): number {
  return statSync(folder, { throwIfNoEntry: false })?.ctimeMs ?? 0;
}

/** Whether the folder was renamed; `tolerated` are the errors that another run's renaming explains. */
function rename(from: string, to: string, ...tolerated: readonly string[]): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (!isSystemError(error) || !tolerated.includes(error.code)) throw error;
    return false;
  }
}

function refuseUnlessReplaceable(target: string, given: string): void {
  const refuse = (reason: string): never => {
    throw new ConfigError('output', undefined, `the output '${given}' ${reason}`);
  };
  const found = lstatSync(target, { throwIfNoEntry: false });
  if (found?.isSymbolicLink()) {
    refuse('is a symbolic link, which replacing would cut; name the folder that it leads to');
  }
  if (found && !found.isDirectory()) refuse('is a file; name a folder');
  // A path may lead to the working directory over links.
  const fromTarget = found ? path.relative(realpathSync(target), process.cwd()) : '..';
  if (!/^\.\.($|[/\\])/.test(fromTarget) && !path.isAbsolute(fromTarget)) {
    refuse('contains the working directory, and all in it would be replaced; name a folder of its own');
  }
}
