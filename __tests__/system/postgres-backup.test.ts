import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { postgresBackup } from '../../lib/stores/scripts/postgres-backup';
import { postgresRestore } from '../../lib/stores/scripts/postgres-restore';
import { BackedUpDatabase } from './support/backed-up-database';
import { Container, images } from './support/container';
import { hostileText, owned } from './support/hostile';
import { PostgresServer } from './support/postgres-server';
import { until } from './support/until';

const sleeper = { command: ['psql', '-X', '-c', 'SELECT pg_sleep(2)'], env: [], optionalEnv: [] };
const sleepers = `SELECT count(*) FROM pg_stat_activity
  WHERE query = 'SELECT pg_sleep(2)' AND datname = current_database()`;

const server = new PostgresServer();

beforeAll(() => server.start());

describe.each(images)('in an image with %s', (image) => {
  const container = new Container(image);

  test('a dropped database comes back row by row', async () => {
    const database = new BackedUpDatabase(server, container, `lost_${image}`);
    const before = database.contents();
    const dump = await database.backUp();
    expect(database.volume.files()).toEqual([dump, `${dump}.sha256`]);

    database.dropAndCreate();
    expect(database.contents()).not.toEqual(before);

    const { status, log } = await container.run(postgresRestore, database.env);
    expect(log).toContain(`${dump} into database '${database.name}' on 127.0.0.1`);
    expect(status).toBe(0);
    expect(database.contents()).toEqual(before);
  });

  test('a restore takes back what was changed since', async () => {
    const database = new BackedUpDatabase(server, container, `changed_${image}`);
    const before = database.contents();
    await database.backUp();
    database.sql(
      `DELETE FROM "odd schema"."Odd ""Table"""`,
      `DELETE FROM orders WHERE id % 2 = 0`,
      `UPDATE orders SET note = 'changed'`,
      `SELECT nextval('counter')`,
      `DROP TABLE "odd schema"."Odd ""Table"""`,
      `SELECT lo_unlink(oid) FROM pg_largeobject_metadata`,
    );
    expect(database.contents()).not.toEqual(before);
    expect(await container.run(postgresRestore, database.env)).toMatchObject({ status: 0 });
    expect(database.contents()).toEqual(before);
  });

  test('a damaged, a truncated, an unknown and an unsealed dump are refused, and nothing changes', async () => {
    const database = new BackedUpDatabase(server, container, `kept_${image}`);
    const { env, volume } = database;
    const dump = await database.backUp();
    database.sql(`UPDATE orders SET note = 'newer than the dump'`);
    const before = database.contents();
    const restore = (file: string) => container.run(postgresRestore, { ...env, RESTORE_FILE: file });

    truncateSync(volume.file(dump), readFileSync(volume.file(dump)).length - 2000);
    const damaged = await restore('latest');
    expect(damaged.status).toBe(1);
    expect(damaged.log).toMatch(/is damaged: its SHA-256 is [0-9a-f]{64}, expected [0-9a-f]{64}/);

    // Cut off before its checksum was made: pg_restore alone can tell, in the middle of its work.
    volume.seal(dump);
    const truncated = await restore('latest');
    expect(truncated.status).toBe(1);
    expect(truncated.log).toContain('pg_restore failed: nothing was changed');

    const missing = await restore('other.dump');
    expect(missing.status).toBe(1);
    expect(missing.log).toMatch(new RegExp(`'other\\.dump' is not in .*, which holds:\n {2}${dump}\n`));

    writeFileSync(volume.file('alien.dump'), 'PGDMP');
    const unsealed = await restore('alien.dump');
    expect(unsealed.status).toBe(1);
    expect(unsealed.log).toContain('alien.dump has no checksum');

    expect(await restore(`../alien.dump`)).toMatchObject({ status: 2 });
    expect(database.contents()).toEqual(before);
  });

  test('a restore that other objects stand in the way of changes nothing and says what to do', async () => {
    const database = new BackedUpDatabase(server, container, `blocked_${image}`);
    await database.backUp();
    database.sql(`CREATE TABLE invoices (order_id bigint REFERENCES orders)`);
    const before = database.contents();
    const { status, log } = await container.run(postgresRestore, database.env);
    expect(status).toBe(1);
    expect(log).toContain('drop them or restore into an empty database');
    expect(database.contents()).toEqual(before);
  });

  test('the latest dump is the newest of this database, and a file can be chosen', async () => {
    const database = new BackedUpDatabase(server, container, `many_${image}`);
    const { env, name, volume } = database;
    const note = () => database.sql(`SELECT note FROM orders WHERE id = 1`);
    const restore = (file: string) => container.run(postgresRestore, { ...env, RESTORE_FILE: file });
    const original = note();
    const first = await database.backUp();
    database.sql(`UPDATE orders SET note = 'second'`);
    const second = await database.backUp();
    volume.copy(first, `${name}_eu-20990101T000000Z.dump`);
    volume.copy(first, `${name}-eu-20990101T000000Z.dump`);

    expect(await restore(first)).toMatchObject({ status: 0 });
    expect(note()).toBe(original);
    const latest = await restore('latest');
    expect(latest.log).toContain(second);
    expect(note()).toBe('second');
  });

  test('sessions that may hold locks are told', async () => {
    const database = new BackedUpDatabase(server, container, `busy_${image}`);
    await database.backUp();
    const session = container.start(sleeper, database.env);
    await until('the session works', () => database.sql(sleepers) === '1');
    const { status, log } = await container.run(postgresRestore, database.env);
    expect({ status, log }).toEqual({ status: 0, log: expect.stringContaining('1 other sessions use') });
    await session.outcome;
  });

  test('a backup that fails leaves the others and no trace, and tells no password', async () => {
    const database = new BackedUpDatabase(server, container, `failing_${image}`);
    await database.backUp();
    const before = database.volume.files();
    await database.volume.nextSecond();

    const wrong = { ...database.env, RETAIN: '1', PGPASSWORD: 'swordfish' };
    const refused = await container.run(postgresBackup, wrong);
    expect(refused.status).toBe(1);
    expect(refused.log).toContain('password authentication failed');
    expect(refused.log).not.toContain('swordfish');

    database.dropAndCreate();
    const empty = await container.run(postgresBackup, { ...database.env, RETAIN: '1' });
    expect(empty.status).toBe(1);
    expect(empty.log).toContain('has no table: no backup was written, and none was deleted');
    expect(database.volume.files()).toEqual(before);
  });

  test('hostile names, passwords and folders are only names, passwords and folders', async () => {
    const password = `$(touch owned) \`touch owned\` '"; touch owned; \\`;
    const database = new BackedUpDatabase(
      server,
      container,
      `${hostileText.slice(0, 50)}=${image}`,
      password,
    );
    const before = database.contents();
    const folder = container.volume(hostileText);
    const env = { ...database.env, BACKUP_DIR: folder };
    expect(await container.run(postgresBackup, env)).toMatchObject({ status: 0 });
    database.sql(`DELETE FROM "odd schema"."Odd ""Table"""`, `DELETE FROM orders`);
    expect(await container.run(postgresRestore, env)).toMatchObject({ status: 0 });
    expect(database.contents()).toEqual(before);
    expect(await database.backUp()).toMatch(/^[A-Za-z0-9_.-]+-\d{8}T\d{6}Z\.dump$/);

    const unknown = await container.run(postgresRestore, { ...env, RESTORE_FILE: hostileText });
    expect(unknown).toMatchObject({ status: 1, log: expect.stringContaining('is not in') });
    for (const BACKUP_DIR of ['relative', '-rf', '/does/not/exist']) {
      const { status } = await container.run(postgresBackup, { ...env, BACKUP_DIR });
      expect(status).not.toBe(0);
    }
    expect(owned(dirname(folder))).toBe(false);
  });
});
