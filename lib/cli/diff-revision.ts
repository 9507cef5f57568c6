import { execFileSync } from 'node:child_process';
import { CommandError } from './command';

/** More than any folder of manifests holds. */
const MAX_BYTES = 512 * 1024 * 1024;

/** A file of a revision. */
export interface RevisionFile {
  /** Its path below the folder that was named; empty for a file that was named itself. */
  readonly name: string;
  readonly text: string;
}

/** Whether a text may be `REVISION:PATH`. A folder or file of that name comes first. */
export function isRevision(given: string): boolean {
  return /^[^-:][^:]*:/.test(given);
}

/**
 * The files that `REVISION:PATH` names in the repository around the working directory. Git is run without a shell, and
 * takes no part of the text for an option. A path that begins with `./` counts from the working directory, as git has
 * it, any other from the root of the repository.
 *
 * @throws CommandError (exit code 2) with what git says, where there is no such revision or path
 */
export function gitFiles(given: string): readonly RevisionFile[] {
  const object = git(['rev-parse', '--verify', '--quiet', '--end-of-options', given], given)
    .toString()
    .trim();
  const type = git(['cat-file', '-t', object], given).toString().trim();
  if (type === 'blob') return [{ name: '', text: git(['cat-file', 'blob', object], given).toString() }];
  const listed = git(['ls-tree', '-r', '-z', '--full-tree', object], given).toString();
  const entries = listed.split('\0').flatMap((line) => {
    const [, hash, name] = /^100\d+ blob ([0-9a-f]+)\t(.+)$/s.exec(line) ?? [];
    return hash === undefined || name === undefined || !/\.(ya?ml|json)$/.test(name) ? [] : [{ hash, name }];
  });
  const contents = git(['cat-file', '--batch'], given, entries.map(({ hash }) => `${hash}\n`).join(''));
  let at = 0;
  return entries.map(({ name }) => {
    const endOfHead = contents.indexOf('\n', at);
    const size = Number(contents.subarray(at, endOfHead).toString().split(' ')[2]);
    const start = endOfHead + 1;
    // A line break follows each content.
    at = start + size + 1;
    return { name, text: contents.subarray(start, start + size).toString() };
  });
}

function git(args: readonly string[], given: string, input?: string): Buffer {
  try {
    return execFileSync('git', args, {
      ...(input === undefined ? {} : { input }),
      stdio: ['pipe', 'pipe', 'pipe'],
      maxBuffer: MAX_BYTES,
    });
  } catch (error) {
    const { code, stderr } = error as { code?: unknown; stderr?: Buffer };
    const said = String(stderr ?? '').trim();
    const reason =
      code === 'ENOENT'
        ? 'there is no such file or folder, and git is not installed'
        : said === ''
          ? 'there is no such file or folder, and git knows no such revision or path in it'
          : `there is no such file or folder, and git says: ${said.split('\n')[0] ?? ''}`;
    throw new CommandError(`${given}: ${reason}`, 2);
  }
}
