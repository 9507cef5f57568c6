import { accessSync, constants, existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Debian keeps each PostgreSQL major version in a folder of its own; its /usr/bin/psql is a wrapper. */
function postgresFolders(): string[] {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root) : [];
  return versions.sort((a, b) => Number(b) - Number(a)).map((version) => join(root, version, 'bin'));
}

/** The programs that the system tests run: servers, clients, shells, checkers, a browser. */
export const requiredPrograms = [
  'initdb',
  'postgres',
  'psql',
  'pg_dump',
  'pg_restore',
  'pg_isready',
  'redis-server',
  'redis-cli',
  'redis-check-rdb',
  'dash',
  'busybox',
  'shellcheck',
  'promtool',
  'gpg',
  'gpgconf',
  'chromium',
] as const;

export type RequiredProgram = (typeof requiredPrograms)[number];

/** Where a program lies, if it is installed. */
export function findProgram(name: RequiredProgram): string | undefined {
  const folders = [...postgresFolders(), ...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/bin'];
  return folders
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

/** Where a program lies. @throws when it is not installed. */
export function program(name: RequiredProgram): string {
  const path = findProgram(name);
  if (path === undefined) throw new Error(`${name} is not installed: run scripts/system/install.sh as root`);
  return path;
}
