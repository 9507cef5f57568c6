import { afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { postgresLiveness, postgresReadiness } from '../../lib/stores/scripts/postgres-probes';
import { postgresWait } from '../../lib/stores/scripts/postgres-wait';
import { Container, images } from './support/container';
import { createDatabase } from './support/odd-database';
import { PostgresServer } from './support/postgres-server';
import { until } from './support/until';

const server = new PostgresServer();
let env: Record<string, string>;

beforeAll(async () => {
  await server.start();
  createDatabase(server, 'orders', 'app', 'right');
  env = server.environment('app', 'right', 'orders');
});

describe.each(images)('in an image with %s', (image) => {
  const container = new Container(image);

  afterEach(async () => {
    await server.stop();
    await server.start();
  });

  test('waiting ends at once when the database answers', async () => {
    const outcome = await container.run(postgresWait, { ...env, WAIT_SECONDS: '1' });
    expect(outcome).toEqual({ status: 0, log: "database 'orders' on 127.0.0.1 answers\n" });
  });

  test('a server that comes up late is waited for', async () => {
    await server.stop();
    const waiting = container.start(postgresWait, { ...env, WAIT_SECONDS: '30' });
    await until('the script waits', () => waiting.log().includes('Connection refused'));
    await server.start();
    const { status, log } = await waiting.outcome;
    expect(log).toContain("waiting for database 'orders' on 127.0.0.1 (0 s of 30 s)");
    expect(log).toContain('answers');
    expect(status).toBe(0);
  });

  test('waiting ends at the deadline, with the cause', async () => {
    await server.stop();
    const began = Date.now();
    const { status, log } = await container.run(postgresWait, { ...env, WAIT_SECONDS: '2' });
    const seconds = (Date.now() - began) / 1000;
    expect(status).toBe(1);
    expect(log).toMatch(/gave up after 2 s: .*Connection refused/s);
    expect(seconds).toBeGreaterThan(1);
    expect(seconds).toBeLessThan(5);
  });

  test('a wrong password is told, and not shown', async () => {
    const { status, log } = await container.run(postgresWait, {
      ...env,
      PGPASSWORD: 'swordfish',
      WAIT_SECONDS: '1',
    });
    expect(status).toBe(1);
    expect(log).toContain('password authentication failed for user "app"');
    expect(log).not.toContain('swordfish');
  });

  test('a script that waits ends when it is asked to', async () => {
    await server.stop();
    const waiting = container.start(postgresWait, env);
    await until('the script waits', () => waiting.log().includes('waiting for'));
    waiting.process.kill('SIGTERM');
    expect(await waiting.outcome).toMatchObject({ status: 143 });
  });

  const probes = async () => {
    const alive = await container.run(postgresLiveness, env);
    const ready = await container.run(postgresReadiness, env);
    return { alive: alive.status === 0, ready: ready.status === 0 };
  };

  test('a server that accepts connections is alive and ready', async () => {
    expect(await probes()).toEqual({ alive: true, ready: true });
  });

  test('no server is neither', async () => {
    await server.stop();
    expect(await probes()).toEqual({ alive: false, ready: false });
  });
});

describe.each(images)('a server that recovers, in an image with %s', (image) => {
  const container = new Container(image);
  const recovering = new PostgresServer();

  test('is alive and not ready', async () => {
    await recovering.startRecovering();
    const there = recovering.environment('postgres', PostgresServer.password, 'postgres');
    expect(await container.run(postgresLiveness, there)).toMatchObject({ status: 0 });
    const ready = await container.run(postgresReadiness, there);
    expect(ready.status).toBe(1);
    expect(ready.log).toContain('rejecting connections');
  });
});
