import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { carriedScripts } from '../system/support/carried-scripts';

/** Read by libpq and redis-cli themselves. */
const readByClients = /^(PG[A-Z]+|REDISCLI_AUTH)$/;
const setByScripts = ['LC_ALL', 'PGAPPNAME', 'PGCONNECT_TIMEOUT'];

const scripts = carriedScripts();

test('every script and probe of the folder is found', () => {
  expect(scripts.map(({ name }) => name)).toEqual([
    'backupVolumeCheck',
    'migrationRecord',
    'migrationWait',
    'postgresBackup',
    'postgresLiveness',
    'postgresReadiness',
    'postgresRestore',
    'postgresWait',
    'redisBackup',
    'redisLiveness',
    'redisReadiness',
    'redisRestore',
    'redisServer',
    'redisWait',
  ]);
});

describe.each(scripts)('$name', ({ text, env, optionalEnv, file, name }) => {
  const declared = [...env, ...optionalEnv];

  test('declares the variables that it reads, and no others', () => {
    const read = [...text.matchAll(/\$\{?([A-Z][A-Z_]+)/g)].map(([, variable]) => variable ?? '');
    expect(
      read.filter((variable) => !declared.includes(variable) && !setByScripts.includes(variable)),
    ).toEqual([]);
    const unread = declared.filter((variable) => !read.includes(variable) && !readByClients.test(variable));
    expect(unread).toEqual([]);
    expect(new Set(declared).size).toBe(declared.length);
  });

  test('requires with a message exactly the variables that it declares as required', () => {
    const required = [...text.matchAll(/: "\$\{([A-Z_]+):\?is not set: [^}]+\}"/g)].map(
      ([, variable]) => variable,
    );
    if (!text.startsWith('pg_isready')) expect(required.sort()).toEqual([...env].sort());
  });

  test('is left as it is by the expansion of a container command', () => {
    expect(text).not.toMatch(/\$\$|\$\([A-Za-z_.-][\w.-]*\)/);
  });

  test('has none of the marks of its TypeScript source, nor of Helm', () => {
    expect(text).not.toMatch(/\\\$\{|\{\{|undefined|\r|\t/);
  });

  test('documents its own variables', () => {
    const source = readFileSync(file, 'utf8');
    const doc =
      source
        .slice(0, source.indexOf(`export const ${name} `))
        .split('/**')
        .at(-1) ?? '';
    if (doc.includes('| variable |'))
      for (const variable of declared) expect(doc).toContain(`\`${variable}\``);
  });
});
