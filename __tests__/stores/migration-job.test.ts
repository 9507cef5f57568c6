import { expect, test } from '@jest/globals';
import type { PodSpec } from 'kubernetes-types/core/v1';
import { EmbeddedPostgres } from '../../lib/stores/embedded-postgres';
import { MigrationJob, type MigrationJobProps } from '../../lib/stores/migration-job';
import { migrationRecord } from '../../lib/stores/scripts/migration-record';
import { migrationWait } from '../../lib/stores/scripts/migration-wait';
import { postgresWait } from '../../lib/stores/scripts/postgres-wait';
import { Worker } from '../../lib/workloads/worker';
import { only, plain, shop } from './synthesis';

const image = { repository: 'registry.example.com/shop', tag: '1.0.0' };

function migrated(props: Partial<MigrationJobProps> = {}) {
  const chart = shop();
  const database = new EmbeddedPostgres(chart, 'Postgres', {
    name: 'db',
    password: { name: 'db', key: 'password' },
  });
  const migration = new MigrationJob(chart, 'Migration', {
    name: 'migration',
    image,
    command: ['alembic', 'upgrade', 'head'],
    databases: [database],
    ...props,
  });
  const worker = new Worker(chart, 'Worker', { name: 'worker', image });
  worker.waitsFor(migration);
  return plain(chart);
}

const SCRIPTS = { name: 'migration-scripts', configMap: { name: 'migration-scripts' } };
const MOUNTS = [
  { name: 'tmp', mountPath: '/tmp' },
  { name: 'migration-scripts', mountPath: '/scripts', readOnly: true },
];

test('waits for the database, migrates and records that', () => {
  const job = only(migrated(), 'Job');
  expect(job.metadata.name).toMatch(/^migration-[0-9a-f]{8}$/);
  const { initContainers, containers, volumes } = job.spec.template.spec;
  expect([...initContainers, ...containers].map(({ name, command }) => [name, ...command])).toEqual([
    ['wait-for-database', 'sh', '/scripts/wait-for-database.sh'],
    ['migrate', 'alembic', 'upgrade', 'head'],
    ['record', 'sh', '/scripts/record.sh'],
  ]);
  expect(containers[0].volumeMounts).toEqual(MOUNTS);
  expect(volumes).toContainEqual(SCRIPTS);
});

test('a workload waits for the record of exactly this Job', () => {
  const manifests = migrated();
  const deployment = manifests.find(({ kind }) => kind === 'Deployment');
  const { initContainers, volumes } = (deployment?.spec as { template: { spec: PodSpec } }).template.spec;
  expect(initContainers).toMatchObject([
    { name: 'wait-for-migration', command: ['sh', '/scripts/wait-for-migration.sh'], volumeMounts: MOUNTS },
  ]);
  expect(initContainers?.[0]?.env).toContainEqual({
    name: 'MIGRATION_NAME',
    value: only(manifests, 'Job').metadata.name,
  });
  expect(volumes).toContainEqual(SCRIPTS);
});

test('the scripts are files of a ConfigMap, and the name of the Job changes with them', () => {
  const manifests = migrated();
  expect(only(manifests, 'ConfigMap', 'migration-scripts').data).toEqual({
    'wait-for-database.sh': postgresWait.text,
    'record.sh': migrationRecord.text,
    'wait-for-migration.sh': migrationWait.text,
  });
  const { annotations } = only(manifests, 'Job').spec.template.metadata;
  expect(annotations['checksum/scripts']).toMatch(/^[0-9a-f]{64}$/);
});

test('another image or command is another Job', () => {
  const nameWith = (props: Partial<MigrationJobProps>) => only(migrated(props), 'Job').metadata.name;
  const names = [{}, { image: { ...image, tag: '1.0.1' } }, { command: ['migrate'] }].map(nameWith);
  expect(new Set(names).size).toBe(names.length);
});
