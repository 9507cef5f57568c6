import { describe, expect, test } from '@jest/globals';
import { requiredSecretsOf } from '../../lib/edges/required-secret';
import { BackupVolume } from '../../lib/stores/backup-volume';
import { EmbeddedRedis, type EmbeddedRedisProps } from '../../lib/stores/embedded-redis';
import { redisServer } from '../../lib/stores/scripts/redis-server';
import { caller, only, plain, shop } from './synthesis';

const password = { name: 'queue', key: 'REDIS_PASSWORD' };

function redis(props: EmbeddedRedisProps = {}) {
  const chart = shop();
  const store = new EmbeddedRedis(chart, 'Redis', { name: 'queue', ...props });
  const backend = caller(chart);
  backend.calls(store);
  return { chart, store, backend, manifests: plain(chart) };
}

test('a minimal Redis is a queue: it keeps its entries and refuses to write when full', () => {
  const { manifests } = redis();
  expect(only(manifests, 'Service').spec.ports).toEqual([
    { name: 'tcp-redis', port: 6379, targetPort: 'tcp-redis', protocol: 'TCP' },
  ]);
  expect(only(manifests, 'ConfigMap', 'queue-configuration').data['redis.conf']).toMatchInlineSnapshot(`
   "port 6379
   bind * -::*
   protected-mode no
   dir /data
   maxmemory-policy noeviction
   appendonly yes
   maxmemory 160mb
   "
  `);
  const { spec } = only(manifests, 'StatefulSet').spec.template;
  expect(spec.containers[0]).toMatchObject({
    image: 'docker.io/valkey/valkey:8.1.8-alpine',
    command: ['sh', '/scripts/start.sh'],
    env: [{ name: 'REDIS_CONFIG', value: '/etc/redis/redis.conf' }],
    volumeMounts: [
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'data', mountPath: '/data' },
      { name: 'configuration', mountPath: '/etc/redis', readOnly: true },
      { name: 'scripts', mountPath: '/scripts', readOnly: true },
    ],
  });
  expect(spec.volumes).toContainEqual({ name: 'scripts', configMap: { name: 'queue-scripts' } });
  expect(only(manifests, 'ConfigMap', 'queue-scripts').data).toEqual({ 'start.sh': redisServer.text });
  expect(spec).not.toHaveProperty('initContainers');
});

test('lines of the user come last, and so win', () => {
  const { manifests } = redis({ appendOnly: false, maxMemory: '1gb', configuration: 'save ""\n' });
  expect(only(manifests, 'ConfigMap', 'queue-configuration').data['redis.conf']).toMatch(
    /appendonly no\nmaxmemory 1gb\nsave ""\n$/,
  );
});

describe('the password', () => {
  test('without one, callers learn host and port', () => {
    const { backend, chart } = redis();
    expect(backend.calleesEnvironment).toEqual([
      { name: 'REDIS_HOST', value: 'queue.shop.svc.cluster.local' },
      { name: 'REDIS_PORT', value: '6379' },
    ]);
    expect(requiredSecretsOf(chart)).toEqual([]);
  });

  test('with one, the server, its probes and callers read it from the Secret', () => {
    const { backend, chart, manifests } = redis({ password });
    const reference = { valueFrom: { secretKeyRef: { name: 'queue', key: 'REDIS_PASSWORD' } } };
    expect(backend.calleesEnvironment).toContainEqual({ name: 'REDIS_PASSWORD', ...reference });
    expect(only(manifests, 'StatefulSet').spec.template.spec.containers[0].env).toContainEqual({
      name: 'REDISCLI_AUTH',
      ...reference,
    });
    expect(requiredSecretsOf(chart)).toMatchObject([{ name: 'queue', keys: ['REDIS_PASSWORD'] }]);
  });

  test('may be named and not used', () => {
    const { backend, chart } = redis({ password, auth: false });
    expect(JSON.stringify(backend.calleesEnvironment)).not.toContain('PASSWORD');
    expect(requiredSecretsOf(chart)).toEqual([]);
  });

  test('must be named where it is asked for', () => {
    expect(() => redis({ auth: true })).toThrow(
      "'auth' asks for a password but there is none; name its Secret in 'password', or set auth to false (at test/Redis)",
    );
  });
});

describe('a restore', () => {
  const restored = (file: string) => {
    const chart = shop();
    const volume = new BackupVolume(chart, 'Volume', { name: 'queue-backup' });
    new EmbeddedRedis(chart, 'Redis', {
      name: 'queue',
      appendOnly: false,
      restore: { volume, file, request: 'after the flood', overwrite: true },
    });
    return only(plain(chart), 'StatefulSet').spec.template.spec;
  };

  test('runs before the server, on its data', () => {
    const spec = restored('latest');
    expect(spec.initContainers).toHaveLength(1);
    expect(spec.initContainers[0]).toMatchObject({
      name: 'restore',
      image: spec.containers[0].image,
      securityContext: { readOnlyRootFilesystem: true },
      env: [
        { name: 'REDIS_DATA_DIR', value: '/data' },
        { name: 'REDIS_APPENDONLY', value: 'no' },
        { name: 'BACKUP_DIR', value: '/backup' },
        { name: 'RESTORE_FILE', value: 'latest' },
        { name: 'RESTORE_REQUEST', value: 'after the flood' },
        { name: 'RESTORE_OVERWRITE', value: 'true' },
      ],
    });
    expect(spec.volumes).toContainEqual({
      name: 'backup',
      persistentVolumeClaim: { claimName: 'queue-backup' },
    });
  });

  test('of no file leaves no trace', () => {
    const spec = restored('');
    expect(spec).not.toHaveProperty('initContainers');
    expect(JSON.stringify(spec.volumes)).not.toContain('queue-backup');
  });
});
