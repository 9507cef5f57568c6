import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import type { ProbeCommand, Script } from '../../../lib/vocabulary/script';
import { program } from './programs';
import { containerAccount, ownedFolder, temporaryFolder } from './temporary-folder';

const clients = [
  'psql',
  'pg_dump',
  'pg_restore',
  'pg_isready',
  'redis-server',
  'redis-cli',
  'redis-check-rdb',
] as const;

export interface Outcome {
  readonly status: number | null;
  /** Standard output and standard error, as `kubectl logs` shows them. */
  readonly log: string;
}

export interface Running {
  readonly process: ChildProcess;
  readonly outcome: Promise<Outcome>;
  /** What has been printed until now. */
  log(): string;
}

/** The images that scripts meet: Alpine's, where busybox is all there is, and Debian's, with dash. */
export const images = ['busybox', 'dash'] as const;

function linkApplets(busybox: string, folder: string): void {
  const applets = execFileSync(busybox, ['--list'], { encoding: 'utf8' }).trim().split('\n');
  for (const applet of applets) symlinkSync(busybox, join(folder, applet));
}

/**
 * Stands in for a container of such an image: its programs and no others, an environment with the given
 * variables and no others, an unnamed user, and a working directory that it may not write to.
 */
export class Container {
  private readonly folder = temporaryFolder();
  private readonly path: string;
  private files = 0;
  private readonly children: ChildProcess[] = [];

  /** What still runs in it is killed after the tests of the enclosing block or file. */
  constructor(image: (typeof images)[number]) {
    afterAll(() => {
      for (const child of this.children) child.kill('SIGKILL');
    });
    const bin = join(this.folder, 'bin');
    this.path = image === 'busybox' ? bin : `${bin}:/usr/bin:/bin`;
    beforeAll(() => {
      mkdirSync(bin);
      for (const client of clients) symlinkSync(program(client), join(bin, client));
      if (image === 'dash') symlinkSync(program('dash'), join(bin, 'sh'));
      else linkApplets(program('busybox'), bin);
    });
  }

  /** Makes a folder that the container's user owns. */
  volume(name: string): string {
    return ownedFolder(join(this.folder, name));
  }

  start(what: Script | ProbeCommand, env: Readonly<Record<string, string>>): Running {
    const [name, ...args] = 'text' in what ? ['sh', this.mounted(what)] : what.command;
    const child = spawn(name ?? 'sh', args, {
      ...containerAccount,
      cwd: this.folder,
      env: { PATH: this.path, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.children.push(child);
    let log = '';
    child.stdout.on('data', (data: Buffer) => (log += data.toString()));
    child.stderr.on('data', (data: Buffer) => (log += data.toString()));
    const outcome = new Promise<Outcome>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (status) => {
        resolve({ status, log });
      });
    });
    return { process: child, outcome, log: () => log };
  }

  /** Writes a script to a file, as a ConfigMap's volume holds it. */
  private mounted({ text }: Script): string {
    this.files += 1;
    const file = join(this.folder, `script-${this.files}.sh`);
    writeFileSync(file, text, { mode: 0o444 });
    return file;
  }

  run(what: Script | ProbeCommand, env: Readonly<Record<string, string>>): Promise<Outcome> {
    return this.start(what, env).outcome;
  }
}
