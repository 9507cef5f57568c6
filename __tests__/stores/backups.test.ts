import { describe, expect, test } from '@jest/globals';
import { BackupVolume } from '../../lib/stores/backup-volume';
import { CloudNativePgPostgres } from '../../lib/stores/cloud-native-pg-postgres';
import { EmbeddedPostgres } from '../../lib/stores/embedded-postgres';
import { EmbeddedRedis } from '../../lib/stores/embedded-redis';
import { PostgresBackup, type PostgresBackupProps } from '../../lib/stores/postgres-backup';
import { RedisBackup } from '../../lib/stores/redis-backup';
import { backupVolumeCheck } from '../../lib/stores/scripts/backup-volume-check';
import { postgresBackup } from '../../lib/stores/scripts/postgres-backup';
import { postgresRestore } from '../../lib/stores/scripts/postgres-restore';
import type { Script } from '../../lib/vocabulary/script';
import { namesOf, only, plain, shop, type ManifestOf } from './synthesis';

const password = { name: 'db', key: 'password' };

function backedUp(props: Partial<PostgresBackupProps> = {}) {
  const chart = shop();
  const postgres = new EmbeddedPostgres(chart, 'Postgres', { name: 'db', password });
  new PostgresBackup(chart, 'Backup', { name: 'db-backup', postgres, ...props });
  return plain(chart);
}

const podOf = (cronJob: ManifestOf<'CronJob'>) => cronJob.spec.jobTemplate.spec.template;

/** What a script asks for and the container does not set. */
const missing = (script: Script, cronJob: ManifestOf<'CronJob'>) => {
  const set = podOf(cronJob).spec.containers[0].env.map(({ name }) => name);
  return script.env.filter((name) => !set.includes(name));
};

test('a dump every night, of which seven are kept', () => {
  const cronJob = only(backedUp(), 'CronJob', 'db-backup');
  const { jobTemplate, ...schedule } = cronJob.spec;
  expect(schedule).toMatchInlineSnapshot(`
   {
     "concurrencyPolicy": "Forbid",
     "failedJobsHistoryLimit": 1,
     "schedule": "17 2 * * *",
     "startingDeadlineSeconds": 3600,
     "successfulJobsHistoryLimit": 3,
     "suspend": false,
   }
  `);
  expect(jobTemplate.spec.backoffLimit).toBe(2);
  expect(podOf(cronJob).spec).toMatchObject({
    restartPolicy: 'Never',
    automountServiceAccountToken: false,
    serviceAccountName: 'db-backup',
    securityContext: { runAsUser: 70, fsGroup: 70 },
    containers: [
      {
        image: 'docker.io/library/postgres:17.10-alpine',
        command: ['sh', '/scripts/backup.sh'],
        volumeMounts: [
          { name: 'tmp', mountPath: '/tmp' },
          { name: 'backup', mountPath: '/backup' },
          { name: 'scripts', mountPath: '/scripts', readOnly: true },
        ],
      },
    ],
    volumes: [
      { name: 'tmp', emptyDir: {} },
      { name: 'backup', persistentVolumeClaim: { claimName: 'db-backup' } },
      { name: 'scripts', configMap: { name: 'db-backup-scripts' } },
    ],
  });
  expect(missing(postgresBackup, cronJob)).toEqual([]);
  const { env } = podOf(cronJob).spec.containers[0];
  expect(env).toContainEqual({ name: 'RETAIN', value: '7' });
  expect(JSON.stringify(env)).not.toContain('RETAIN_DAYS');
});

test('schedule, time zone and retention are the user’s', () => {
  const cronJob = only(
    backedUp({ schedule: '0 4 * * 0', timeZone: 'Europe/Berlin', retain: 30, retainDays: 90 }),
    'CronJob',
    'db-backup',
  );
  expect(cronJob.spec).toMatchObject({ schedule: '0 4 * * 0', timeZone: 'Europe/Berlin' });
  expect(podOf(cronJob).spec.containers[0].env).toEqual(
    expect.arrayContaining([
      { name: 'RETAIN', value: '30' },
      { name: 'RETAIN_DAYS', value: '90' },
    ]),
  );
});

test('a restore waits to be made a Job of', () => {
  const restore = only(backedUp({ restoreFile: 'db-20260131T235959Z.dump' }), 'CronJob', 'db-backup-restore');
  expect(restore.spec.suspend).toBe(true);
  const [container] = podOf(restore).spec.containers;
  expect(container.command).toEqual(['sh', '/scripts/restore.sh']);
  expect(container.env).toContainEqual({ name: 'RESTORE_FILE', value: 'db-20260131T235959Z.dump' });
  expect(missing(postgresRestore, restore)).toEqual([]);
});

test('the scripts are files of a ConfigMap, and the pods say which', () => {
  const manifests = backedUp();
  expect(only(manifests, 'ConfigMap', 'db-backup-scripts').data).toEqual({
    'backup.sh': postgresBackup.text,
    'restore.sh': postgresRestore.text,
    'check-volume.sh': backupVolumeCheck.text,
  });
  const { annotations } = podOf(only(manifests, 'CronJob', 'db-backup')).metadata;
  expect(annotations['checksum/scripts']).toMatch(/^[0-9a-f]{64}$/);
});

test('the jobs reach the database by an identity of their own, and nobody reaches them', () => {
  const manifests = backedUp();
  const database = only(manifests, 'NetworkPolicy', 'db').spec;
  const jobs = only(manifests, 'NetworkPolicy', 'db-backup').spec;
  const labels = { 'app.kubernetes.io/name': 'db-backup' };
  expect(database.ingress[0].from[0].podSelector.matchLabels).toEqual(labels);
  expect(jobs.podSelector.matchLabels).toEqual(labels);
  expect(jobs.egress.at(-1)).toEqual({
    to: [
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'shop' } },
        podSelector: { matchLabels: { 'app.kubernetes.io/name': 'db' } },
      },
    ],
    ports: [{ port: 5432, protocol: 'TCP' }],
  });
  expect(only(manifests, 'AuthorizationPolicy', 'db').spec.rules[0].from[0].source.principals).toEqual([
    'cluster.local/ns/shop/sa/db-backup',
  ]);
  expect(only(manifests, 'AuthorizationPolicy', 'db-backup').spec).not.toHaveProperty('rules');
  for (const name of ['db-backup', 'db-backup-restore']) {
    const pod = podOf(only(manifests, 'CronJob', name));
    expect(pod.metadata.labels).toMatchObject(labels);
    expect(pod.metadata.annotations['sidecar.istio.io/nativeSidecar']).toBe('true');
  }
});

describe('the volume', () => {
  test('is kept when Helm uninstalls', () => {
    expect(only(backedUp(), 'PersistentVolumeClaim')).toMatchInlineSnapshot(`
     {
       "apiVersion": "v1",
       "kind": "PersistentVolumeClaim",
       "metadata": {
         "annotations": {
           "helm.sh/resource-policy": "keep",
         },
         "labels": {
           "app.kubernetes.io/name": "db-backup",
         },
         "name": "db-backup",
         "namespace": "shop",
       },
       "spec": {
         "accessModes": [
           "ReadWriteOnce",
         ],
         "resources": {
           "requests": {
             "storage": "1Gi",
           },
         },
       },
     }
    `);
  });

  test('is mounted and checked once at installation, by nobody who knows the database', () => {
    const job = only(backedUp(), 'Job');
    expect(job.metadata.name).toMatch(/^db-backup-volume-[0-9a-f]{8}$/);
    const { containers, ...pod } = job.spec.template.spec;
    expect(containers[0].command).toEqual(['sh', '/scripts/check-volume.sh']);
    expect(containers[0].env).toEqual([{ name: 'BACKUP_DIR', value: '/backup' }]);
    expect(pod).toMatchObject({
      restartPolicy: 'Never',
      serviceAccountName: 'db-backup',
      volumes: [
        { name: 'tmp', emptyDir: {} },
        { name: 'backup', persistentVolumeClaim: { claimName: 'db-backup' } },
        { name: 'scripts', configMap: { name: 'db-backup-scripts' } },
      ],
    });
  });

  test('is checked again, by another Job, when what checks it changes', () => {
    const nameWith = (runAsUser: number) => only(backedUp({ runAsUser }), 'Job').metadata.name;
    expect(nameWith(70)).toBe(nameWith(70));
    expect(nameWith(70)).not.toBe(nameWith(71));
  });

  test('goes with the release when that is asked for', () => {
    const manifests = backedUp({ volumeOptions: { keep: false, size: '5Gi', storageClass: 'cheap' } });
    const { metadata, spec } = only(manifests, 'PersistentVolumeClaim');
    expect(metadata).not.toHaveProperty('annotations');
    expect(spec).toMatchObject({
      storageClassName: 'cheap',
      resources: { requests: { storage: '5Gi' } },
    });
  });

  test('may be one that is there', () => {
    const chart = shop();
    const volume = BackupVolume.fromClaimName(chart, 'Volume', 'nfs');
    const redis = new EmbeddedRedis(chart, 'Redis');
    new RedisBackup(chart, 'Backup', { redis, volume });
    const manifests = plain(chart);
    expect(manifests.map(({ kind }) => kind)).not.toContain('PersistentVolumeClaim');
    expect(podOf(only(manifests, 'CronJob')).spec.volumes).toContainEqual({
      name: 'backup',
      persistentVolumeClaim: { claimName: 'nfs' },
    });
  });
});

test('Redis is backed up with its password and its own image', () => {
  const chart = shop();
  const redis = new EmbeddedRedis(chart, 'Redis', {
    name: 'queue',
    password: { name: 'queue', key: 'REDIS_PASSWORD' },
    image: { repository: 'registry.example.com/redis', tag: '7.2.5' },
    runAsUser: 1001,
  });
  new RedisBackup(chart, 'Backup', { name: 'queue-backup', redis });
  const { spec } = podOf(only(plain(chart), 'CronJob'));
  expect(spec.securityContext.runAsUser).toBe(1001);
  expect(spec.containers[0].image).toBe('registry.example.com/redis:7.2.5');
  expect(spec.containers[0].env).toEqual(
    expect.arrayContaining([
      { name: 'REDIS_HOST', value: 'queue.shop.svc.cluster.local' },
      { name: 'REDISCLI_AUTH', valueFrom: { secretKeyRef: { name: 'queue', key: 'REDIS_PASSWORD' } } },
    ]),
  );
});

test('a name that is too long for the names of the jobs fails', () => {
  expect(() => backedUp({ name: 'x'.repeat(45) })).toThrow('may have at most 44 characters');
  expect(namesOf(backedUp({ name: 'x'.repeat(44) }))).toContain(`CronJob ${'x'.repeat(44)}-restore`);
});

test('any database can be dumped, one of an operator too', () => {
  const chart = shop();
  const postgres = new CloudNativePgPostgres(chart, 'Postgres', { name: 'db' });
  new PostgresBackup(chart, 'Backup', { name: 'db-backup', postgres });
  const manifests = plain(chart);
  const [container] = podOf(only(manifests, 'CronJob', 'db-backup')).spec.containers;
  expect(container.env).toEqual(
    expect.arrayContaining([
      { name: 'PGHOST', value: 'db-rw.shop.svc.cluster.local' },
      { name: 'PGPASSWORD', valueFrom: { secretKeyRef: { name: 'db-app', key: 'password' } } },
    ]),
  );
  expect(JSON.stringify(only(manifests, 'NetworkPolicy', 'db').spec.ingress[0])).toContain('db-backup');
});
