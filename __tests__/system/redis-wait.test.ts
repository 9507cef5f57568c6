import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { redisLiveness, redisReadiness } from '../../lib/stores/scripts/redis-probes';
import { redisWait } from '../../lib/stores/scripts/redis-wait';
import { Container, images } from './support/container';
import { RedisServer } from './support/redis-server';
import { until } from './support/until';

describe.each(images)('in an image with %s', (image) => {
  const container = new Container(image);
  let open: RedisServer;
  let closed: RedisServer;

  beforeAll(async () => {
    open = await RedisServer.create(container, 'open', '');
    closed = await RedisServer.create(container, 'closed', 'right', ['save 3600 1']);
    await open.start();
    await closed.start();
  });

  afterAll(async () => {
    await open.stop();
    await closed.stop();
  });

  const probes = async (env: Readonly<Record<string, string>>) => {
    const alive = await container.run(redisLiveness, env);
    const ready = await container.run(redisReadiness, env);
    return { alive: alive.status === 0, ready: ready.status === 0, log: alive.log + ready.log };
  };

  test('a server that answers PONG is alive and ready, with a password and without', async () => {
    expect(await probes(open.environment())).toEqual({ alive: true, ready: true, log: '' });
    expect(await probes(closed.environment())).toEqual({ alive: true, ready: true, log: '' });
  });

  test('a server that refuses the password is alive and not ready', async () => {
    const none = await probes({ ...closed.environment(), REDISCLI_AUTH: '' });
    expect(none).toEqual({ alive: true, ready: false, log: expect.stringContaining('NOAUTH') });
    const wrong = await probes({ ...closed.environment(), REDISCLI_AUTH: 'swordfish' });
    expect(wrong).toEqual({ alive: true, ready: false, log: expect.stringContaining('WRONGPASS') });
    expect(wrong.log).not.toContain('swordfish');
  });

  test('no server is neither', async () => {
    const { alive, ready, log } = await probes({ REDIS_PORT: '1' });
    expect({ alive, ready }).toEqual({ alive: false, ready: false });
    expect(log).toContain('Connection refused');
  });

  test('a server that loads its data is alive and not ready, and is waited for', async () => {
    closed.command('EVAL', `for n = 1, 3000 do redis.call('SET', n, string.rep('x', 100)) end`, '0');
    closed.command('SAVE');
    await closed.stop();
    await closed.start('key-load-delay 500', 'loading-process-events-interval-bytes 1024');
    expect(await probes(closed.environment())).toEqual({
      alive: true,
      ready: false,
      log: expect.stringContaining('LOADING'),
    });
    const { status, log } = await container.run(redisWait, { ...closed.environment(), WAIT_SECONDS: '30' });
    expect(log).toContain('LOADING');
    expect(status).toBe(0);
    expect(closed.command('DBSIZE')).toBe('3000');
  });

  test('a server that comes up late is waited for', async () => {
    const late = await RedisServer.create(container, 'late', 'right');
    const waiting = container.start(redisWait, { ...late.environment(), WAIT_SECONDS: '30' });
    await until('the script waits', () => waiting.log().includes('Connection refused'));
    await late.start();
    expect(await waiting.outcome).toMatchObject({ status: 0 });
    await late.stop();
  });

  test('waiting ends at the deadline, with the cause and without the password', async () => {
    const began = Date.now();
    const wrong = { ...closed.environment(), REDISCLI_AUTH: 'swordfish' };
    const [down, refused] = await Promise.all([
      container.run(redisWait, { REDIS_HOST: '127.0.0.1', REDIS_PORT: '1', WAIT_SECONDS: '2' }),
      container.run(redisWait, { ...wrong, WAIT_SECONDS: '2' }),
    ]);
    const seconds = (Date.now() - began) / 1000;
    expect(down.status).toBe(1);
    expect(down.log).toMatch(/gave up after 2 s: .*Connection refused/s);
    expect(refused.status).toBe(1);
    expect(refused.log).toContain('WRONGPASS');
    expect(refused.log).not.toContain('swordfish');
    expect(seconds).toBeGreaterThan(1);
    expect(seconds).toBeLessThan(6);
  });
});
