import { utimesSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { postgresBackup } from '../../lib/stores/scripts/postgres-backup';
import { BackedUpDatabase } from './support/backed-up-database';
import { stamp } from './support/backup-volume';
import { Container, images } from './support/container';
import { hostileText } from './support/hostile';
import { PostgresServer } from './support/postgres-server';

const day = 86_400_000;

const server = new PostgresServer();

beforeAll(() => server.start());

describe.each(images)('in an image with %s', (image) => {
  const container = new Container(image);

  /** A volume with one fresh dump, and others that are so many days old. */
  async function volumeWith(name: string, ages: readonly number[]) {
    const database = new BackedUpDatabase(server, container, `${name}_${image}`);
    const fresh = await database.backUp();
    const old = ages.map((age) => `${database.name}-${stamp(Date.now() - age * day)}.dump`);
    for (const dump of old) database.volume.copy(fresh, dump);
    return { database, volume: database.volume, fresh, old };
  }

  test('the newest are kept by number', async () => {
    const { database, volume, fresh, old } = await volumeWith('number', [40, 4, 3, 2, 1]);
    const newest = await database.backUp({ RETAIN: '4' });
    const kept = [...old.slice(3), fresh, newest];
    expect(volume.files()).toEqual(kept.flatMap((dump) => [dump, `${dump}.sha256`]));
  });

  test('seven are kept when nothing is said', async () => {
    const { database, volume } = await volumeWith('default', [9, 8, 7, 6, 5, 4, 3, 2]);
    await database.backUp({ RETAIN: '' });
    expect(volume.backups()).toHaveLength(7);
  });

  test('the too old are deleted by the time in their names', async () => {
    const { database, volume, fresh, old } = await volumeWith('days', [40, 4, 2.9, 1]);
    const newest = await database.backUp({ RETAIN_DAYS: '3' });
    expect(volume.backups()).toEqual([...old.slice(2), fresh, newest]);
  });

  test('the backup just written stays even when others have later names', async () => {
    const { database, volume } = await volumeWith('clock', [-400, -401]);
    const newest = await database.backUp({ RETAIN: '1' });
    expect(volume.backups()).toContain(newest);
  });

  test('nothing else is touched, but what a killed run left a day ago', async () => {
    const { database, volume, fresh } = await volumeWith('alone', []);
    const others = [
      `${database.name}-eu-20200101T000000Z.dump`,
      `${database.name}-20200101.dump`,
      `${database.name}-notes.dump`,
      `${database.name}-20200101T000000Z.dump.txt`,
      '.partial.fresh',
      'README',
    ];
    for (const name of [...others, '.partial.stale']) writeFileSync(volume.file(name), 'not a dump');
    const daysAgo = new Date(Date.now() - 3 * day);
    for (const name of ['.partial.stale', 'README']) utimesSync(volume.file(name), daysAgo, daysAgo);

    const newest = await database.backUp({ RETAIN: '1' });
    expect(volume.files()).toEqual([...others, newest, `${newest}.sha256`].sort());
    expect(volume.files()).not.toContain(fresh);
  });

  test.each(['RETAIN', 'RETAIN_DAYS'])('%s takes whole numbers from 1 on alone', async (name) => {
    const { database } = await volumeWith(name.toLowerCase(), []);
    for (const value of [hostileText, '0', '-1', '1.5', '08', '1; touch owned', ' 1', '1\n2']) {
      const outcome = await container.run(postgresBackup, { ...database.env, [name]: value });
      expect(outcome).toEqual({
        status: 2,
        log: `${name} is '${value}', expected a whole number from 1 on\n`,
      });
    }
  });
});
