import { randomUUID } from 'node:crypto';
import { chmodSync, chownSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';

const isRoot = process.getuid?.() === 0;

/** An account for child processes; nothing where the tests do not run as root and cannot change it. */
export interface Account {
  readonly uid?: number;
  readonly gid?: number;
}

/** Containers may run as any user id, one without a name and a home included: so do the scripts here. */
export const containerAccount: Account = isRoot ? { uid: 12345, gid: 12345 } : {};

/** A folder that is there during the tests of the enclosing block or file, readable for every account. */
export function temporaryFolder(): string {
  const folder = join(tmpdir(), `event-mesh-system-${randomUUID()}`);
  beforeAll(() => {
    mkdirSync(folder);
    chmodSync(folder, 0o755);
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Makes a folder that belongs to an account, as a mounted volume does. */
export function ownedFolder(path: string, account: Account = containerAccount): string {
  mkdirSync(path, { recursive: true });
  if (account.uid !== undefined && account.gid !== undefined) chownSync(path, account.uid, account.gid);
  return path;
}
