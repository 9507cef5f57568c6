import { existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { CommandError } from './command';

/**
 * A folder that is written beside an output folder and takes its place by renaming, when all has gone well. Until
 * then the output stays as it was. A process that dies between the two renames leaves the old output under
 * another name, from which {@link StagedOutput.prepare} brings it back.
 */
export class StagedOutput {
  /**
   * Puts right what an earlier run left behind, and makes an empty staging folder.
   *
   * @param output the folder to replace; it need not exist
   * @throws CommandError if `output` is no folder that may be replaced
   */
  public static prepare(output: string): StagedOutput {
    const target = path.resolve(output);
    refuseUnlessReplaceable(target, output);
    mkdirSync(path.dirname(target), { recursive: true });
    recover(target);
    return new StagedOutput(target);
  }

  /** The folder to write to. */
  public readonly folder: string;

  private constructor(private readonly target: string) {
    this.folder = leftover(target, 'new');
    // In a container process ids repeat: what bears this one was left by a run that is gone.
    this.discard();
    mkdirSync(this.folder);
  }

  /** Puts the staging folder in the place of the output. Of two runs that publish at once, the last wins whole. */
  public publish(): void {
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
      throw new CommandError(`cannot replace ${this.target} by renaming: ${message(error)}`);
    }
    rmSync(old, { recursive: true, force: true });
  }

  /** Removes the staging folder; the output stays as it was. */
  public discard(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A sibling of the output that tells what it is and whose: `.dist.new-<host>-<pid>`. */
function leftover(target: string, kind: 'new' | 'old'): string {
  return path.join(path.dirname(target), `.${path.basename(target)}.${kind}-${hostname()}-${process.pid}`);
}

function recover(target: string): void {
  const siblings = (kind: string) =>
    readdirSync(path.dirname(target))
      .filter((name) => name.startsWith(`.${path.basename(target)}.${kind}-`))
      .map((name) => path.join(path.dirname(target), name));

  // The list is made before the look at the output: an old folder on it that has a successor is not needed again.
  const old = siblings('old').sort((a, b) => changed(b) - changed(a));
  if (!existsSync(target) && old[0] !== undefined) rename(old[0], target, 'ENOENT', 'ENOTEMPTY', 'EEXIST');
  for (const folder of old) rmSync(folder, { recursive: true, force: true });

  for (const folder of siblings('new')) {
    if (isAbandoned(folder)) rmSync(folder, { recursive: true, force: true });
  }
}

/** When a folder got its name; 0 once it is gone. */
function changed(folder: string): number {
  return statSync(folder, { throwIfNoEntry: false })?.ctimeMs ?? 0;
}

function isAbandoned(folder: string): boolean {
  const pid = Number(/-(\d+)$/.exec(folder)?.[1]);
  // On another machine (a shared disk, a container) the process cannot be looked for.
  if (!folder.endsWith(`-${hostname()}-${pid}`)) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return code(error) === 'ESRCH';
  }
}

/** Whether the folder was renamed; `tolerated` are the errors that another run's renaming explains. */
function rename(from: string, to: string, ...tolerated: readonly string[]): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (!tolerated.includes(code(error))) throw error;
    return false;
  }
}

function refuseUnlessReplaceable(target: string, output: string): void {
  const found = lstatSync(target, { throwIfNoEntry: false });
  if (found?.isSymbolicLink()) {
    throw new CommandError(
      `output '${output}' is a symbolic link, which replacing would cut; name the folder that it leads to`,
    );
  }
  if (found && !found.isDirectory()) {
    throw new CommandError(`output '${output}' is a file; name a folder`);
  }
  const fromTarget = path.relative(target, process.cwd());
  const inside = fromTarget === '' || !(fromTarget.startsWith('..') || path.isAbsolute(fromTarget));
  if (inside) {
    throw new CommandError(
      `output '${output}' contains the working directory, and all in it would be replaced; name a folder of its own`,
    );
  }
}

function code(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
