import { describe, expect, test } from '@jest/globals';
import { requiredSecretsOf } from '../../lib/edges/required-secret';
import { CloudNativePgBackup } from '../../lib/stores/cloud-native-pg-backup';
import {
  CloudNativePgPostgres,
  type CloudNativePgPostgresProps,
} from '../../lib/stores/cloud-native-pg-postgres';
import { crdMistakes } from '../routing/shop';
import { caller, only, plain, shop } from './synthesis';

function cluster(props: CloudNativePgPostgresProps = {}) {
  const chart = shop();
  const postgres = new CloudNativePgPostgres(chart, 'Postgres', { name: 'db', ...props });
  const backend = caller(chart);
  backend.calls(postgres);
  const manifests = plain(chart);
  const made = manifests.filter(({ apiVersion }) => apiVersion === 'postgresql.cnpg.io/v1');
  expect(made.flatMap(crdMistakes)).toEqual([]);
  return { chart, backend, manifests, spec: only(manifests, 'Cluster').spec };
}

test('a minimal cluster', () => {
  const { manifests, spec } = cluster();
  expect(manifests.map(({ kind }) => kind)).not.toContain('ScheduledBackup');
  expect(spec).toMatchInlineSnapshot(`
   {
     "bootstrap": {
       "initdb": {
         "dataChecksums": true,
         "database": "app",
         "owner": "app",
       },
     },
     "enablePDB": true,
     "imageName": "ghcr.io/cloudnative-pg/postgresql:17.6",
     "imagePullPolicy": "IfNotPresent",
     "inheritedMetadata": {
       "labels": {
         "sidecar.istio.io/inject": "false",
       },
     },
     "instances": 3,
     "resources": {
       "limits": {
         "cpu": "1",
         "memory": "512Mi",
       },
       "requests": {
         "cpu": "100m",
         "memory": "256Mi",
       },
     },
     "storage": {
       "size": "1Gi",
     },
   }
  `);
});

test('callers reach the primary with the credentials that the operator makes', () => {
  const { backend, chart } = cluster({ user: 'orders', database: 'orders' });
  expect(backend.calleesEnvironment).toEqual([
    { name: 'POSTGRES_HOST', value: 'db-rw.shop.svc.cluster.local' },
    { name: 'POSTGRES_PORT', value: '5432' },
    { name: 'POSTGRES_USER', value: 'orders' },
    { name: 'POSTGRES_DB', value: 'orders' },
    { name: 'POSTGRES_PASSWORD', valueFrom: { secretKeyRef: { name: 'db-app', key: 'password' } } },
  ]);
  expect(requiredSecretsOf(chart)).toEqual([]);
});

test('credentials may be given', () => {
  const { backend, chart, spec } = cluster({ credentialsSecret: 'mine' });
  expect(spec.bootstrap.initdb.secret).toEqual({ name: 'mine' });
  expect(backend.calleesEnvironment.at(-1)).toMatchObject({
    valueFrom: { secretKeyRef: { name: 'mine', key: 'password' } },
  });
  expect(requiredSecretsOf(chart)).toMatchObject([{ name: 'mine', keys: ['username', 'password'] }]);
});

test('its pods are out of the mesh; a NetworkPolicy lets callers, each other and the operator in', () => {
  const { manifests, spec } = cluster();
  expect(spec.inheritedMetadata.labels).toEqual({ 'sidecar.istio.io/inject': 'false' });
  const policies = manifests.filter(({ kind }) => kind === 'AuthorizationPolicy' || kind === 'Sidecar');
  expect(policies.map(({ metadata }) => metadata.name)).toEqual(['backend', 'backend']);
  const { ingress, podSelector } = only(manifests, 'NetworkPolicy', 'db').spec;
  expect(podSelector.matchLabels).toEqual({ 'cnpg.io/cluster': 'db' });
  expect(ingress.map(({ from }) => from[0])).toEqual([
    expect.objectContaining({ podSelector: { matchLabels: { app: 'backend' } } }),
    { podSelector: { matchLabels: { 'cnpg.io/cluster': 'db' } } },
    { namespaceSelector: {}, podSelector: { matchLabels: { 'app.kubernetes.io/name': 'cloudnative-pg' } } },
    { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } },
  ]);
});

test('a lone server keeps no node from being drained', () => {
  expect(cluster({ instances: 1 }).spec.enablePDB).toBe(false);
  expect(cluster({ instances: 2 }).spec.enablePDB).toBe(true);
});

test("the operator's superuser cannot be the user", () => {
  expect(() => cluster({ user: 'postgres' })).toThrow(
    "the user of a CloudNativePG database must not be 'postgres': the operator allows its superuser no password; name another owner",
  );
});

describe('backups', () => {
  test('are snapshots of the volumes', () => {
    const { manifests, spec } = cluster({
      backup: CloudNativePgBackup.volumeSnapshot('fast'),
      backupSchedule: '0 0 1 * * *',
    });
    expect(spec.backup).toEqual({ volumeSnapshot: { className: 'fast' } });
    expect(only(manifests, 'ScheduledBackup').spec).toMatchObject({
      cluster: { name: 'db' },
      method: 'volumeSnapshot',
      schedule: '0 0 1 * * *',
    });
  });

  test('or go to a bucket, by cloud identity or with keys, which are required', () => {
    expect(
      cluster({ backup: CloudNativePgBackup.s3({ destinationPath: 's3://b' }) }).spec.backup,
    ).toMatchObject({
      retentionPolicy: '30d',
      barmanObjectStore: { destinationPath: 's3://b', s3Credentials: { inheritFromIAMRole: true } },
    });
    const { chart, spec } = cluster({
      backup: CloudNativePgBackup.s3({
        destinationPath: 's3://b',
        endpointUrl: 'https://minio.example.com',
        accessKeyId: { name: 's3', key: 'id' },
        secretAccessKey: { name: 's3', key: 'secret' },
      }),
    });
    expect(spec.backup.barmanObjectStore).toMatchObject({
      endpointURL: 'https://minio.example.com',
      s3Credentials: {
        accessKeyId: { name: 's3', key: 'id' },
        secretAccessKey: { name: 's3', key: 'secret' },
      },
    });
    expect(requiredSecretsOf(chart).map(({ keys }) => keys)).toEqual([['id'], ['secret']]);
  });
});
