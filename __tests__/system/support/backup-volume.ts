import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** The time of a backup's file name. */
export const stamp = (time: number): string => new Date(time).toISOString().replace(/[-:]|\.\d+/g, '');

/** A mounted backup volume, as the test sees it from outside of the container. */
export class BackupVolume {
  constructor(readonly path: string) {}

  /** Names of all files, sorted. */
  files(): string[] {
    return readdirSync(this.path).sort();
  }

  /** Names of the backups, oldest first. */
  backups(): string[] {
    return this.files().filter((name) => /\.(dump|rdb)$/.test(name));
  }

  file(name: string): string {
    return join(this.path, name);
  }

  /** Gives a file the checksum of what it holds now. */
  seal(name: string): void {
    const checksum = createHash('sha256')
      .update(readFileSync(this.file(name)))
      .digest('hex');
    writeFileSync(this.file(`${name}.sha256`), `${checksum}  ${name}\n`);
  }

  /** Adds a sealed copy of a backup under another name. */
  copy(source: string, name: string): void {
    copyFileSync(this.file(source), this.file(name));
    this.seal(name);
  }

  /** Waits until a new backup would not have the time of the one just made: names tell seconds apart. */
  async nextSecond(): Promise<void> {
    while (this.backups().some((name) => name.includes(stamp(Date.now())))) await sleep(50);
  }
}
