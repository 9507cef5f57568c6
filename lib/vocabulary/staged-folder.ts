import { existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { ConfigError } from './config-error';
import { isSystemError } from './system-error';

/** After this a leftover of another machine, whose processes cannot be looked for, is nobody's: a day. */
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

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
    mkdirSync(path.dirname(target), { recursive: true });
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
    if (!existsSync(path.dirname(target))) return;
    const siblings = (kind: string) =>
      readdirSync(path.dirname(target))
        .filter((name) => name.startsWith(`.${path.basename(target)}.${kind}-`))
        .map((name) => path.join(path.dirname(target), name));

    // The list is made before the look at the target: an old folder on it that has a successor is not needed again.
    const old = siblings('old').sort((a, b) => changed(b) - changed(a));
    if (!existsSync(target) && old[0] !== undefined) rename(old[0], target, 'ENOENT', 'ENOTEMPTY', 'EEXIST');
    for (const folder of old) rmSync(folder, { recursive: true, force: true });

    for (const folder of siblings('new')) {
      if (isAbandoned(folder)) rmSync(folder, { recursive: true, force: true });
    }
  }

  /** The folder to write to. */
  readonly folder: string;

  private constructor(private readonly target: string) {
    this.folder = leftover(target, 'new');
    // In a container process ids repeat: what bears this one was left by a run that is gone.
    this.discard();
    mkdirSync(this.folder);
  }

  /**
   * Puts the staging folder in the place of the other. Of two runs that publish at once, the last wins whole.
   *
   * @throws ConfigError `output` if it cannot be renamed; the other is then as it was
   */
  publish(): void {
    const old = leftover(this.target, 'old');
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

  /** Removes the staging folder; the other stays as it was. */
  discard(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A sibling of the folder that tells what it is and whose: `.dist.new-<host>-<pid>`. */
function leftover(target: string, kind: 'new' | 'old'): string {
  return path.join(path.dirname(target), `.${path.basename(target)}.${kind}-${hostname()}-${process.pid}`);
}

/** When a folder got its name; 0 once it is gone. */
function changed(folder: string): number {
  return statSync(folder, { throwIfNoEntry: false })?.ctimeMs ?? 0;
}

function isAbandoned(folder: string): boolean {
  const pid = Number(/-(\d+)$/.exec(folder)?.[1]);
  // On another machine (a shared disk, a container) the process cannot be looked for.
  if (!folder.endsWith(`-${hostname()}-${pid}`)) {
    const { mtimeMs } = statSync(folder, { throwIfNoEntry: false }) ?? { mtimeMs: 0 };
    return Date.now() - mtimeMs > ABANDONED_AFTER_MS;
  }
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return isSystemError(error) && error.code === 'ESRCH';
  }
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
  const fromTarget = path.relative(target, process.cwd());
  if (fromTarget === '' || !(fromTarget.startsWith('..') || path.isAbsolute(fromTarget))) {
    refuse('contains the working directory, and all in it would be replaced; name a folder of its own');
  }
}
