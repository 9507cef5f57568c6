import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { isSystemError } from './system-error';

/** After this a leftover of another machine, whose processes cannot be looked for, is nobody's: a day. */
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

/** What lies beside a file or folder while it is replaced: the one that comes, and the one that goes. */
export type SiblingKind = 'new' | 'old';

/** Where this process keeps such a thing: the name tells what it is and whose, `.dist.new-<host>-<pid>`. */
export function siblingOf(target: string, kind: SiblingKind): string {
  return path.join(path.dirname(target), `${prefix(target, kind)}${hostname()}-${process.pid}`);
}

/** All that is there, of any process. */
export function siblingsOf(target: string, kind: SiblingKind): string[] {
  const folder = path.dirname(target);
  if (!existsSync(folder)) return [];
  const begin = prefix(target, kind);
  return readdirSync(folder)
    .filter((name) => name.startsWith(begin) && /.-\d+$/.test(name.slice(begin.length)))
    .map((name) => path.join(folder, name));
}

/** Removes what runs that are gone were about to put in the place of a file or folder. */
export function removeAbandoned(target: string): void {
  for (const sibling of siblingsOf(target, 'new')) {
    if (isAbandoned(sibling)) rmSync(sibling, { recursive: true, force: true });
  }
}

function prefix(target: string, kind: SiblingKind): string {
  return `.${path.basename(target)}.${kind}-`;
}

function isAbandoned(sibling: string): boolean {
  const pid = Number(/-(\d+)$/.exec(sibling)?.[1]);
  // On another machine (a shared disk, a container) the process cannot be looked for.
  if (!sibling.endsWith(`-${hostname()}-${pid}`)) {
    const { mtimeMs } = statSync(sibling, { throwIfNoEntry: false }) ?? { mtimeMs: 0 };
    return Date.now() - mtimeMs > ABANDONED_AFTER_MS;
  }
  // In a container process ids repeat: what bears this one was left by a run that is gone.
  if (pid === process.pid) return true;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return isSystemError(error) && error.code === 'ESRCH';
  }
}
