import { dirname } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { migrationRecord } from '../../lib/stores/scripts/migration-record';
import { migrationWait } from '../../lib/stores/scripts/migration-wait';
import { postgresBackup } from '../../lib/stores/scripts/postgres-backup';
import { postgresRestore } from '../../lib/stores/scripts/postgres-restore';
import { Container, images } from './support/container';
import { hostileText, owned } from './support/hostile';
import { createDatabase } from './support/odd-database';
import { PostgresServer } from './support/postgres-server';
import { until } from './support/until';

const server = new PostgresServer();

beforeAll(() => server.start());

describe.each(images)('in an image with %s', (image) => {
  const container = new Container(image);

  function newDatabase(name: string) {
    const database = `${name}_${image}`;
    createDatabase(server, database, `owner_of_${database}`, 'right');
    const env = {
      ...server.environment(`owner_of_${database}`, 'right', database),
      MIGRATION_NAME: 'migrate-1a2b',
    };
    const records = () => server.sql(database, 'SELECT name FROM event_mesh.migrations ORDER BY 1');
    return { database, env, records };
  }

  test('a second process waits for the record of the first', async () => {
    const { env, records } = newDatabase('awaited');
    const waiting = container.start(migrationWait, { ...env, WAIT_SECONDS: '30' });
    const missing =
      /waiting for migration .migrate-1a2b. \(\d+ s of 30 s\): the database answers, the record is missing/;
    await until('the script waits', () => missing.test(waiting.log()));

    const other = { ...env, MIGRATION_NAME: 'migrate-0000' };
    expect(await container.run(migrationRecord, other)).toMatchObject({ status: 0 });
    const lines = () => waiting.log().split('\n').length;
    const before = lines();
    await until('the script waits on', () => lines() > before);
    expect(waiting.process.exitCode).toBeNull();

    expect(await container.run(migrationRecord, env)).toMatchObject({ status: 0 });
    const { status, log } = await waiting.outcome;
    expect(log).toMatch(/migration 'migrate-1a2b' is recorded\n$/);
    expect(status).toBe(0);
    expect(records()).toBe('migrate-0000\nmigrate-1a2b');
  });

  test('recording again keeps the first time', async () => {
    const { database, env } = newDatabase('again');
    const time = () => server.sql(database, 'SELECT name, completed_at FROM event_mesh.migrations');
    await container.run(migrationRecord, env);
    const first = time();
    expect(first).toMatch(/^migrate-1a2b\|\d{4}-/);
    expect(await container.run(migrationRecord, env)).toMatchObject({ status: 0 });
    expect(time()).toBe(first);
  });

  test('Jobs that record at the same time do not disturb each other', async () => {
    const { database, env, records } = newDatabase('parallel');
    const sleeping = 'SELECT pg_sleep(1);';
    const text = migrationRecord.text.replace('CREATE TABLE', `${sleeping}\nCREATE TABLE`);
    const slow = container.start({ ...migrationRecord, text }, { ...env, MIGRATION_NAME: 'migrate-0' });
    const sleepers = `SELECT count(*) FROM pg_stat_activity WHERE query = '${sleeping}' AND datname = '${database}'`;
    await until('the first is in the middle of its work', () => server.sql(database, sleepers) === '1');
    const names = ['migrate-0', 'migrate-1', 'migrate-1', 'migrate-2'];
    const others = names.map((name) => container.run(migrationRecord, { ...env, MIGRATION_NAME: name }));
    const outcomes = await Promise.all([slow.outcome, ...others]);
    expect(outcomes.map(({ status }) => status)).toEqual([0, 0, 0, 0, 0]);
    expect(records()).toBe('migrate-0\nmigrate-1\nmigrate-2');
  });

  test('the statuses tell a server that is down from a record that is missing', async () => {
    const { database, env } = newDatabase('missing');
    const soon = { ...env, WAIT_SECONDS: '1' };
    const [missing, down, refused] = await Promise.all([
      container.run(migrationWait, soon),
      container.run(migrationWait, { ...soon, PGPORT: '1' }),
      container.run(migrationWait, { ...soon, PGPASSWORD: 'swordfish' }),
    ]);
    expect(missing.status).toBe(4);
    expect(missing.log).toContain('gave up after 1 s: the database answers, the record is missing');
    expect(missing.log).toContain('look at the migration Job');
    expect(down.status).toBe(3);
    expect(down.log).toContain('Connection refused');
    expect(refused.status).toBe(3);
    expect(refused.log).toContain('password authentication failed');
    expect(refused.log).not.toContain('swordfish');
    expect(server.sql(database, `SELECT to_regnamespace('event_mesh') IS NULL`)).toBe('t');
  });

  test('another role may wait, and may record when the table was made for it', async () => {
    const { database, env, records } = newDatabase('rights');
    const role = `stranger_${image}`;
    server.sql(database, `CREATE ROLE ${role} LOGIN PASSWORD 'right'`);
    const stranger = { ...env, PGUSER: role, MIGRATION_NAME: 'by-stranger', WAIT_SECONDS: '1' };

    const refused = await container.run(migrationRecord, stranger);
    expect(refused.status).toBe(1);
    expect(refused.log).toContain('permission denied for database');
    expect(refused.log).toContain(`record as the owner of database '${database}'`);

    await container.run(migrationRecord, env);
    expect(await container.run(migrationWait, { ...stranger, MIGRATION_NAME: 'migrate-1a2b' })).toMatchObject(
      { status: 0 },
    );
    expect(await container.run(migrationRecord, stranger)).toMatchObject({ status: 1 });

    server.sql(database, `GRANT INSERT ON event_mesh.migrations TO ${role}`);
    expect(await container.run(migrationRecord, stranger)).toMatchObject({ status: 0 });
    expect(records()).toBe('by-stranger\nmigrate-1a2b');
  });

  test('a restore brings back the records of its dump, and no later ones', async () => {
    const { env, records } = newDatabase('restored');
    const BACKUP_DIR = container.volume('records');
    await container.run(migrationRecord, env);
    expect(await container.run(postgresBackup, { ...env, BACKUP_DIR })).toMatchObject({ status: 0 });
    await container.run(migrationRecord, { ...env, MIGRATION_NAME: 'migrate-later' });
    expect(records()).toBe('migrate-1a2b\nmigrate-later');
    const { status, log } = await container.run(postgresRestore, { ...env, BACKUP_DIR });
    expect(log).toContain('run the migration Job again');
    expect(status).toBe(0);
    expect(records()).toBe('migrate-1a2b');
  });

  test('a hostile name is only a name', async () => {
    const { env, records } = newDatabase('hostile');
    const hostile = {
      ...env,
      MIGRATION_NAME: `${hostileText}'); DROP TABLE event_mesh.migrations; --`,
      WAIT_SECONDS: '1',
    };
    expect(await container.run(migrationWait, hostile)).toMatchObject({ status: 4 });
    expect(await container.run(migrationRecord, hostile)).toMatchObject({ status: 0 });
    expect(await container.run(migrationWait, hostile)).toMatchObject({ status: 0 });
    expect(records()).toBe(hostile.MIGRATION_NAME);
    expect(owned(dirname(container.volume('any')))).toBe(false);
  });
});
