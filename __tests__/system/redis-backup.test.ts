import { readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { redisBackup } from '../../lib/stores/scripts/redis-backup';
import { redisRestore } from '../../lib/stores/scripts/redis-restore';
import { BackupVolume } from './support/backup-volume';
import { Container, images } from './support/container';
import { hostileText, owned } from './support/hostile';
import { RedisServer } from './support/redis-server';

const passwords = [
  ['without a password', ''],
  ['with a hostile password', hostileText],
] as const;

function fill(server: RedisServer): void {
  server.command('SET', 'plain', 'value');
  server.command('SET', `odd ${hostileText}`, 'ключ 😀');
  server.command('SET', 'expires', 'later', 'EX', '1000000');
  server.command('EVAL', `redis.call('SET', 'binary', '\\0\\255\\r\\n')`, '0');
  server.command('EVAL', `for n = 1, 2000 do redis.call('RPUSH', 'queue', 'job ' .. n) end`, '0');
  server.command('HSET', 'job', 'state', 'failed', 'tries', '3');
  server.command('ZADD', 'schedule', '1.5', 'a', '-2', 'b');
  server.command('XADD', 'events', '1-1', 'field', 'value');
  server.command('SELECT', '0');
}

describe.each(images)('in an image with %s', (image) => {
  const container = new Container(image);
  let count = 0;

  async function newServer(password: string, appendonly: 'yes' | 'no') {
    count += 1;
    const server = await RedisServer.create(container, `data ${count}`, password, [
      `appendonly ${appendonly}`,
    ]);
    const volume = new BackupVolume(container.volume(`backups ${count}`));
    const restoring = { BACKUP_DIR: volume.path, REDIS_DATA_DIR: server.data, REDIS_APPENDONLY: appendonly };
    const backUp = async (more: Record<string, string> = {}) => {
      await volume.nextSecond();
      return container.run(redisBackup, { ...server.environment(), BACKUP_DIR: volume.path, ...more });
    };
    const restore = (env: Record<string, string>) => container.run(redisRestore, { ...restoring, ...env });
    return { server, volume, backUp, restore };
  }

  describe.each(passwords)('%s', (_, password) => {
    test.each(['yes', 'no'] as const)('with appendonly %s, lost data comes back', async (appendonly) => {
      const { server, volume, backUp, restore } = await newServer(password, appendonly);
      await server.start();
      fill(server);
      const before = server.digest();
      expect(await backUp()).toMatchObject({ status: 0 });
      expect(volume.files()).toEqual([
        expect.stringMatching(/^redis-\d{8}T\d{6}Z\.rdb$/),
        `${volume.backups()[0] ?? ''}.sha256`,
      ]);

      server.command('FLUSHALL');
      server.command('SET', 'newer', 'than the snapshot');
      if (appendonly === 'no') await server.save();
      await server.stop();

      const request = { RESTORE_FILE: 'latest' };
      const kept = await restore(request);
      expect(kept.status).toBe(1);
      expect(kept.log).toContain('set RESTORE_OVERWRITE=true to replace it');
      await server.start();
      expect(server.command('GET', 'newer')).toBe('than the snapshot');
      await server.stop();

      const restored = await restore({ ...request, RESTORE_OVERWRITE: 'true' });
      expect(restored.log).toMatch(/restored .*\.rdb\n$/);
      expect(restored.status).toBe(0);
      await server.start();
      expect(server.digest()).toBe(before);

      server.command('SET', 'written', 'after the restore');
      const after = server.digest();
      if (appendonly === 'no') await server.save();
      await server.stop();
      const again = await restore({ ...request, RESTORE_OVERWRITE: 'true' });
      expect(again).toEqual({ status: 0, log: "restore 'latest' was done before\n" });
      await server.start();
      expect(server.digest()).toBe(after);
      await server.stop();

      const anew = await restore({ ...request, RESTORE_OVERWRITE: 'true', RESTORE_REQUEST: 'second time' });
      expect(anew).toMatchObject({ status: 0 });
      await server.start();
      expect(server.digest()).toBe(before);
      await server.stop();
      expect(
        readdirSync(server.data).filter((name) => name.startsWith('before-restore-')).length,
      ).toBeGreaterThan(0);
      expect(owned(dirname(server.data))).toBe(false);
    });
  });

  test('the password stands on no command line, and is required', async () => {
    const { server, backUp } = await newServer('swordfish " \\ x', 'no');
    await server.start();
    expect(server.commandLine()).toContain('redis-server');
    expect(server.commandLine()).not.toContain('swordfish');
    for (const REDISCLI_AUTH of ['', 'guess-me']) {
      const { status, log } = await backUp({ REDISCLI_AUTH });
      expect(status).toBe(1);
      expect(log).toContain('redis-cli failed: no backup was written');
      expect(log).not.toMatch(/swordfish|guess-me/);
    }
    await server.stop();
  });

  test('a volume without data is filled, and a run that was killed is completed', async () => {
    const { server, volume, backUp, restore } = await newServer('', 'yes');
    await server.start();
    fill(server);
    const before = server.digest();
    await backUp();
    await server.stop();

    const data = container.volume('fresh data');
    const fresh = { RESTORE_FILE: volume.backups()[0] ?? '', REDIS_DATA_DIR: data };
    expect(await restore(fresh)).toMatchObject({ status: 0 });
    const files = readdirSync(data, { recursive: true });
    // As if the run had ended before it noted that it was done.
    writeFileSync(join(data, '.restored'), 'an earlier request');
    expect(await restore(fresh)).toMatchObject({ status: 0 });
    expect(readdirSync(data, { recursive: true })).toEqual(files);

    const other = await RedisServer.create(container, 'fresh data', '', ['appendonly yes']);
    await other.start();
    expect(other.digest()).toBe(before);
    await other.stop();
  });

  test('no request, a damaged and an unknown snapshot leave the data alone', async () => {
    const { server, volume, backUp, restore } = await newServer('', 'no');
    await server.start();
    fill(server);
    await backUp();
    await server.save();
    await server.stop();
    const data = readFileSync(join(server.data, 'dump.rdb'));
    const name = volume.backups()[0] ?? '';

    expect(await restore({ RESTORE_FILE: '' })).toEqual({ status: 0, log: 'no restore is asked for\n' });
    const overwrite = { RESTORE_OVERWRITE: 'true' };
    expect(await restore({ ...overwrite, RESTORE_FILE: 'other.rdb' })).toMatchObject({ status: 1 });
    expect(await restore({ ...overwrite, RESTORE_FILE: hostileText.replaceAll('/', '') })).toMatchObject({
      status: 1,
    });
    truncateSync(volume.file(name), 100);
    const damaged = await restore({ ...overwrite, RESTORE_FILE: name });
    expect(damaged).toEqual({ status: 1, log: expect.stringContaining('is damaged') });
    expect(await restore({ ...overwrite, RESTORE_FILE: name, REDIS_APPENDONLY: 'maybe' })).not.toMatchObject({
      status: 0,
    });
    expect(readFileSync(join(server.data, 'dump.rdb')).equals(data)).toBe(true);
    expect(readdirSync(server.data)).not.toContain('.restored');
  });

  test('old snapshots are pruned', async () => {
    const { server, volume, backUp } = await newServer('', 'no');
    await server.start();
    for (let n = 0; n < 3; n += 1) expect(await backUp({ RETAIN: '2' })).toMatchObject({ status: 0 });
    expect(volume.backups()).toHaveLength(2);
    expect(volume.files()).toHaveLength(4);
    await server.stop();
  });
});
